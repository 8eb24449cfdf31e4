using Samples.Images;

return ImageSample.Run(args);
