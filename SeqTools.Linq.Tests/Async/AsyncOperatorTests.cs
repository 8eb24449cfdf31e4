namespace SeqTools.Linq.Tests.Async;

/// <summary>What the random pipelines do not show of the operators of awaited views.</summary>
public class AsyncOperatorTests
{
    private static readonly AsyncSeqView<int> Numbers =
        Enumerable.Range(0, 7).ToArray().SelectAsync((n, _) => ValueTask.FromResult(n));

    [Test]
    public async Task A_window_has_the_elements_of_its_step()
    {
        var windows = Numbers.Window(3, step: 2);

        windows.Count.ShouldBe(3);
        (await windows.GetAsync(0)).ShouldBe([0, 1, 2]);
        (await windows.GetAsync(2)).ShouldBe([4, 5, 6]);
        Numbers.Window(8).Count.ShouldBe(0);
        windows.Origin.Arguments.ShouldBe("3, step: 2");
    }

    [Test]
    public async Task A_failure_in_a_window_names_the_window_and_the_element()
    {
        var windows = Numbers.Select(n => n == 4 ? throw new FormatException() : n).Window(2);

        var failure = await Should.ThrowAsync<EvaluationException>(async () => await windows.GetAsync(3));
        Stages.Of(failure).ShouldBe("Window[3] Select[4]");
    }

    [Test, CancelAfter(120_000)]
    public async Task Zip_awaits_both_elements_together(CancellationToken stop)
    {
        TaskCompletionSource<int> first = new(), second = new();
        var begun = 0;
        var other = new[] { 0 }.SelectAsync((_, _) => Begin(second));
        var zipped = new[] { 0 }.SelectAsync((_, _) => Begin(first)).Zip(other);

        var read = zipped.GetAsync(0, stop).AsTask();
        begun.ShouldBe(2);
        second.SetResult(2);
        read.IsCompleted.ShouldBeFalse();
        first.SetResult(1);

        (await read).ShouldBe((1, 2));

        Task<int> Begin(TaskCompletionSource<int> element)
        {
            begun++;
            return element.Task;
        }
    }

    [Test, CancelAfter(120_000)]
    public async Task Where_both_elements_of_a_zip_fail_the_first_is_told_once_both_are_done(CancellationToken stop)
    {
        TaskCompletionSource<int> first = new(), second = new();
        var zipped = new[] { 0 }.SelectAsync((_, _) => first.Task).Zip(new[] { 0 }.SelectAsync((_, _) => second.Task));

        var read = zipped.GetAsync(0, stop).AsTask();
        second.SetException(new FormatException("second"));
        read.IsCompleted.ShouldBeFalse();
        first.SetException(new FormatException("first"));

        (await Should.ThrowAsync<EvaluationException>(read)).InnerException!.Message.ShouldBe("first");
    }

    [Test]
    public async Task A_list_that_fails_at_once_is_awaited_like_what_fails_later()
    {
        var zipped = Numbers.SelectAsync(async n => { await Task.Yield(); return n; }).Zip(Stages.FailingAt(2, 7));

        (await zipped.GetAsync(1)).ShouldBe((1, 1));
        var failure = await Should.ThrowAsync<EvaluationException>(async () => await zipped.GetAsync(2));
        Stages.Of(failure).ShouldBe("Zip[2] Generate[2]");
    }

    [Test]
    public async Task A_failing_function_of_a_zip_is_told_what_it_was_given()
    {
        var zipped = Numbers.Zip(Numbers, (a, b) => a == 3 ? throw new FormatException() : a + b);

        var failure = await Should.ThrowAsync<EvaluationException>(async () => await zipped.GetAsync(3));
        failure.Input.ShouldBe((3, 3));
    }

    [Test]
    public async Task Views_are_flattened_into_one()
    {
        AsyncSeqView<int>[] views = [Numbers[..2], Numbers[..0], Numbers[5..]];
        var view = views.Flatten();

        view.Count.ShouldBe(4);
        (await view.GetAsync(2)).ShouldBe(5);
        (await view.GetAsync(^1)).ShouldBe(6);
        Should.Throw<ArgumentNullException>(() => new AsyncSeqView<int>[] { Numbers, null! }.Flatten())
            .ParamName.ShouldBe("source");
    }

