using System.Runtime.InteropServices;
using MemoryPack;
using Samples.Images;
using SkiaSharp;

namespace Samples.Decoders;

/// <summary>A decoded picture as it comes from a worker.</summary>
[MemoryPackable]
internal sealed partial record Tile(string File, int Side, byte[] Pixels)
{
    /// <summary>Decodes a file, in a worker.</summary>
    public static Tile Of(string file)
    {
        using var photo = FragileDecoder.Decode(file);
        using var square = Pictures.CropToSquare(photo, ImagePipeline.Side);
        var pixels = new byte[square.Width * square.Height * sizeof(int)];
        var handle = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        try
        {
            square.ReadPixels(InfoOf(square.Width), handle.AddrOfPinnedObject(), square.Width * sizeof(int), 0, 0);
        }
        finally
        {
            handle.Free();
        }

        return new(file, square.Width, pixels);
    }

    /// <summary>The picture, in the program.</summary>
    public SKImage ToPicture() => SKImage.FromPixelCopy(InfoOf(Side), Pixels);

    private static SKImageInfo InfoOf(int side) => new(side, side, SKColorType.Rgba8888, SKAlphaType.Premul);
}
