using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Waiting;

/// <summary>What is computed ahead is awaited through the stages over it.</summary>
internal sealed class AwaitingStageTests
{
    [Test, CancelAfter(120_000)]
    public void A_read_that_is_awaited_blocks_no_thread(
        [ValueSource(typeof(AwaitingStage), nameof(AwaitingStage.WithoutLength))] AwaitingStage stage,
        [Values] bool isProduced)
    {
        var opened = new TaskCompletionSource();
        using var ahead = isProduced
            ? Seq.Range(0, 10).SelectAsync(n => WhenOpenAsync(opened, 10 * n))
                .AsPrefetched(2, 4)
            : Seq.Generate(10, n =>
            {
                Patience.Await(opened.Task);
                return 10 * n;
            }).AsPrefetched(2, 4);
        var view = stage.Over(ahead);
        var awaited = view.SelectAsync(n => ValueTask.FromResult(n));
        var expected = stage.Over(Seq.Range(0, 10).Select(n => 10 * n));

        var begun = Patience.Start(() => (view.GetAsync(1).AsTask(), awaited.GetAsync(0).AsTask()));
        var (one, other) = Patience.Await(begun);
        (one.IsCompleted, other.IsCompleted).ShouldBe((false, false));
        opened.SetResult();

        Patience.Await(one).ShouldBe(expected[1]);
        Patience.Await(other).ShouldBe(expected[0]);
    }

    [Test, CancelAfter(120_000)]
    public async Task All_elements_are_those_that_are_read_by_index(
        [ValueSource(typeof(AwaitingStage), nameof(AwaitingStage.All))] AwaitingStage stage)
    {
        var expected = stage.Over(Seq.Range(0, 10).Select(n => 10 * n)).ToArray();
        await using var ahead = Seq.Range(0, 10).Select(n => 10 * n).AsPrefetched(2, 4);
        var view = stage.Over(ahead);

        (await view.ToAsyncEnumerable().ToListAsync()).ShouldBe(expected);
        (await view.SelectAsync(n => ValueTask.FromResult(n)).ToListAsync()).ShouldBe(expected);
        await Should.ThrowAsync<OperationCanceledException>(
            async () => await view.GetAsync(0, new(canceled: true)));
        Should.Throw<ArgumentOutOfRangeException>(() => { _ = view.GetAsync(expected.Length); });
    }

    [Test, CancelAfter(120_000)]
    public async Task A_failure_has_the_trail_that_it_has_where_it_is_read(
        [ValueSource(typeof(AwaitingStage), nameof(AwaitingStage.All))] AwaitingStage stage)
    {
        var broken = Seq.Generate<int>(10, _ => throw new FormatException());
        await using var ahead = broken.AsPrefetched(2, 4);
        var view = stage.Over(ahead);
        var read = Should.Throw<EvaluationException>(() => view[1]);
        var awaited = await Should.ThrowAsync<EvaluationException>(async () => await view.GetAsync(1));
        await using var elements = view.ToAsyncEnumerable().GetAsyncEnumerator();
        await Should.ThrowAsync<EvaluationException>(async () => await elements.MoveNextAsync());
        var enumerated = await Should.ThrowAsync<EvaluationException>(async () => await elements.MoveNextAsync());

        awaited.ToString().Split('\n')[0].ShouldBe(read.ToString().Split('\n')[0]);
        awaited.Trail.ShouldBe(read.Trail);
        enumerated.Trail.ShouldBe(read.Trail);
        awaited.InnerException.ShouldBeOfType<FormatException>();
    }

    [Test, CancelAfter(120_000)]
    public void Batches_of_what_is_computed_ahead_are_awaited_whole()
    {
        var opened = new TaskCompletionSource();
        using var ahead = Seq.Range(0, 12)
            .SelectAsync(async n =>
            {
                await opened.Task;
                return n == 7 ? throw new FormatException() : n;
            })
            .AsPrefetched(2, 4);
        using var batches = ahead.Batch(3).SelectAsync(ValueTask.FromResult).AsPrefetched(4, 4);

        var first = batches.GetAsync(0).AsTask();
        var third = batches.GetAsync(2).AsTask();
        opened.SetResult();

        Patience.Await(first).ShouldBe([0, 1, 2]);
        var batch = Patience.Await(third);
        (batch[0], batch[2]).ShouldBe((6, 8));
        Should.Throw<EvaluationException>(() => batch[1]).InnerException.ShouldBeOfType<FormatException>();
        batch.GetAsync(0).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Test, CancelAfter(120_000)]
    public void An_element_that_its_reader_gives_up_is_evaluated_for_the_others_that_await_it_through_a_cache()
    {
        var opened = new TaskCompletionSource();
        using var ahead = Seq.Range(0, 3)
            .SelectAsync(n => WhenOpenAsync(opened, 10 * n))
            .AsPrefetched(1, 1);
        var kept = ahead.Memoize();
        using var impatience = new CancellationTokenSource();

        var first = kept.GetAsync(2, impatience.Token).AsTask();
        var second = kept.GetAsync(2).AsTask();
        var third = Patience.StartBlocked(() => kept[2]);
        impatience.Cancel();
        Should.Throw<OperationCanceledException>(() => Patience.Await(first));
        opened.SetResult();

        Patience.Await(second).ShouldBe(20);
        Patience.Await(third).ShouldBe(20);
    }

    private static async ValueTask<int> WhenOpenAsync(TaskCompletionSource opened, int element)
    {
        await opened.Task;
        return element;
    }
}
