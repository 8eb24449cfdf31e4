using SeqTools.Linq;
using SkiaSharp;

namespace Samples.Images;

/// <summary>
/// A row of the contact sheet: a batch of pictures side by side, and what became of those that failed.
/// </summary>
internal sealed class Strip : IDisposable
{
    public const int Gap = 12;

    private static readonly SKColor Failed = new(0x5c, 0x1f, 0x24);
    private static readonly SKColor Cross = new(0xe0, 0x60, 0x60);

    private readonly List<EvaluationException> failures = [];

    private Strip(IReadOnlyList<SKImage> pictures) =>
        Picture = Pictures.Draw(WidthOf(pictures.Count), ImagePipeline.Side, canvas => DrawAll(pictures, canvas));

    public SKImage Picture { get; }

    public IReadOnlyList<EvaluationException> Failures => failures;

    /// <summary>Draws a batch. A picture that fails leaves a red cell; the others of its batch are not lost.</summary>
    public static Strip Of(IReadOnlyList<SKImage> pictures) => new(pictures);

    public static int WidthOf(int pictures) => (pictures * (ImagePipeline.Side + Gap)) - Gap;

    public void Dispose() => Picture.Dispose();

    private void DrawAll(IReadOnlyList<SKImage> pictures, SKCanvas canvas)
    {
        for (var i = 0; i < pictures.Count; i++)
        {
            var cell = SKRect.Create(i * (ImagePipeline.Side + Gap), 0, ImagePipeline.Side, ImagePipeline.Side);
            try
            {
                using var picture = pictures[i];
                canvas.DrawImage(picture, cell, SKSamplingOptions.Default);
            }
            catch (EvaluationException e)
            {
                failures.Add(e);
                DrawFailed(canvas, cell);
            }
        }
    }

    private static void DrawFailed(SKCanvas canvas, SKRect cell)
    {
        using var ground = new SKPaint { Color = Failed };
        using var line =
            new SKPaint { Color = Cross, StrokeWidth = 6, StrokeCap = SKStrokeCap.Round, IsAntialias = true };
        canvas.DrawRect(cell, ground);
        cell.Inflate(-cell.Width * 0.38f, -cell.Height * 0.38f);
        canvas.DrawLine(cell.Left, cell.Top, cell.Right, cell.Bottom, line);
        canvas.DrawLine(cell.Left, cell.Bottom, cell.Right, cell.Top, line);
    }
}
