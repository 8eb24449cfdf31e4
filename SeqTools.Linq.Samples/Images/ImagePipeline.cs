using SeqTools.Linq;
using SkiaSharp;

namespace Samples.Images;

/// <summary>
/// From file names to the rows of a contact sheet. Nothing is read or drawn before somebody asks for it.
/// </summary>
/// <remarks>
/// A picture belongs to whoever reads it. The functions of the pipeline each own the picture they are given: they
/// dispose of it and return another one.
/// </remarks>
internal static class ImagePipeline
{
    public const int Side = 200;
    public const int Columns = 8;

    /// <summary>Each photo and its mirrored copy.</summary>
    public static SeqView<SKImage> Photos(IReadOnlyList<string> files)
    {
        var photos = files
            .Select(Pictures.Load)
            .Select(photo => Pictures.CropToSquare(photo, Side))
            .Select(Pictures.Grey)
            .Select(photo => Pictures.Contrast(photo, 1.3f));

        // Views keep nothing: a mirrored copy loads its file again.
        var mirrored = photos.Select(Pictures.Mirror);

        return photos.Interleave(mirrored);
    }

    /// <summary>
    /// The same photos, made ahead of their reader: photo by photo, so that every worker has one to make however few
    /// rows there are. Those that nobody will read are disposed of.
    /// </summary>
    public static PrefetchedView<SKImage> Ahead(SeqView<SKImage> photos) =>
        photos.AsPrefetched(nworkers: 0, maxBuffered: 4 * Columns, new() { OnDiscard = photo => photo.Dispose() });

    public static SeqView<Strip> Rows(SeqView<SKImage> photos) => photos.Batch(Columns, Strip.Of);
}
