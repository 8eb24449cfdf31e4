using SkiaSharp;

namespace Samples.Images;

/// <summary>
/// Rows of pictures on a dark ground, written as PNG files: a new one whenever a sheet is full, so that memory stays
/// bounded.
/// </summary>
internal sealed class ContactSheet(string folder, int rows) : IDisposable
{
    private const int RowsOfSheet = 24;
    private const int Margin = 32;

    private static readonly SKColor Ground = new(0x1b, 0x1d, 0x21);

    private readonly List<string> files = [];
    private SKSurface? sheet;
    private int drawn;

    /// <summary>The files that were written.</summary>
    public IReadOnlyList<string> Files => files;

    /// <summary>Draws the next row, and writes the sheet when it is full or the row was the last one.</summary>
    public void Add(SKImage row)
    {
        var place = drawn % RowsOfSheet;
        sheet ??= Empty(Math.Min(RowsOfSheet, rows - drawn));
        sheet.Canvas.DrawImage(
            row, Margin, Margin + (place * (ImagePipeline.Side + Strip.Gap)), SKSamplingOptions.Default);
        drawn++;
        if (place == RowsOfSheet - 1 || drawn == rows)
        {
            Write(sheet);
            sheet.Dispose();
            sheet = null;
        }
    }

    public void Dispose() => sheet?.Dispose();

    private static SKSurface Empty(int rows)
    {
        var width = Strip.WidthOf(ImagePipeline.Columns) + (2 * Margin);
        var height = (rows * (ImagePipeline.Side + Strip.Gap)) - Strip.Gap + (2 * Margin);
        var sheet = SKSurface.Create(new SKImageInfo(width, height));
        sheet.Canvas.Clear(Ground);
        return sheet;
    }

    private void Write(SKSurface sheet)
    {
        var file = Path.Combine(
            folder, files.Count == 0 ? "contact-sheet.png" : $"contact-sheet-{files.Count + 1}.png");
        using var picture = sheet.Snapshot();
        using var encoded = picture.Encode(SKEncodedImageFormat.Png, quality: 100);
        Directory.CreateDirectory(folder);
        using var stream = File.Create(file);
        encoded.SaveTo(stream);
        files.Add(file);
    }
}