    [Test]
    public async Task An_index_from_the_end_counts_from_the_end()
    {
        (await Numbers.GetAsync(^2)).ShouldBe(5);
        (await Numbers.GetAsync(new Index(2))).ShouldBe(2);
        (await Seq.Range(0, 5).GetAsync(^1)).ShouldBe(4);
        (await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await Numbers.GetAsync(^8)))
            .ParamName.ShouldBe("index");
    }

    [Test]
    public async Task A_cycle_has_no_end()
    {
        var cycle = Numbers.Cycle();

        (await cycle.GetAsync(7_000_001)).ShouldBe(1);
        var empty = Numbers[..0].Cycle(3);
        await Should.ThrowAsync<InvalidOperationException>(async () => await empty.GetAsync(0));
    }

    [Test]
    public void Bad_arguments_throw_where_the_view_is_built()
    {
        Parameter(() => Numbers.TakeEvery(0)).ShouldBe("step");
        Parameter(() => Numbers.Shard(2, 2)).ShouldBe("index");
        Parameter(() => Numbers.Shard(-1, 2)).ShouldBe("index");
        Parameter(() => Numbers.Shard(0, 0)).ShouldBe("count");
        Parameter(() => Numbers.Cycle(-1)).ShouldBe("count");
        Parameter(() => Numbers.Sample(8, 1)).ShouldBe("count");
        Parameter(() => Numbers.Sample(-1, 1)).ShouldBe("count");
        Parameter(() => Numbers.Epochs(-1, 1)).ShouldBe("count");
        Parameter(() => Numbers.AsCached(0)).ShouldBe("capacity");
        Parameter(() => Numbers.Batch(0)).ShouldBe("size");
        Parameter(() => Numbers.Batch(0, batch => batch)).ShouldBe("size");
        Parameter(() => Numbers.Batch(1, batch => batch, maxConcurrent: 0)).ShouldBe("maxConcurrent");
        Parameter(() => Numbers.ToAsyncEnumerable().AsIndexable(-1)).ShouldBe("count");
        Parameter(() => Numbers.Window(0)).ShouldBe("size");
        Parameter(() => Numbers.Window(1, 0)).ShouldBe("step");
        Parameter(() => Numbers.Window(1, 1, 0)).ShouldBe("maxConcurrent");
        Parameter(() => Numbers.SplitInto(0)).ShouldBe("parts");
        Parameter(() => Numbers.SplitAt([3, 2])).ShouldBe("edges");
        Parameter(() => Numbers.SplitBy([0..9])).ShouldBe("ranges");
        Parameter(() => Numbers.SplitByFractions([2])).ShouldBe("fractions");
        Parameter(() => Numbers.Tap(_ => { }, maxCalls: -1)).ShouldBe("maxCalls");
        Parameter(() => Numbers.ReportTo(_ => { }, TimeSpan.FromSeconds(-1))).ShouldBe("minInterval");

        static string? Parameter(Func<object> build) =>
            Should.Throw<ArgumentOutOfRangeException>(() => build()).ParamName;
    }

    [Test]
    public void What_a_view_was_made_with_is_told()
    {
        ViewOrigin[] origins =
        [
            Numbers.AsResults().Origin, Numbers.Cycle().Origin, Numbers.Reverse().Origin, Numbers.Measure().Origin,
            Numbers.Window(3).Origin, Numbers.Shard(0, 2).Origin, Numbers.Sample(2, seed: 5).Origin,
            Numbers.Batch(3, batch => batch.Length).Origin,
        ];

        origins.Select(origin => origin.Arguments).ShouldBe(
            ["", "", "", "", "3", "0, 2", "2, seed: 5", "3, batch => batch.Length"]);
    }

    [Test]
    public async Task Where_the_first_of_two_fails_at_once_the_second_is_not_begun()
    {
        var begun = 0;
        var zipped = Numbers.Select(n => n / (n - n)).Zip(Numbers.Select(_ => begun++));

        await Should.ThrowAsync<EvaluationException>(async () => await zipped.GetAsync(1));

        begun.ShouldBe(0);
    }

    [Test]
    public async Task Tap_sees_every_element_as_often_as_it_may()
    {
        List<(int, int)> seen = [];
        var tapped = Numbers.Select(n => 10 * n).Tap((element, index) => seen.Add((element, index)), maxCalls: 2);

        await foreach (var element in tapped)
        {
            element.ShouldBe(10 * (element / 10));
        }

        seen.ShouldBe([(0, 0), (10, 1)]);
    }

    [Test]
    public async Task Reports_come_for_each_element_once()
    {
        List<int> done = [];
        var reported = Numbers.ReportTo(progress => done.Add(progress.Done), TimeSpan.Zero);

        foreach (var index in (int[])[0, 3, 3, 6])
        {
            await reported.GetAsync(index);
        }

        done.ShouldBe([1, 2, 3]);
    }

    [Test]
    public async Task Measure_measures_until_the_element_is_there()
    {
        var clock = new ManualClock();
        var measured = Numbers.Tap(_ => clock.Advance(TimeSpan.FromSeconds(2)))
            .Measure(new() { TimeProvider = clock });
        measured.MeanReadTime.ShouldBeNull();

        await measured.GetAsync(0);
        await measured.GetAsync(1);

        measured.MeanReadTime.ShouldBe(TimeSpan.FromSeconds(2));
        measured.Throughput.ShouldBe(0.5);
        measured.Reset();
        measured.Throughput.ShouldBeNull();
    }

    [Test, CancelAfter(120_000)]
    public async Task A_prefetching_view_is_awaited_with_a_token_and_without_a_context(CancellationToken stop)
    {
        await using var view = Numbers.AsPrefetched(2, 4);
        List<int> elements = [];
        await foreach (var element in view.WithCancellation(stop).ConfigureAwait(false))
        {
            elements.Add(element);
        }

        await foreach (var element in view.ConfigureAwait(false))
        {
            elements.Add(element);
        }

        elements.Count.ShouldBe(14);
    }
}
