namespace SeqTools.Linq.Tests;

/// <summary>Views of a user's own that have as many elements as their source.</summary>
internal sealed class SharedLengthTests
{
    [Test]
    public void It_is_as_long_as_its_source_which_may_change()
    {
        List<int> source = [1, 2];
        var view = new Doubled(source);

        source.Add(3);

        view.Count.ShouldBe(3);
        view.ShouldBe([2, 4, 6]);
        view.ToArray().ShouldBe([2, 4, 6]);
        view[^1].ShouldBe(6);
        Should.Throw<ArgumentOutOfRangeException>(() => view[3]).ParamName.ShouldBe("index");
    }

    [Test]
    public void The_source_may_be_a_view_or_a_list_of_any_elements()
    {
        new Texts<int>(Seq.Range(0, 2)).ShouldBe(["0", "1"]);
        new Texts<char>(new CountingList<char>('a', 'b')).ShouldBe(["a", "b"]);
        new Texts<int?>(new int?[] { 1, null }).ShouldBe(["1", ""]);
        new Texts<object>(new[] { "a" }).ShouldBe(["a"]);
    }

    [Test]
    public void Where_the_source_cannot_change_its_length_neither_can_the_view() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Doubled(new[] { 1, 2 })[..3]);

    [Test]
    public void It_is_endless_where_its_source_is() => new Doubled(Seq.Repeat(1)).IsEndless.ShouldBeTrue();

    [Test]
    public void It_is_drawn_over_its_source()
    {
        new Doubled(new[] { 1, 2 }).Explain().Split(Environment.NewLine).ShouldBe(
            ["Doubled()  2 elements", "└─ int[]  2 elements"]);
        new Doubled([1, 2], new("Twice", "two")).Explain().ShouldStartWith("Twice(two)  2 elements in ");
    }

    [Test]
    public void Null_is_refused()
    {
        Should.Throw<ArgumentNullException>(() => new Doubled(null!)).ParamName.ShouldBe("source");
        Should.Throw<ArgumentNullException>(() => new Doubled([1], null!)).ParamName.ShouldBe("origin");
        Should.Throw<ArgumentNullException>(() => new AsyncTexts((IReadOnlyList<int>)null!))
            .ParamName.ShouldBe("source");
        Should.Throw<ArgumentNullException>(() => new AsyncTexts((AsyncSeqView<int>)null!))
            .ParamName.ShouldBe("source");
        Should.Throw<ArgumentNullException>(() => new AsyncTexts(null!, Seq.Empty<int>())).ParamName.ShouldBe("origin");
    }

    [Test]
    public void A_source_that_cannot_be_counted_is_a_failure_with_a_trail()
    {
        var view = new Doubled(new Doubled(new Uncounted())).Select(n => n);

        var failure = Should.Throw<EvaluationException>(() => view[0]);

        failure.InnerException.ShouldBeOfType<IOException>();
        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Index)).ShouldBe(
            [("Select", -1), ("Doubled", -1), ("Doubled", -1), ("Uncounted", -1)]);
    }

    [TestCase(100)]
    [TestCase(800)]
    public void A_read_asks_for_the_length_once_at_each_level(int depth)
    {
        var source = new CountingList<int>(1, 2, 3);
        SeqView<int> view = Chain(source, depth, s => new Doubled(s));
        var before = source.CountReads;

        view[1].ShouldBe(0, "What is doubled so often overflows to 0.");

        (source.CountReads - before).ShouldBeInRange(1, depth + 1);
    }

    [Test]
    public async Task A_read_of_awaited_views_asks_for_the_length_once_at_each_level()
    {
        const int Depth = 200;
        var source = new CountingList<int>(1, 2, 3);
        AsyncSeqView<int> view = new AsyncDoubled(source);
        for (var i = 1; i < Depth; i++)
        {
            view = new AsyncDoubled(view);
        }

        var before = source.CountReads;

        (await view.GetAsync(1)).ShouldBe(0);

        (source.CountReads - before).ShouldBeInRange(1, Depth + 1);
    }

    [Test]
    public void A_copy_asks_for_the_length_once_at_each_level()
    {
        const int Depth = 50;
        var source = new CountingList<int>([.. Enumerable.Range(0, 100)]);
        SeqView<int> view = Chain(source, Depth, s => new Copied(s));
        var before = source.CountReads;

        view.ToArray().Length.ShouldBe(100);

        (source.CountReads - before).ShouldBeInRange(1, 4 * Depth);
    }

    [Test]
    public async Task An_awaited_view_is_as_long_as_its_source()
    {
        List<int> list = [1];
        var view = new AsyncTexts(list);
        var over = new AsyncTexts(new ViewOrigin("Texts"), list.SelectAsync((n, _) => ValueTask.FromResult(n + 1)));

        list.Add(2);

        (view.Count, over.Count).ShouldBe((2, 2));
        (await view.GetAsync(1)).ShouldBe("2");
        (await over.ToListAsync()).ShouldBe(["2", "3"]);
        view.Explain().Split(Environment.NewLine).ShouldBe(["AsyncTexts()  2 elements", "└─ List<int>  2 elements"]);
        over.ToString().ShouldStartWith("Texts()");
    }

    [Test]
    public void A_failure_passes_through_with_its_trail()
    {
        var view = new Doubled(new Doubled(Stages.FailingAt(1, 3))).Reverse();

        Stages.Of(() => view[1]).ShouldBe("Reverse[1] Doubled[1] Doubled[1] Generate[1]");
        Stages.Of(() => view.ToArray()).ShouldBe("Reverse[1] Doubled[1] Doubled[1] Generate[1]");
    }

    private static SeqView<int> Chain(IReadOnlyList<int> source, int depth, Func<IReadOnlyList<int>, SeqView<int>> add)
    {
        var view = add(source);
        for (var i = 1; i < depth; i++)
        {
            view = add(view);
        }

        return view;
    }

    private sealed class Doubled : SeqView<int, int>
    {
        public Doubled(IReadOnlyList<int> source)
            : base(source)
        {
        }

        public Doubled(IReadOnlyList<int> source, ViewOrigin origin)
            : base(origin, source)
        {
        }

        protected override int GetItem(int index) => 2 * Source[index];
    }

    private sealed class Copied(IReadOnlyList<int> source) : SeqView<int, int>(source)
    {
        protected override int GetItem(int index) => Source[index];

        protected override int CopyItems(int start, Span<int> destination)
        {
            Source.CopyTo(start, destination);
            return destination.Length;
        }
    }

    private sealed class Texts<T>(IReadOnlyList<T> source) : SeqView<T, string>(source)
    {
        protected override string GetItem(int index) => $"{Source[index]}";
    }

    private sealed class AsyncDoubled : AsyncSeqView<int, int>
    {
        public AsyncDoubled(IReadOnlyList<int> source)
            : base(source)
        {
        }

        public AsyncDoubled(AsyncSeqView<int> source)
            : base(source)
        {
        }

        protected override async ValueTask<int> GetItemAsync(int index, CancellationToken cancellationToken) =>
            2 * await Source.GetAsync(index, cancellationToken);
    }

    private sealed class AsyncTexts : AsyncSeqView<int, string>
    {
        public AsyncTexts(IReadOnlyList<int> source)
            : base(source)
        {
        }

        public AsyncTexts(AsyncSeqView<int> source)
            : base(source)
        {
        }

        public AsyncTexts(ViewOrigin origin, IReadOnlyList<int> source)
            : base(origin, source)
        {
        }

        public AsyncTexts(ViewOrigin origin, AsyncSeqView<int> source)
            : base(origin, source)
        {
        }

        protected override async ValueTask<string> GetItemAsync(int index, CancellationToken cancellationToken) =>
            $"{await Source.GetAsync(index, cancellationToken)}";
    }

    private sealed class Uncounted : SeqView<int>
    {
        public override int Count => throw new IOException("The directory is gone.");

        protected override int GetItem(int index) => index;
    }
}
