namespace SeqTools.Linq.Tests.Retaining;

internal sealed class MemoizeTests
{
    [Test]
    public void It_hands_out_the_same_object_at_each_read()
    {
        var memoized = Seq.Generate(10, _ => new object()).Memoize();

        memoized[3].ShouldBeSameAs(memoized[3]);
        memoized.Last().ShouldBeSameAs(memoized[9]);
    }

    [Test]
    public void It_uses_memory_for_what_was_read_only()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var memoized = Seq.Generate(int.MaxValue, i => i).Memoize();
        memoized[int.MaxValue - 1].ShouldBe(int.MaxValue - 1);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
    }

    [Test]
    public void Stages_that_keep_something_have_types_of_their_own()
    {
        TypeOf(Seq.Range(0, 3).Memoize()).ShouldBe(typeof(MemoizedView<int>));
        TypeOf(Seq.Range(0, 3).AsCached(1)).ShouldBe(typeof(CachedView<int>));
        TypeOf(Seq.Range(0, 3).AsCachedOnDisk(TemporaryFolder.New(), "1")).ShouldBe(typeof(DiskCachedView<int>));
        TypeOf(new NumberStream(3).AsIndexable()).ShouldBe(typeof(IndexableView<int>));

        static Type TypeOf<T>(T _) => typeof(T);
    }
}
