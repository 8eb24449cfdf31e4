namespace SeqTools.Linq.Tests.Async;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class AsyncCachedTests
{
    private readonly List<int> begun = [];

    [Test]
    public async Task What_was_read_the_longest_ago_is_dropped()
    {
        var dropped = new List<int>();
        var view = Numbers(index => ValueTask.FromResult(10 * index)).AsCached(2, dropped.Add);

        foreach (var index in (int[])[0, 1, 0, 2, 0, 1])
        {
            (await view.GetAsync(index)).ShouldBe(10 * index);
        }

        begun.ShouldBe([0, 1, 2, 1]);
        dropped.ShouldBe([10, 20]);
    }

    [Test]
    public async Task Null_is_kept_and_a_failure_is_not()
    {
        var view = Numbers<string?>(
            index => index == 1 && begun.Count(i => i == 1) < 2 ? throw new FormatException() : default)
            .AsCached(4);

        (await view.GetAsync(0)).ShouldBeNull();
        (await view.GetAsync(0)).ShouldBeNull();
        var failure = await Should.ThrowAsync<EvaluationException>(async () => await view.GetAsync(1));
        (await view.GetAsync(1)).ShouldBeNull();

        begun.ShouldBe([0, 1, 1]);
        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Index)).ShouldBe(
            [("AsCached", 1), ("SelectAsync", 1)]);
    }

    [Test, CancelAfter(120_000)]
    public async Task Readers_of_one_element_share_its_evaluation_and_its_failure_each_with_a_wrapper_of_its_own()
    {
        var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var view = Numbers(index => index == 0 ? new(gate.Task) : ValueTask.FromResult(10 * index)).AsCached(4);

        Task<int>[] readers = [.. Enumerable.Range(0, 3).Select(_ => view.GetAsync(0).AsTask())];
        (await view.GetAsync(1)).ShouldBe(10);
        gate.SetException(new FormatException());

        var failures = new List<EvaluationException>();
        foreach (var reader in readers)
        {
            failures.Add(await Should.ThrowAsync<EvaluationException>(reader));
        }

        begun.ShouldBe([0, 1]);
        failures.ShouldBeUnique();
        failures.ShouldAllBe(failure => failure.Trail.Count == 2);
    }

    [Test, CancelAfter(120_000)]
    public async Task An_evaluation_is_cancelled_when_the_last_of_its_readers_gives_up()
    {
        var begin = new TaskCompletionSource<CancellationToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        var view = Seq.Range(0, 3).SelectAsync(async (_, token) =>
        {
            begin.TrySetResult(token);
            await Task.Delay(Timeout.Infinite, token);
            return 0;
        }).AsCached(4);
        using CancellationTokenSource first = new(), second = new();

        var readers = (view.GetAsync(0, first.Token).AsTask(), view.GetAsync(0, second.Token).AsTask());
        var token = await begin.Task;
        await first.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(readers.Item1);
        token.IsCancellationRequested.ShouldBeFalse();

        await second.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(readers.Item2);
        token.IsCancellationRequested.ShouldBeTrue();
    }

    [Test, CancelAfter(120_000)]
    public async Task An_element_that_awaits_itself_through_the_cache_is_refused()
    {
        AsyncSeqView<int>? view = null;
        view = Seq.Range(0, 3).SelectAsync(async (index, token) =>
        {
            await Task.Yield();
            return await view!.GetAsync(1 - index, token);
        }).AsCached(4);

        var failure = await Should.ThrowAsync<EvaluationException>(async () => await view.GetAsync(0));

        failure.InnerException.ShouldBeOfType<InvalidOperationException>()
            .Message.ShouldStartWith("Element 0 of AsCached(capacity: 4)");
    }

    [Test]
    public async Task What_is_kept_is_dropped_once_when_the_view_is_disposed_and_cannot_be_read_any_more()
    {
        List<int> dropped = [];
        var view = Numbers(index => ValueTask.FromResult(10 * index)).AsCached(4, dropped.Add);
        _ = await view.GetAsync(1) + await view.GetAsync(2);

        await view.DisposeAsync();
        await view.DisposeAsync();

        dropped.ShouldBe([10, 20], ignoreOrder: true);
        (await Should.ThrowAsync<ObjectDisposedException>(async () => await view.GetAsync(1)))
            .ObjectName.ShouldBe(view.ToString());
        await Should.ThrowAsync<ObjectDisposedException>(async () => await view.Select(n => n).GetAsync(3));
        begun.ShouldBe([1, 2]);
        view.Count.ShouldBe(10);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_read_under_way_when_the_view_is_disposed_is_refused_its_value_dropped_and_its_end_awaited()
    {
        var hold = new Hold(heedsToken: false);
        List<int> dropped = [];
        var view = Seq.Range(0, 3).SelectAsync(async (index, token) =>
        {
            await hold.PassAsync(token);
            return index;
        }).AsCached(4, dropped.Add);
        Task<int>[] reads = [view.GetAsync(2).AsTask(), view.GetAsync(2).AsTask()];
        await hold.Reached;

        var disposal = view.DisposeAsync().AsTask();
        await hold.Cancelled;
        disposal.IsCompleted.ShouldBeFalse();
        hold.Open();

        await disposal;
        dropped.ShouldBe([2]);
        foreach (var read in reads)
        {
            await Should.ThrowAsync<ObjectDisposedException>(read);
        }
    }

    [Test, CancelAfter(120_000)]
    public async Task A_read_that_heeds_its_cancellation_by_the_disposal_is_refused_as_any()
    {
        var hold = new Hold();
        var view = Seq.Range(0, 3).SelectAsync(async (index, token) =>
        {
            await hold.PassAsync(token);
            return index;
        }).AsCached(4, _ => Assert.Fail("There is nothing to drop."));
        var read = view.GetAsync(2).AsTask();
        await hold.Reached;

        await view.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(read);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_function_may_dispose_of_the_cache_that_awaits_it()
    {
        AsyncCachedView<int>? view = null;
        List<int> dropped = [];
        view = Seq.Range(0, 3).SelectAsync(async (index, _) =>
        {
            await Task.Yield();
            await view!.DisposeAsync();
            return index;
        }).AsCached(4, dropped.Add);

        await Should.ThrowAsync<ObjectDisposedException>(async () => await view.GetAsync(1));

        dropped.ShouldBe([1]);
    }

    [Test, CancelAfter(120_000)]
    public async Task The_end_of_an_evaluation_that_nobody_waits_for_is_awaited_too()
    {
        var hold = new Hold(heedsToken: false);
        using var giveUp = new CancellationTokenSource();
        List<int> dropped = [];
        var view = Seq.Range(0, 3).SelectAsync(async (index, token) =>
        {
            await hold.PassAsync(token);
            return index;
        }).AsCached(4, dropped.Add);
        var read = view.GetAsync(2, giveUp.Token).AsTask();
        await hold.Reached;
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(read);

        var disposal = view.DisposeAsync().AsTask();
        disposal.IsCompleted.ShouldBeFalse();
        hold.Open();

        await disposal;
        dropped.ShouldBe([2]);
    }

    [Test, CancelAfter(120_000)]
    public async Task An_element_that_was_given_up_and_is_asked_for_again_is_evaluated_once([Values] bool isFirstAlone)
    {
        var hold = new Hold(heedsToken: false);
        using var giveUp = new CancellationTokenSource();
        List<object> made = [], dropped = [];
        var view = Seq.Range(0, 2).SelectAsync(async (index, token) =>
        {
            await hold.PassAsync(token);
            var element = new object();
            lock (made)
            {
                made.Add(element);
            }

            return element;
        }).AsCached(1, dropped.Add);
        Task<object>[] first = [view.GetAsync(0, giveUp.Token).AsTask(), .. isFirstAlone
            ? Array.Empty<Task<object>>() : [view.GetAsync(0, giveUp.Token).AsTask()]];
        await hold.Reached;
        await giveUp.CancelAsync();
        foreach (var read in first)
        {
            await Should.ThrowAsync<OperationCanceledException>(read);
        }

        var second = view.GetAsync(0).AsTask();
        hold.Open();

        var element = await second;
        (await view.GetAsync(0)).ShouldBeSameAs(element);
        made.ShouldHaveSingleItem().ShouldBeSameAs(element);
        _ = await view.GetAsync(1);
        dropped.ShouldBe([element]);
        await view.DisposeAsync();
        dropped.ShouldBe(made);
    }

    [Test, CancelAfter(120_000)]
    public async Task What_the_callback_throws_when_the_reader_of_a_value_has_given_up_is_told_all_the_same()
    {
        using UnobservedFailures unobserved = new();
        var message = $"{Guid.NewGuid()}";
        var hold = new Hold(heedsToken: false);
        using var giveUp = new CancellationTokenSource();
        var view = Seq.Range(0, 2).SelectAsync(async (index, token) =>
        {
            await (index == 1 ? hold.PassAsync(token) : Task.CompletedTask);
            return index;
        }).AsCached(1, _ => throw new FormatException(message));
        (await view.GetAsync(0)).ShouldBe(0);
        var given = view.GetAsync(1, giveUp.Token).AsTask();
        await hold.Reached;
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(given);

        hold.Open();

        unobserved.Await(message);
    }

    [Test, CancelAfter(120_000)]
    public async Task An_element_that_was_given_up_and_heeds_it_is_evaluated_again_for_who_comes_before_it_has_ended()
    {
        var evaluations = 0;
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var giveUp = new CancellationTokenSource();
        var view = Seq.Range(0, 2).SelectAsync(async (index, token) =>
        {
            if (Interlocked.Increment(ref evaluations) > 1)
            {
                return index;
            }

            using var registration = token.Register(cancelled.SetResult);
            await go.Task;
            throw new IOException("The connection was closed.");
        }).AsCached(1);
        var first = view.GetAsync(1, giveUp.Token).AsTask();
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        await cancelled.Task;

        var second = view.GetAsync(1).AsTask();
        var third = view.GetAsync(1).AsTask();
        go.SetResult();

        (await second, await third, evaluations).ShouldBe((1, 1, 2));
    }

    [Test, CancelAfter(120_000)]
    public async Task Whoever_gives_up_each_value_is_kept_or_dropped_once()
    {
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        List<object> made = [], dropped = [];
        var view = Seq.Range(0, 5).SelectAsync(async (_, token) =>
        {
            await Task.Yield();
            var element = new object();
            lock (made)
            {
                made.Add(element);
            }

            return element;
        }).AsCached(2, element =>
        {
            lock (dropped)
            {
                dropped.Add(element);
            }
        });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(reader => Task.Run(async () =>
        {
            var random = new Random(seed + reader);
            for (var read = 0; read < 500; read++)
            {
                using var giveUp = new CancellationTokenSource();
                var element = view.GetAsync(random.Next(5), giveUp.Token).AsTask();
                if (random.Next(2) == 0)
                {
                    await giveUp.CancelAsync();
                }

                await element.ContinueWith(
                    _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        })));
        await view.DisposeAsync();

        dropped.ShouldBeUnique($"seed {seed}");
        dropped.ShouldBe(made, ignoreOrder: true, $"seed {seed}");
    }

    [Test]
    public async Task All_values_are_dropped_though_the_callback_fails()
    {
        List<int> dropped = [];
        var view = Numbers(ValueTask.FromResult).AsCached(4, index =>
        {
            dropped.Add(index);
            throw new TimeoutException();
        });
        _ = await view.GetAsync(1) + await view.GetAsync(2);

        (await Should.ThrowAsync<AggregateException>(async () => await view.DisposeAsync()))
            .InnerExceptions.Count.ShouldBe(2);

        dropped.ShouldBe([1, 2], ignoreOrder: true);
    }

    [Test]
    public async Task Who_asks_for_the_errors_of_the_callback_gets_them()
    {
        List<Exception> errors = [];
        await using (var view = Numbers(ValueTask.FromResult).AsCached(
            1, _ => throw new TimeoutException(), new() { OnDiscardError = errors.Add }))
        {
            (await view.GetAsync(1) + await view.GetAsync(2)).ShouldBe(3);
        }

        errors.Count.ShouldBe(2);
    }

    [Test]
    public void A_read_of_what_is_kept_allocates_nothing()
    {
        var view = Numbers(ValueTask.FromResult).AsCached(4);
        view.GetAsync(1).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
        var sum = Read(view);

        Allocated.By(() => sum += Read(view)).ShouldBeLessThan(100);
        (sum % 1000).ShouldBe(0);

        static int Read(AsyncSeqView<int> view)
        {
            var sum = 0;
            for (var read = 0; read < 1000; read++)
            {
                var element = view.GetAsync(1);
                sum += element.IsCompletedSuccessfully
                    ? element.Result
                    : throw new InvalidOperationException("It was kept.");
            }

            return sum;
        }
    }

    private AsyncSeqView<T> Numbers<T>(Func<int, ValueTask<T>> element) => Seq.Range(0, 10).SelectAsync((index, _) =>
    {
        begun.Add(index);
        return element(index);
    });
}
