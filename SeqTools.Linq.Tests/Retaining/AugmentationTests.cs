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

    [Test, CancelAfter(60_000)]
    public void An_image_that_cannot_be_decoded_fails_both_copies_each_with_its_own_stages([Values(1, 4)] int nworkers)
    {
        var cached = Stages.FailingAt(3, 50).AsCached(capacity: 16);
        using var prefetched = cached.Interleave(cached.Select(i => -i)).AsPrefetched(nworkers, maxBuffered: 8);

        Stages.Of(() => prefetched[6]).ShouldBe("AsPrefetched[6] Interleave[6] AsCached[3] Generate[3]");
        Stages.Of(() => prefetched[7]).ShouldBe("AsPrefetched[7] Interleave[7] Select[3] AsCached[3] Generate[3]");
        (prefetched[8], prefetched[9]).ShouldBe((4, -4));
    }

    private static string Decode(int file, int[] decoded)
    {
        Interlocked.Increment(ref decoded[file]);
        return $"{file}><";
    }

    private static string Mirror(string image) => $"<>{image[..^2]}";
}
