namespace SeqTools.Linq.Tests;

/// <summary>Views that have no end, and what becomes of them.</summary>
internal sealed class EndlessTests
{
    private static readonly SeqView<int> Ones = Seq.Repeat(1);

    private static IEnumerable<Case> EndlessViews()
    {
        yield return Named("Repeat", Ones);
        yield return Named("Cycle", new List<int> { 1, 2 }.Cycle());
        yield return Named("Select", Ones.Select(n => n));
        yield return Named("Select with position", Ones.Select((n, i) => n + i));
        yield return Named("Index", Ones.Index());
        yield return Named("Reverse", Ones.Reverse());
        yield return Named("Shuffle", Ones.Shuffle(1));
        yield return Named("Rotate", Ones.Rotate(1));
        yield return Named("Skip", Ones.Skip(3));
        yield return Named("Skip twice", Ones.Skip(3).Select(n => n).Skip(2).Skip(4));
        yield return Named("SkipLast", Ones.SkipLast(2));
        yield return Named("[1..]", Ones[1..]);
        yield return Named("[1..^1]", Ones[1..^1]);
        yield return Named("TakeEvery", Ones.TakeEvery(3));
        yield return Named("Shard", Ones.Shard(1, 3));
        yield return Named("Batch", Ones.Batch(4));
        yield return Named("Batch, padded", Ones.Batch(4, pad: 0));
        yield return Named("Chunk", Ones.Chunk(4));
        yield return Named("Window", Ones.Window(4));
        yield return Named("Zip", Ones.Zip(Ones.Skip(3)));
        yield return Named("Zip of three", Ones.Zip(Ones, Ones.Skip(2)));
        yield return Named("Collate", Seq.Collate([Ones, Ones]));
        yield return Named("Mix", Seq.Mix([Ones, Ones], [1, 2]));
        yield return Named("Concat", Ones.Concat([]));
        yield return Named("Concat to a list", new List<int>().Concat(Ones.Skip(1)));
        yield return Named("Prepend", Ones.Skip(1).Prepend(2));
        yield return Named("Interleave", Ones.Skip(2).Interleave([1, 2]));
        yield return Named("DefaultIfEmpty", Ones.DefaultIfEmpty());
        yield return Named("Gather", new[] { 1, 2 }.Gather(Ones));
        yield return Named("Measure", Ones.Measure());
        yield return Named("AsCached", Ones.AsCached(2));
        yield return Named("AsPrefetched", Ones.AsPrefetched(1, 2));
        yield return Named("WithOrigin", Ones.WithOrigin(new("Own")));
        yield return Named("WithOwnership", Ones.WithOwnership());
    }

    private static IEnumerable<Case> ViewsWithAnEnd()
    {
        yield return Named("Repeat so often", Seq.Repeat(1, 3));
        yield return Named("Cycle up to", new[] { 1, 2 }.Cycle(5));
        yield return Named("Range", Seq.Range(0, int.MaxValue));
        yield return Named("Take", Ones.Take(3));
        yield return Named("TakeLast", Ones.TakeLast(3));
        yield return Named("[2..5]", Ones[2..5]);
        yield return Named("[^2..]", Ones[^2..]);
        yield return Named("Skip, Take", Ones.Skip(2).Take(3));
        yield return Named("TakeLast, Skip", Ones.TakeLast(3).Skip(1));
        yield return Named("Take, TakeEvery", Ones.Take(9).TakeEvery(2));
        yield return Named("Zip with a list", Ones.Zip(new[] { 1, 2 }));
        yield return Named("Sample", Ones.Sample(3, 1));
        yield return Named("a batch", Ones.Batch(4)[2]);
        yield return Named("a window", Ones.Window(4)[2]);
        yield return Named("a part", Ones.SplitInto(2)[1]);
        yield return Named("Gather", Ones.Gather([1, 2]));
        yield return Named("Mix", Seq.Mix([Ones, new[] { 1 }], [1, 1]));
    }

    [TestCaseSource(nameof(EndlessViews))]
    public void It_is_endless_as_far_as_positions_reach(Case tested)
    {
        var view = tested.View;

        view.IsEndless.ShouldBeTrue();
        view.Explain().ShouldContain("endless");
        Should.NotThrow(() => view[view.Count - 1]);
        Should.NotThrow(() => view[0]);
    }

    [TestCaseSource(nameof(EndlessViews))]
    public void To_copy_it_whole_is_refused(Case tested)
    {
        var view = tested.View;

        Should.Throw<InvalidOperationException>(() => view.ToArray()).Message.ShouldBe(
            $"{view} has no end and can't be copied whole. Take(count) views as many elements as are needed.");
        Should.Throw<InvalidOperationException>(() => view.ToList());
        Should.Throw<InvalidOperationException>(() => view.CopyTo([], 0));
    }

    [TestCaseSource(nameof(EndlessViews))]
    public void A_part_of_it_is_copied(Case tested)
    {
        var view = tested.View;
        var part = new object?[2];

        view.CopyTo(1, part);

        view.Skip(1).Take(2).ToArray().Length.ShouldBe(2);
        part.ShouldNotContain((object?)null);
    }

    [TestCaseSource(nameof(ViewsWithAnEnd))]
    public void What_has_an_end_is_not_endless(Case tested) =>
        tested.View.IsEndless.ShouldBeFalse();

    [Test]
    public void Slices_of_slices_count_on()
    {
        Ones.Skip(3).Skip(2).Count.ShouldBe(int.MaxValue - 5);
        new[] { 7, 8, 9 }.Cycle().Skip(1).Skip(1).Take(3).ToArray().ShouldBe([9, 7, 8]);
        new[] { 7, 8, 9 }.Cycle()[2..][1..^1][..2].ShouldBe([7, 8]);
        new[] { 7, 8, 9 }.Cycle().Skip(1).TakeEvery(2).Take(3).ShouldBe([8, 7, 9]);
    }

    [Test]
    public void A_view_that_is_empty_or_short_is_copied_as_LINQ_copies_it()
    {
        Seq.Empty<int>().ToArray().ShouldBeSameAs(Array.Empty<int>());
        Seq.Range(0, 3).ToList().Capacity.ShouldBe(3);
        Seq.Range(0, 3).Select(n => $"{n}").ToArray().ShouldBe(["0", "1", "2"]);
    }

    private static Case Named<T>(string name, SeqView<T> view) => new(name, view.Select(element => (object?)element));

    internal sealed record Case(string Name, SeqView<object?> View)
    {
        public override string ToString() => Name;
    }
}
