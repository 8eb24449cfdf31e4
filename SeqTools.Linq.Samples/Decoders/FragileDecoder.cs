using Samples.Images;
using SkiaSharp;

namespace Samples.Decoders;

/// <summary>
/// Stands for a native decoder with a bug: a file that was cut short ends its process, and no <c>catch</c> is asked.
/// </summary>
internal static class FragileDecoder
{
    private static readonly byte[] EndOfImage = [0xff, 0xd9];

    public static SKImage Decode(string file)
    {
        if (!File.ReadAllBytes(file).AsSpan().EndsWith(EndOfImage))
        {
            Environment.FailFast($"{Path.GetFileName(file)}: read past the end of the file");
        }

        return Pictures.Load(file);
    }
}
