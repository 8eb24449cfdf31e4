using MessagePack;
using SkiaSharp;

namespace Samples.Decoders;

/// <summary>What the first bytes of an image file tell.</summary>
[MessagePackObject]
public sealed record Header(
    [property: Key(0)] string Format, [property: Key(1)] int Width, [property: Key(2)] int Height)
{
    public static Header Of(string file)
    {
        using var codec = SKCodec.Create(file);
        return new(codec.EncodedFormat.ToString(), codec.Info.Width, codec.Info.Height);
    }
}
