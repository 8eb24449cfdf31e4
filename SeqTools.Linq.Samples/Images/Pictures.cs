using SkiaSharp;

namespace Samples.Images;

/// <summary>
/// What is done to one picture. Each function disposes of the picture it is given; the one it returns belongs to the
/// caller.
/// </summary>
internal static class Pictures
{
    private static readonly SKSamplingOptions Smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    private static readonly SKColorFilter GreyFilter = SKColorFilter.CreateColorMatrix(
    [
        0.299f, 0.587f, 0.114f, 0, 0,
        0.299f, 0.587f, 0.114f, 0, 0,
        0.299f, 0.587f, 0.114f, 0, 0,
        0, 0, 0, 1, 0,
    ]);

    /// <summary>
    /// Reads an image file. The picture stands upright, however the camera was held; a file that was cut short is no
    /// picture, though its upper part could be shown.
    /// </summary>
    public static SKImage Load(string path)
    {
        using var file = File.OpenRead(path);
        using var codec = SKCodec.Create(file) ?? throw new InvalidDataException($"{path} is not an image.");
        using var decoded = new SKBitmap(codec.Info.Width, codec.Info.Height);
        var result = codec.GetPixels(decoded.Info, decoded.GetPixels());
        if (result != SKCodecResult.Success)
        {
            var isCut = result == SKCodecResult.IncompleteInput;
            throw new InvalidDataException(isCut ? $"{path} is cut short." : $"{path} can't be decoded: {result}.");
        }

        decoded.SetImmutable();
        var picture = SKImage.FromBitmap(decoded);
        return codec.EncodedOrigin == SKEncodedOrigin.TopLeft ? picture : Upright(picture, codec.EncodedOrigin);
    }

    /// <summary>The middle of a picture, as large a square as fits into it, resized.</summary>
    public static SKImage CropToSquare(SKImage picture, int side)
    {
        using (picture)
        {
            var shorter = Math.Min(picture.Width, picture.Height);
            var middle = SKRect.Create((picture.Width - shorter) / 2, (picture.Height - shorter) / 2, shorter, shorter);
            return Draw(side, side, canvas => canvas.DrawImage(picture, middle, SKRect.Create(side, side), Smooth));
        }
    }

    public static SKImage Grey(SKImage picture) => Filter(picture, GreyFilter);

    /// <summary>
    /// Moves the tones away from the middle grey, or towards it where <paramref name="factor"/> is below 1.
    /// </summary>
    public static SKImage Contrast(SKImage picture, float factor)
    {
        var shift = (1 - factor) / 2;
        using var filter = SKColorFilter.CreateColorMatrix(
        [
            factor, 0, 0, 0, shift,
            0, factor, 0, 0, shift,
            0, 0, factor, 0, shift,
            0, 0, 0, 1, 0,
        ]);
        return Filter(picture, filter);
    }

    public static SKImage Mirror(SKImage picture)
    {
        using (picture)
        {
            return Draw(picture.Width, picture.Height, canvas =>
            {
                canvas.Scale(-1, 1, picture.Width / 2f, 0);
                canvas.DrawImage(picture, 0, 0, SKSamplingOptions.Default);
            });
        }
    }

    /// <summary>A new picture, with what a function draws on it.</summary>
    public static SKImage Draw(int width, int height, Action<SKCanvas> draw)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        draw(surface.Canvas);
        return surface.Snapshot();
    }

    /// <summary>A picture as it was seen, given where its first row and its first column are.</summary>
    private static SKImage Upright(SKImage picture, SKEncodedOrigin origin)
    {
        using (picture)
        {
            var liesOnItsSide = origin >= SKEncodedOrigin.LeftTop;
            var (width, height) = liesOnItsSide ? (picture.Height, picture.Width) : (picture.Width, picture.Height);
            var turn = origin switch
            {
                SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
                SKEncodedOrigin.BottomRight => new(-1, 0, width, 0, -1, height, 0, 0, 1),
                SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, height, 0, 0, 1),
                SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
                SKEncodedOrigin.RightTop => new(0, -1, width, 1, 0, 0, 0, 0, 1),
                SKEncodedOrigin.RightBottom => new(0, -1, width, -1, 0, height, 0, 0, 1),
                SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, height, 0, 0, 1),
                _ => SKMatrix.Identity,
            };
            return Draw(width, height, canvas =>
            {
                canvas.SetMatrix(turn);
                canvas.DrawImage(picture, 0, 0, SKSamplingOptions.Default);
            });
        }
    }

    private static SKImage Filter(SKImage picture, SKColorFilter filter)
    {
        using (picture)
        {
            using var paint = new SKPaint { ColorFilter = filter };
            return Draw(picture.Width, picture.Height, canvas =>
                canvas.DrawImage(picture, 0, 0, SKSamplingOptions.Default, paint));
        }
    }
}
