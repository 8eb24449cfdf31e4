using SeqTools.Linq;
using SkiaSharp;

namespace Samples.Images;

/// <summary>Image files for those who have none at hand: the same ones on every machine.</summary>
internal static class SyntheticPhotos
{
    private const int Count = 36;

    private static readonly Action<SKCanvas, SKSizeI, Random>[] Motifs = [Hills, Plasma, Bokeh, Flower, Arcs, Sunburst];

    /// <summary>Writes those files that are not there yet.</summary>
    /// <returns>Their names.</returns>
    public static string[] WriteTo(string folder)
    {
        using var files = Seq
            .Generate(Count, i => Write(i, Path.Combine(folder, $"{i:00}-{Motifs[i % Motifs.Length].Method.Name}.jpg")))
            .AsPrefetched();
        return [.. files];
    }

    private static string Write(int number, string file) => Scratch.WriteOnce(file, stream =>
    {
        var random = new Random(number);
        var size = new SKSizeI(random.Next(800, 2000), random.Next(800, 2000));
        using var picture = Pictures.Draw(
            size.Width, size.Height, canvas => Motifs[number % Motifs.Length](canvas, size, random));
        using var encoded = picture.Encode(SKEncodedImageFormat.Jpeg, quality: 90);
        encoded.SaveTo(stream);
    });

    private static void Hills(SKCanvas canvas, SKSizeI size, Random random)
    {
        var hue = random.Next(360);
        FillDownwards(canvas, size, Colour(hue, 55, 55), Colour(hue + 40, 35, 100));
        using var paint = new SKPaint { IsAntialias = true, Color = SKColors.White };
        canvas.DrawCircle(Between(random, 0.3, 0.7) * size.Width, size.Height * 0.35f, size.Width * 0.07f, paint);
        for (var ridge = 0; ridge < 5; ridge++)
        {
            paint.Color = Colour(hue, 50, 75 - (15 * ridge));
            using var line = Ridge(size, size.Height * (0.45f + (0.11f * ridge)), random);
            canvas.DrawPath(line, paint);
        }
    }

    private static SKPath Ridge(SKSizeI size, float height, Random random)
    {
        var (first, second) = (Between(random, 2, 5), Between(random, 6, 12));
        var phase = Between(random, 0, Math.Tau);
        using var path = new SKPathBuilder();
        path.MoveTo(0, size.Height);
        for (var x = 0; x <= size.Width; x += 4)
        {
            var t = (float)x / size.Width;
            var wave = MathF.Sin((first * t) + phase) + (0.35f * MathF.Sin((second * t) + (2 * phase)));
            path.LineTo(x, height + (wave * size.Height * 0.06f));
        }

        path.LineTo(size.Width, size.Height);
        path.Close();
        return path.Detach();
    }

    private static void Plasma(SKCanvas canvas, SKSizeI size, Random random)
    {
        using var noise = SKShader.CreatePerlinNoiseTurbulence(
            Between(random, 0.002, 0.006), Between(random, 0.002, 0.006), 5, random.Next(1000));
        using var opaque = SKColorFilter.CreateColorMatrix(
        [
            1.5f, 0, 0, 0, 0,
            0, 1.5f, 0, 0, 0,
            0, 0, 1.5f, 0, 0,
            0, 0, 0, 0, 1,
        ]);
        using var paint = new SKPaint { Shader = noise, ColorFilter = opaque };
        canvas.DrawPaint(paint);
    }

    private static void Bokeh(SKCanvas canvas, SKSizeI size, Random random)
    {
        var hue = random.Next(360);
        FillDownwards(canvas, size, Colour(hue, 80, 10), Colour(hue + 60, 60, 45));
        using var paint = new SKPaint { IsAntialias = true, BlendMode = SKBlendMode.Screen };
        for (var light = 0; light < 60; light++)
        {
            paint.Color = Colour(hue + random.Next(90), 50, 90).WithAlpha((byte)random.Next(40, 150));
            canvas.DrawCircle(
                random.Next(size.Width), random.Next(size.Height), Between(random, 0.01, 0.08) * size.Width, paint);
        }
    }

    private static void Flower(SKCanvas canvas, SKSizeI size, Random random)
    {
        var hue = random.Next(360);
        FillDownwards(canvas, size, Colour(hue + 150, 60, 30), Colour(hue + 120, 70, 12));
        var petals = random.Next(5, 13);
        var radius = Math.Min(size.Width, size.Height) * 0.42f;
        canvas.Translate(size.Width / 2f, size.Height / 2f);
        using var paint = new SKPaint { IsAntialias = true };
        for (var ring = 0; ring < 3; ring++, radius *= 0.66f)
        {
            canvas.RotateDegrees(180f / petals);
            paint.Color = Colour(hue + (15 * ring), 65 - (20 * ring), 60 + (20 * ring)).WithAlpha(0xd0);
            for (var petal = 0; petal < petals; petal++)
            {
                canvas.RotateDegrees(360f / petals);
                canvas.DrawOval(radius * 0.55f, 0, radius * 0.45f, radius * 1.2f / petals, paint);
            }
        }
    }

    private static void Arcs(SKCanvas canvas, SKSizeI size, Random random)
    {
        var hue = random.Next(360);
        var tile = size.Width / (float)random.Next(6, 12);
        canvas.Clear(Colour(hue, 45, 25));
        using var paint = new SKPaint
        {
            IsAntialias = true,
            IsStroke = true,
            StrokeWidth = tile * 0.28f,
            Color = Colour(hue + 30, 30, 95),
        };
        for (var y = 0f; y < size.Height; y += tile)
        {
            for (var x = 0f; x < size.Width; x += tile)
            {
                var left = random.Next(2) == 0 ? x : x + tile;
                canvas.Save();
                canvas.ClipRect(SKRect.Create(x, y, tile, tile));
                canvas.DrawCircle(left, y, tile / 2, paint);
                canvas.DrawCircle(x + x + tile - left, y + tile, tile / 2, paint);
                canvas.Restore();
            }
        }
    }

    private static void Sunburst(SKCanvas canvas, SKSizeI size, Random random)
    {
        var hue = random.Next(360);
        var rays = random.Next(8, 20);
        var centre = new SKPoint(Between(random, 0.3, 0.7) * size.Width, Between(random, 0.3, 0.7) * size.Height);
        SKColor[] colours = [.. Seq.Range(0, (2 * rays) + 1).Select(ray => Colour(hue, 60, ray % 2 == 0 ? 35 : 90))];
        using var sweep = SKShader.CreateSweepGradient(centre, colours);
        using var glow = SKShader.CreateRadialGradient(
            centre, size.Width * 0.5f, [SKColors.White, SKColors.White.WithAlpha(0)], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = sweep };
        canvas.DrawPaint(paint);
        paint.Shader = glow;
        canvas.DrawPaint(paint);
    }

    private static void FillDownwards(SKCanvas canvas, SKSizeI size, SKColor top, SKColor bottom)
    {
        using var shader = SKShader.CreateLinearGradient(
            new(0, 0), new(0, size.Height), [top, bottom], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader };
        canvas.DrawPaint(paint);
    }

    private static SKColor Colour(int hue, int saturation, int brightness) =>
        SKColor.FromHsv(hue % 360, saturation, brightness);

    private static float Between(Random random, double least, double most) =>
        (float)(least + (random.NextDouble() * (most - least)));
}
