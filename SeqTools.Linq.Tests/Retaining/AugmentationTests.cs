namespace SeqTools.Linq.Tests.Retaining;

internal sealed class AugmentationTests
{
    [Test, CancelAfter(60_000)]
    public void Each_image_is_decoded_once_though_it_is_used_as_it_is_and_mirrored([Values(1, 2, 4)] int nworkers)
    {
        const int Images = 50;
        var decoded = new int[Images];
        var cached = Seq.Range(0, Images).Select(i => Decode(i, decoded)).AsCached(capacity: 16);
        var augmented = cached.Interleave(cached.Select(Mirror));

        using var prefetched = augmented.AsPrefetched(nworkers, maxBuffered: 8);

        prefetched.ShouldBe(Seq.Range(0, Images).AsEnumerable().SelectMany(i => new[] { $"{i}><", $"<>{i}" }));
        decoded.ShouldAllBe(times => times == 1);
    }

    private static string Decode(int file, int[] decoded)
    {
        Interlocked.Increment(ref decoded[file]);
        return $"{file}><";
    }

    private static string Mirror(string image) => $"<>{image[..^2]}";
}
