<Query Kind="Statements">
  <NuGetReference>SeqTools.Linq</NuGetReference>
  <NuGetReference>SkiaSharp</NuGetReference>
  <Namespace>SeqTools.Linq</Namespace>
  <Namespace>SkiaSharp</Namespace>
</Query>

const int Side = 112;

// Flowers, each beside its print in grey, in rows of eight, as PNG files. Nothing is drawn yet.
// With photos it would begin with Directory.GetFiles(folder).Select(file => SKImage.FromEncodedData(file)).
var flowers = Seq.Range(5, 16).Select(Draw);
var prints = flowers.Select(Grey);
var rows = flowers.Interleave(prints).Batch(8, InRow).Select(Png);

// One row is drawn alone: of the flowers, only the four that stand in it.
Util.Image(rows[2]).Dump("The third row");

// All of them, drawn ahead on all processors.
using var ahead = rows.AsPrefetched();
ahead.Select(png => Util.Image(png)).ToArray().Dump("The sheet");

ahead.Dump("The pipeline");

SKImage Draw(int petals)
{
    using var surface = SKSurface.Create(new SKImageInfo(Side, Side));
    using var paint = new SKPaint { IsAntialias = true };
    surface.Canvas.Clear(SKColor.FromHsv(petals * 47 % 360, 60, 25));
    surface.Canvas.Translate(Side / 2, Side / 2);
    for (var petal = 0; petal < petals; petal++)
    {
        paint.Color = SKColor.FromHsv((petals * 47 + 150 + 60 * petal / petals) % 360, 55, 95).WithAlpha(0xd0);
        surface.Canvas.DrawOval(Side * 0.24f, 0, Side * 0.2f, Side * 0.5f / petals + 3, paint);
        surface.Canvas.RotateDegrees(360f / petals);
    }

    return surface.Snapshot();
}

// A picture belongs to whoever reads it: a function disposes of the one that it is given.
SKImage Grey(SKImage picture)
{
    using (picture)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Side, Side));
        using var filter = SKColorFilter.CreateColorMatrix(
        [
            0.3f, 0.59f, 0.11f, 0, 0,
            0.3f, 0.59f, 0.11f, 0, 0,
            0.3f, 0.59f, 0.11f, 0, 0,
            0, 0, 0, 1, 0,
        ]);
        using var paint = new SKPaint { ColorFilter = filter };
        surface.Canvas.DrawImage(picture, 0, 0, SKSamplingOptions.Default, paint);
        return surface.Snapshot();
    }
}

SKImage InRow(IReadOnlyList<SKImage> pictures)
{
    using var surface = SKSurface.Create(new SKImageInfo(Side * pictures.Count, Side));
    foreach (var (position, picture) in pictures.Index())
    {
        using (picture)
        {
            surface.Canvas.DrawImage(picture, Side * position, 0, SKSamplingOptions.Default);
        }
    }

    return surface.Snapshot();
}

byte[] Png(SKImage picture)
{
    using (picture)
    {
        using var encoded = picture.Encode(SKEncodedImageFormat.Png, quality: 100);
        return encoded.ToArray();
    }
}
