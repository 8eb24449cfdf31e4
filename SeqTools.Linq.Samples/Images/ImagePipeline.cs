using SeqTools.Linq;

namespace Samples.Images;

/// <summary>
/// From file names to the rows of a contact sheet. Nothing is read or drawn before somebody asks for a row.
/// </summary>
/// <remarks>
/// A picture belongs to whoever reads it. The functions of the pipeline each own the picture they are given: they
/// dispose of it and return another one.
/// </remarks>
internal static class ImagePipeline
{
    public const int Side = 200;
    public const int Columns = 8;

    public static SeqView<Strip> Rows(IReadOnlyList<string> files)
    {
        var photos = files
            .Select(Pictures.Load)
            .Select(photo => Pictures.CropToSquare(photo, Side))
            .Select(Pictures.Grey)
            .Select(photo => Pictures.Contrast(photo, 1.3f));

        // Views keep nothing: a mirrored copy loads its file again.
        var mirrored = photos.Select(Pictures.Mirror);

        return photos
            .Interleave(mirrored)
            .Batch(Columns, Strip.Of);
    }

    /// <summary>The same rows, drawn ahead of their reader. Rows that nobody will read are disposed of.</summary>
    public static PrefetchedView<Strip> Ahead(SeqView<Strip> rows) =>
        rows.AsPrefetched(nworkers: 0, maxBuffered: 8, new() { OnDiscard = row => row.Dispose() });
}
