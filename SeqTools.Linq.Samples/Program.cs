using System.Text;
using Samples.Images;

Console.OutputEncoding = Encoding.UTF8;
return ImageSample.Run(args);
