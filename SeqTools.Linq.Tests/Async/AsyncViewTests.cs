namespace SeqTools.Linq.Tests.Async;

internal sealed class AsyncViewTests
{
    private static readonly string[] Letters = ["a", "b", "c", "d"];

    [Test]
    public void Nothing_is_evaluated_when_views_are_made()
    {
        var evaluated = 0;
        var root = Letters.SelectAsync((letter, _) => ValueTask.FromResult(Note(letter)));

        AsyncSeqView<string>[] views =
        [
            root.Select(Note), root.Select((letter, _) => Note(letter)),
            root.SelectAsync((letter, _) => ValueTask.FromResult(Note(letter))),
            root.SelectAsync((letter, _) => Task.FromResult(Note(letter))), root.Batch(2).Select(batch => batch[0]),
            root[1..], root.Slice(1, 2), root.Concat(root),
            root.Gather([0, 1]), root.Shuffle(1), root.Interleave(root),
        ];
        using var prefetched = root.AsPrefetched(2, 4);

        views.Select(view => view.Count).ShouldBe([4, 4, 4, 4, 2, 3, 2, 8, 2, 4, 8]);
        (prefetched.Count, prefetched.Explain().Length > 0, views[^1].Explain().Length > 0).ShouldBe((4, true, true));
        evaluated.ShouldBe(0);

        string Note(string letter)
        {
            evaluated++;
            return letter;
        }
    }

    [Test]
    public async Task A_read_evaluates_that_element_alone_and_keeps_nothing()
    {
        List<string> evaluated = [];
        var view = Letters.SelectAsync(async (letter, _) =>
        {
            evaluated.Add(letter);
            await Task.Yield();
            return letter + "!";
        }).Gather([3, 1]).Concat(Letters.SelectAsync((letter, _) => ValueTask.FromResult(letter)))[1..];

        (await view.GetAsync(0)).ShouldBe("b!");
        evaluated.ShouldBe(["b"]);
        (await view.GetAsync(0)).ShouldBe("b!");
        evaluated.ShouldBe(["b", "b"]);
        (await view.GetAsync(1)).ShouldBe("a");
        evaluated.ShouldBe(["b", "b"]);
    }

    [Test]
    public async Task The_length_follows_the_source()
    {
        List<int> source = [1, 2];
        var view = source.SelectAsync((n, _) => ValueTask.FromResult(n)).Select(n => 10 * n);
        var (last, batches) = (view[^1..], view.Batch(2));

        (view.Count, last.Count, batches.Count).ShouldBe((2, 1, 1));
        source.Add(3);
        (view.Count, last.Count, batches.Count).ShouldBe((3, 1, 2));
        (await last.GetAsync(0)).ShouldBe(30);
        (await batches.GetAsync(1)).ShouldBe([30]);
        source.Clear();
        (view.Count, last.Count, batches.Count).ShouldBe((0, 0, 0));
    }

    [TestCase(-1)]
    [TestCase(4)]
    [TestCase(int.MaxValue)]
    public void An_index_outside_the_view_is_refused(int index)
    {
        var view = Letters.SelectAsync((letter, _) => ValueTask.FromResult(letter));

        AsyncSeqView<string>[] stages =
            [view, view.Select(letter => letter), view.Shuffle(1), view.Concat(view)[..4], new Pages(4)];
        foreach (var stage in stages)
        {
            var refusal = Should.Throw<ArgumentOutOfRangeException>(async () => await stage.GetAsync(index));
            refusal.ParamName.ShouldBe("index");
            refusal.Message.ShouldContain($"{index}");
            refusal.Message.ShouldContain(stage.Origin.Operator);
        }
    }

    [Test]
    public void Bad_arguments_are_refused_where_the_view_is_built()
    {
        var view = Letters.SelectAsync((letter, _) => ValueTask.FromResult(letter));

        Should.Throw<ArgumentOutOfRangeException>(() => view.Batch(0)).ParamName.ShouldBe("size");
        Should.Throw<ArgumentOutOfRangeException>(() => view.Batch(2, maxConcurrent: 0))
            .ParamName.ShouldBe("maxConcurrent");
        Should.Throw<ArgumentOutOfRangeException>(() => view[3..2]).ParamName.ShouldBe("range");
        Should.Throw<ArgumentOutOfRangeException>(() => view[3..5]).ParamName.ShouldBe("range");
        Should.Throw<ArgumentOutOfRangeException>(() => view.Slice(-1, 2)).ParamName.ShouldBe("start");
        Should.Throw<ArgumentOutOfRangeException>(() => view.Slice(1, -2)).ParamName.ShouldBe("length");
        Should.Throw<ArgumentOutOfRangeException>(() => view.AsPrefetched(1, -1)).ParamName.ShouldBe("maxBuffered");
    }

