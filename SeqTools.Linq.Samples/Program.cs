using System.Text;
using Samples.Http;
using Samples.Images;

Console.OutputEncoding = Encoding.UTF8;
return args is ["http"] ? await HttpSample.RunAsync() : ImageSample.Run(args);
