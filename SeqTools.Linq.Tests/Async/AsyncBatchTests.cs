namespace SeqTools.Linq.Tests.Async;

internal sealed class AsyncBatchTests
{
    [TestCase(5, 64, 5)]
    [TestCase(5, 2, 2)]
    [TestCase(5, 1, 1)]
    [TestCase(100, 64, 64)]
    public async Task The_elements_of_a_batch_are_awaited_together_as_many_as_may_be(
        int size, int maxConcurrent, int together)
    {
        var studio = new Studio(200);
        var holds = studio.HoldBackAll();
        var read = studio.Elements.Batch(size, maxConcurrent: maxConcurrent).GetAsync(1).AsTask();

        studio.Begun.ShouldBe(Enumerable.Range(size, together));
        for (var index = size; index < 2 * size; index++)
        {
            await holds[index].Reached;
            holds[index].Open();
        }

        (await read).ShouldBe(Enumerable.Range(size, size).Select(i => 10 * i));
        studio.Begun.ShouldBe(Enumerable.Range(size, size), ignoreOrder: true);
        studio.MostInFlight.ShouldBe(together);
    }

    [Test]
    public async Task The_last_batch_is_shorter_or_left_out()
    {
        var view = new Studio(5).Elements;

        (await view.Batch(2).ToListAsync()).ShouldBe([[0, 10], [20, 30], [40]]);
        (await view.Batch(2, dropLast: true).ToListAsync()).ShouldBe([[0, 10], [20, 30]]);
        (view.Batch(9).Count, view.Batch(9, dropLast: true).Count, view[..0].Batch(2).Count).ShouldBe((1, 0, 0));
        (await view.Batch(int.MaxValue).GetAsync(0)).Length.ShouldBe(5);
    }

    [Test]
    public async Task Each_read_gives_an_array_of_its_own()
    {
        var batches = new Studio(2).Elements.Batch(2);

        (await batches.GetAsync(0)).ShouldNotBeSameAs(await batches.GetAsync(0));
    }

    [Test]
    public async Task After_a_failure_no_more_are_begun_and_those_that_were_are_awaited()
    {
        List<int> begun = [];
        TaskCompletionSource<int> first = new(), broken = new();
        var read = Seq.Range(0, 10)
            .SelectAsync((n, _) =>
            {
                begun.Add(n);
                return n == 0 ? first.Task : n == 1 ? broken.Task : Task.FromResult(n);
            })
            .Batch(5, maxConcurrent: 2)
            .GetAsync(0)
            .AsTask();

        // What waits for the task runs before this returns, on a thread that has no context.
        await Task.Run(() => broken.SetException(new FormatException()));
        read.IsCompleted.ShouldBeFalse();
        first.SetResult(0);

        var failure = await Should.ThrowAsync<EvaluationException>(read);
        AsyncFailureTests.Stages(failure).ShouldBe("Batch[0] SelectAsync[1]");
        begun.ShouldBe([0, 1]);
    }

    [Test]
    public async Task Of_several_failures_the_one_of_the_first_element_is_thrown_whichever_came_first()
    {
        var studio = new Studio(10) { Broken = [6, 7, 8] };
        var (sixth, seventh, eighth) = (studio.HoldBack(6), studio.HoldBack(7), studio.HoldBack(8));
        var read = studio.Elements.Batch(5).GetAsync(1).AsTask();

        eighth.Open();
        await Task.Run(() => Prefetching.Patience.Until(() => studio.InFlight == 2));
        sixth.Open();
        seventh.Open();

        AsyncFailureTests.Stages(await Should.ThrowAsync<EvaluationException>(read))
            .ShouldBe("Batch[1] SelectAsync[6]");
    }

    [Test]
    public async Task A_failure_at_once_lets_no_more_begin()
    {
        var studio = new Studio(10) { Broken = [1] };

        await Should.ThrowAsync<EvaluationException>(async () => await studio.Elements.Batch(5).GetAsync(0));

        studio.Begun.ShouldBe([0, 1]);
    }

    [Test]
    public async Task A_cancelled_batch_cancels_all_its_elements()
    {
        using var source = new CancellationTokenSource();
        var studio = new Studio(4);
        var holds = studio.HoldBackAll();
        var read = studio.Elements.Batch(4, maxConcurrent: 3).GetAsync(0, source.Token).AsTask();

        await source.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(read)).CancellationToken.ShouldBe(source.Token);
        await Task.WhenAll(holds[..3].Select(hold => hold.Cancelled));
        studio.Begun.ShouldBe([0, 1, 2]);
    }
}
