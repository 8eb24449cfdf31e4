using Samples.Images;
using SeqTools.Linq;
using SeqTools.Linq.Orleans;
using SkiaSharp;

namespace Samples.Cluster;

/// <summary>What silos and client share: the definition, and the recipe, which is the pipeline of the images.</summary>
internal static class ClusterSequences
{
    public static readonly SequenceDefinition<string, DrawnRow> Rows = new("rows");

    /// <summary>The files are listed in order, for each silo must build the same list.</summary>
    public static SeqView<DrawnRow> Draw(string folder)
    {
        var files = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal);
        return ImagePipeline.Rows(ImagePipeline.Photos([.. files])).Select(Encode);
    }

    private static DrawnRow Encode(Strip row)
    {
        using (row)
        {
            using var png = row.Picture.Encode(SKEncodedImageFormat.Png, quality: 100);
            var failures = row.Failures.Select(failure => failure.InnerException!.Message);
            return new(png.ToArray(), Environment.ProcessId, [.. failures]);
        }
    }
}