    [Test]
    public async Task The_token_of_a_read_reaches_every_function()
    {
        using var source = new CancellationTokenSource();
        List<CancellationToken> tokens = [];
        var view = Letters.SelectAsync(Note)
            .SelectAsync(async (letter, token) => await Note(letter, token))
            .Select(letter => letter)
            .Interleave(Letters.SelectAsync(Note)).Shuffle(3)[1..].Concat(new Pages(1)).Gather([1, 2, 3, 4]).Batch(4);

        await view.GetAsync(0, source.Token);

        tokens.Count.ShouldBeGreaterThanOrEqualTo(4);
        tokens.ShouldAllBe(token => token == source.Token);

        ValueTask<string> Note(string letter, CancellationToken token)
        {
            tokens.Add(token);
            return ValueTask.FromResult(letter);
        }
    }

    [Test]
    public void A_read_that_is_cancelled_already_evaluates_nothing()
    {
        var evaluated = 0;
        var view = Letters.SelectAsync((letter, _) => ValueTask.FromResult(evaluated++));

        Should.Throw<OperationCanceledException>(async () => await view.GetAsync(0, new(canceled: true)));

        evaluated.ShouldBe(0);
    }

    [Test]
    public async Task A_view_of_ones_own_has_the_operators_and_its_failures_have_their_place()
    {
        var pages = new Pages(100) { Torn = 42 };

        (await pages[^2..].GetAsync(1)).ShouldBe("page 99");
        (await pages.Select(page => page.Length).Batch(3).GetAsync(33)).ShouldBe([7]);
        Stages(await FailureOf(pages[40..].Concat(pages).Gather([1, 2]), 1))
            .ShouldBe("Gather[1] Concat[2] Slice[2] Pages[42]");
        pages.ToString().ShouldStartWith("Pages()");
    }

    [Test]
    public void A_view_says_its_place_and_its_sources()
    {
        var letters = Letters.SelectAsync((letter, _) => ValueTask.FromResult(letter));
        var both = letters.Concat(letters);

        both.Origin.Arguments.ShouldBe("letters");
        both.Origin.MemberName.ShouldBe(nameof(A_view_says_its_place_and_its_sources));
        both.Origin.LineNumber.ShouldBe(letters.Origin.LineNumber + 1);
        ((IView)both).Sources.ShouldBe([letters, letters]);
        ((IView)letters).Sources.ShouldBe([Letters]);
        letters[1..^1].Origin.Arguments.ShouldBe("1..^1");
        letters.Slice(1, 2).Origin.Arguments.ShouldBe("1, 2");
    }

    [Test]
    public void Lengths_that_pass_the_largest_number_are_refused()
    {
        var endless = Seq.Repeat(1).SelectAsync((n, _) => ValueTask.FromResult(n));

        Should.Throw<OverflowException>(() => endless.Concat(endless));
        Should.Throw<OverflowException>(() => endless.Interleave(endless));
    }

    [Test]
    public async Task The_last_elements_of_an_endless_view_are_there()
    {
        var endless = Seq.Repeat(1).SelectAsync((n, _) => ValueTask.FromResult(n));

        (await endless.GetAsync(int.MaxValue - 1)).ShouldBe(1);
        (await endless.Batch(4).GetAsync(endless.Batch(4).Count - 1)).ShouldBe([1, 1, 1]);
        (await endless[^2..].ToListAsync()).ShouldBe([1, 1]);
    }

    [Test]
    public async Task A_function_may_return_null_and_no_task_is_a_failure()
    {
        var nothing = Letters.SelectAsync((_, _) => ValueTask.FromResult<string?>(null));
        var noTask = Letters.SelectAsync((_, _) => (Task<string>)null!);

        (await nothing.GetAsync(0)).ShouldBeNull();
        Stages(await FailureOf(noTask, 1)).ShouldBe("SelectAsync[1]");
    }

    [Test]
    public async Task Concurrent_reads_are_reads_of_their_own()
    {
        var studio = new Studio(10);
        var holds = studio.HoldBackAll();
        var reads = Enumerable.Range(0, 10)
            .Select(index => studio.Elements.Shuffle(1).GetAsync(index).AsTask())
            .ToArray();

        studio.InFlight.ShouldBe(10);
        Array.ForEach(holds, hold => hold.Open());

        (await Task.WhenAll(reads)).Order().ShouldBe(Enumerable.Range(0, 10).Select(i => 10 * i));
    }

    private static string Stages(EvaluationException failure) => AsyncFailureTests.Stages(failure);

    private static async Task<EvaluationException> FailureOf<T>(AsyncSeqView<T> view, int index) =>
        await Should.ThrowAsync<EvaluationException>(async () => await view.GetAsync(index));

    internal sealed class Pages(int count) : AsyncSeqView<string>
    {
        public int Torn { get; init; } = -1;

        public override int Count => count;

        protected override async ValueTask<string> GetItemAsync(int index, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return index == Torn ? throw new InvalidDataException($"Page {index} is torn.") : $"page {index}";
        }
    }
}
