namespace SeqTools.Linq.Tests;

/// <summary>A read costs in proportion to the depth of the pipeline, and no memory.</summary>
internal sealed class CostTests
{
    private const int Length = 8;

    private static readonly int[] Backwards = [7, 6, 5, 4, 3, 2, 1, 0];

    private static IEnumerable<TestCaseData<Stage>> Stages()
    {
        yield return Named("Select", s => s.Select(n => n + 1));
        yield return Named("Select with position", s => s.Select((n, i) => n + i));
        yield return Named("Reverse", s => s.Reverse());
        yield return Named("Take", s => s.Take(Length));
        yield return Named("Skip", s => s.Skip(0));
        yield return Named("Take(^8..)", s => s.Take(^Length..));
        yield return Named("Slice", s => s.Slice(..));
        yield return Named("Gather", s => s.Gather(Backwards));
        yield return Named("Concat", s => s.Concat([]));
        yield return Named("Zip", s => s.Zip(Backwards, (a, b) => a + b));
        yield return Named("Batch", s => s.Batch(1, batch => batch[0]), isFree: false);
        yield return Named("Select, Reverse", s => s.Select(n => n + 1).Reverse());
        yield return Named(
            "Reverse, Select, Skip, Gather", s => s.Reverse().Select(n => n + 1).Skip(0).Gather(Backwards));
        yield return Named("Concat, Reverse", s => s.Concat([]).Reverse());
        yield return Named("Take, Reverse", s => s.Take(Length).Reverse());
        yield return Named("Take(^8..), Reverse", s => s.Take(^Length..).Reverse());
        yield return Named("Take(^8..8), Gather", s => s.Take(^Length..Length).Gather(Backwards));
        yield return Named("Concat, Skip", s => s.Concat(Backwards).Skip(Length));
        yield return Named("Append, Skip", s => s.Append(8).Skip(1));
        yield return Named("Append, Take", s => s.Append(8).Take(Length));
        yield return Named("Prepend, Take(^8..)", s => s.Prepend(8).Take(^Length..));
        yield return Named("Concat, Slice", s => s.Concat(Backwards)[..Length]);
        yield return Named("WithOrigin", s => s.WithOrigin(new("Own")));
        yield return Named("a view of one's own", s => new Same(s));
        yield return Live("Zip with a list that may grow", (s, source) => s.Zip(source, (a, b) => a + b));

        static TestCaseData<Stage> Named(string name, Func<SeqView<int>, SeqView<int>> add, bool isFree = true) =>
            new TestCaseData<Stage>(new Stage((view, _) => add(view), isFree)).SetArgDisplayNames(name);

        static TestCaseData<Stage> Live(string name, Func<SeqView<int>, IReadOnlyList<int>, SeqView<int>> add) =>
            new TestCaseData<Stage>(new Stage(add, IsFree: true)).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Stages))]
    public void Reading_an_element_allocates_nothing(Stage stage)
    {
        var fromList = stage.Over(new List<int>(Backwards), depth: 50);
        var fromArray = stage.Over(Backwards, depth: 50);
        ReadAll(fromList);
        ReadAll(fromArray);

        var allocated = Allocated.By(() =>
        {
            ReadAll(fromList);
            ReadAll(fromArray);
        });

        (allocated == 0).ShouldBe(stage.IsFree);
    }

    [TestCaseSource(nameof(Stages))]
    public void The_cost_of_a_read_is_linear_in_the_depth(Stage stage)
    {
        var cost = CostOf(depth: 64);
        cost.ShouldBeGreaterThan(0);

        CostOf(depth: 512).ShouldBeLessThanOrEqualTo(10 * cost);

        int CostOf(int depth)
        {
            var source = new CountingList<int>(Backwards);
            var view = stage.Over(source, depth);
            _ = view[0];
            return source.CountReads + source.Reads;
        }
    }

    private static IEnumerable<TestCaseData<Func<SeqView<int>, SeqView<int>>>> Passers()
    {
        yield return Named("Select", s => s.Select(n => n));
        yield return Named("Tap", s => s.Tap(_ => { }));
        yield return Named("Memoize", s => s.Memoize());
        yield return Named("AsCached", s => s.AsCached(1));
        yield return Named("Recover", s => s.Recover(e => throw e));
        yield return Named("AsResults", s => s.AsResults().Select(result => result.Value));
        yield return Named("Filter", s => s.Filter(_ => true));
        yield return Named("Filter, Select", s => s.Filter(_ => true).Select(n => n));
        yield return Named("Append", s => s.Append(8));
        yield return Named("Prepend, Skip", s => s.Prepend(8).Skip(1));
        yield return Named("Append, Take", s => s.Append(8).Take(Length));
        yield return Named("Concat", s => s.Concat(Backwards));

        static TestCaseData<Func<SeqView<int>, SeqView<int>>> Named(
            string name, Func<SeqView<int>, SeqView<int>> add) =>
            new TestCaseData<Func<SeqView<int>, SeqView<int>>>(add).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Passers))]
    public void A_failure_costs_in_proportion_to_the_stages_that_it_passes(Func<SeqView<int>, SeqView<int>> add)
    {
        var cost = CostOf(depth: 32);

        CostOf(depth: 256).ShouldBeLessThanOrEqualTo(10 * cost);

        long CostOf(int depth)
        {
            var failing = new List<int>(Backwards).Select<int, int>(_ => throw new InvalidDataException("broken"));
            var chain = Enumerable.Range(0, depth).Aggregate(failing, (view, _) => add(view));
            return Allocated.By(() =>
                Should.Throw<EvaluationException>(() => chain[0]).Trail.Count.ShouldBeGreaterThan(depth));
        }
    }

    [TestCaseSource(nameof(Passers))]
    public void A_drawing_and_a_length_cost_in_proportion_to_the_stages(Func<SeqView<int>, SeqView<int>> add)
    {
        var cost = CostOf(depth: 32);

        CostOf(depth: 256).ShouldBeLessThanOrEqualTo(10 * cost);

        int CostOf(int depth)
        {
            var source = new CountingList<int>(Backwards);
            var chain = Enumerable.Range(0, depth).Aggregate(source.AsView(), (view, _) => add(view));
            chain.Explain().Length.ShouldBeGreaterThan(depth);
            chain.Count.ShouldBeGreaterThan(0);
            return source.CountReads + source.Reads;
        }
    }

    [Test]
    public void To_append_costs_the_same_to_a_long_chain_as_to_a_short_one()
    {
        var cost = CostOf(length: 200);

        CostOf(length: 2000).ShouldBeLessThanOrEqualTo(11 * cost);

        static long CostOf(int length)
        {
            var source = new CountingList<int>(Backwards);
            var allocated = Allocated.By(() => Append(source, length));
            source.CountReads.ShouldBe(0);
            return allocated;
        }

        static void Append(IReadOnlyList<int> source, int length)
        {
            var (appended, prepended, joined) = (source.AsView(), source.AsView(), Backwards.AsView());
            for (var i = 0; i < length; i++)
            {
                (appended, prepended, joined) = (appended.Append(i), prepended.Prepend(i), joined.Concat(Backwards));
            }

            GC.KeepAlive((appended, prepended, joined));
        }
    }

    private static void ReadAll(SeqView<int> view)
    {
        for (var i = 0; i < Length; i++)
        {
            _ = view[i];
        }
    }

    private sealed class Same(IReadOnlyList<int> source) : SeqView<int, int>(source)
    {
        protected override int GetItem(int index) => Source[index];
    }

    internal sealed record Stage(Func<SeqView<int>, IReadOnlyList<int>, SeqView<int>> Add, bool IsFree)
    {
        public SeqView<int> Over(IReadOnlyList<int> source, int depth)
        {
            var view = source.AsView();
            for (var i = 0; i < depth; i++)
            {
                view = Add(view, source);
            }

            return view;
        }
    }
}
