using System.Collections.Concurrent;
using SeqTools.Linq.Tests.Async;

namespace SeqTools.Linq.Tests.Prefetching;

public class ProducerFailureTests
{
    [Test, CancelAfter(120_000)]
    public async Task A_failure_waits_for_its_element_and_those_around_it_are_delivered()
    {
        var studio = new Studio(6) { Broken = [2, 5] };
        await using var view = studio.Elements.AsPrefetched(3, 10);
        (await view.GetAsync(0)).ShouldBe(0);
        Patience.Until(() => view.Statistics.Ready == 5);

        (await view.GetAsync(1)).ShouldBe(10);
        var first = await FailureOf(() => view.GetAsync(2));
        var second = Should.Throw<EvaluationException>(() => view[2]);
        (await view.GetAsync(3), view[4]).ShouldBe((30, 40));

        AsyncFailureTests.Stages(first).ShouldBe("AsPrefetched[2] SelectAsync[2]");
        (first.Index, first.InnerException!.Message).ShouldBe((2, "Element 2 is broken."));
        (ReferenceEquals(first, second), ReferenceEquals(first.InnerException, second.InnerException))
            .ShouldBe((false, true));
        studio.Begun.Length.ShouldBe(6);
    }

    [Test, CancelAfter(120_000)]
    public async Task An_enumeration_goes_on_after_a_failure_to_the_true_end()
    {
        await using var view = new Studio(6) { Broken = [2, 5] }.Elements.AsPrefetched(3, 4);
        List<int> seen = [];
        await using var elements = view.GetAsyncEnumerator();
        for (var more = true; more;)
        {
            try
            {
                more = await elements.MoveNextAsync();
                seen.Add(elements.Current);
            }
            catch (EvaluationException e)
            {
                seen.Add(-e.Index);
            }
        }

        seen.ShouldBe([0, 10, -2, 30, 40, -5, 0]);
        Stages.Tolerantly(view, -1).ShouldBe([0, 10, -1, 30, 40, -1]);
    }

    [Test, CancelAfter(120_000)]
    public async Task The_mode_is_the_readers()
    {
        await using var view = new Studio(6) { Broken = [2] }.Elements.AsPrefetched(3, 4);
        using (SeqErrors.Use(ErrorMode.Passthrough))
        {
            await Should.ThrowAsync<FormatException>(async () => await view.GetAsync(2));
            Should.Throw<FormatException>(() => view[2]);
        }

        await FailureOf(() => view.GetAsync(2));
    }

    [Test, CancelAfter(120_000)]
    public async Task A_cancellation_of_the_users_own_is_that_of_its_element_and_ends_nothing()
    {
        using var live = new CancellationTokenSource();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await using var view = Seq.Range(0, 6).SelectAsync<int, int>(async (n, _) =>
        {
            await Task.Yield();
            return n switch
            {
                1 => throw new OperationCanceledException(live.Token),
                2 => throw new OperationCanceledException(),
                3 => throw new OperationCanceledException(cancelled.Token),
                _ => n,
            };
        }).AsPrefetched(2, 4);

        (await FailureOf(() => view.GetAsync(1))).InnerException.ShouldBeOfType<OperationCanceledException>();
        (await FailureOf(() => view.GetAsync(2))).InnerException.ShouldBeOfType<OperationCanceledException>();
        (await FailureOf(() => view.GetAsync(3))).InnerException.ShouldBeOfType<OperationCanceledException>();
        (await view.GetAsync(4), await view.GetAsync(5)).ShouldBe((4, 5));
    }

    [Test, CancelAfter(120_000)]
    public async Task A_length_that_fails_is_a_failure_of_the_read()
    {
        await using var view = new UncountableList<int>()
            .SelectAsync((n, _) => ValueTask.FromResult(n))
            .AsPrefetched(2, 4);

        Should.Throw<EvaluationException>(() => view[0]);
        await Should.ThrowAsync<EvaluationException>(async () => await view.GetAsync(0));
    }

    [Test, CancelAfter(120_000)]
    public async Task The_start_comes_once_on_each_producer_and_they_are_numbered_from_zero()
    {
        var started = new ConcurrentQueue<int>();
        var early = 0;
        await using var view = Seq.Range(0, 500).SelectAsync(async (n, _) =>
        {
            Interlocked.Add(ref early, started.IsEmpty ? 1 : 0);
            await Task.Yield();
            return n;
        }).AsPrefetched(4, 8, new() { OnWorkerStart = started.Enqueue });
        started.ShouldBeEmpty();

        for (var index = 0; index < 500; index++)
        {
            (await view.GetAsync(index)).ShouldBe(index);
        }

        Patience.Until(() => started.Count >= 4);
        started.Order().ShouldBe([0, 1, 2, 3]);
        early.ShouldBe(0);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_start_that_fails_is_reported_by_reads_and_tried_again_by_later_ones(
        [Values] bool asynchronously)
    {
        var attempts = 0;
        await using var view = Seq.Range(0, 10).SelectAsync((n, _) => ValueTask.FromResult(n)).AsPrefetched(1, 2, new()
        {
            OnWorkerStart = _ =>
            {
                if (Interlocked.Increment(ref attempts) <= 2)
                {
                    throw new TimeoutException("No connection.");
                }
            },
        });

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var failure = await FailureOf(() => asynchronously ? view.GetAsync(4) : ValueTask.FromResult(view[4]));
            failure.InnerException.ShouldBeOfType<TimeoutException>();
            AsyncFailureTests.Stages(failure).ShouldBe("AsPrefetched[4]");
        }

        (asynchronously ? await view.GetAsync(4) : view[4]).ShouldBe(4);
        attempts.ShouldBe(3);
    }

    [Test, CancelAfter(240_000)]
    public async Task Producers_that_fail_to_start_leave_no_reader_waiting([Values(1, 3)] int readers)
    {
        for (var round = 0; round < 300; round++)
        {
            var attempts = round;
            var elements = Seq.Range(0, 20).SelectAsync((n, _) => ValueTask.FromResult(n));
            await using var view = elements.AsPrefetched(2, 2, new()
            {
                OnWorkerStart = _ =>
                {
                    if (Interlocked.Increment(ref attempts) % 4 != 0)
                    {
                        throw new TimeoutException();
                    }
                },
            });

            await Task.WhenAll(Enumerable.Range(0, readers).Select(ReadUntilThere)).WaitAsync(Patience.Limit);

            async Task ReadUntilThere(int index)
            {
                for (var isThere = false; !isThere;)
                {
                    try
                    {
                        (await view.GetAsync(index)).ShouldBe(index);
                        isThere = true;
                    }
                    catch (EvaluationException e) when (e.InnerException is TimeoutException)
                    {
                        isThere = false;
                    }
                }
            }
        }
    }

    [Test, CancelAfter(120_000)]
    public async Task A_function_that_reads_the_view_that_it_feeds_fails_instead_of_waiting_for_itself(
        [Values] bool afterAnAwait, [Values("GetAsync", "[]", "await foreach", "foreach", "Task.Run")] string way)
    {
        PrefetchedView<int> view = null!;
        view = Seq.Range(0, 10).SelectAsync(async (n, token) =>
        {
            if (afterAnAwait)
            {
                await Task.Yield();
            }

            return way switch
            {
                "GetAsync" => await view.GetAsync(n + 1, token),
                "[]" => view[n + 1],
                "foreach" => view.First(),
                "Task.Run" => await Task.Run(() => view[n + 1], token),
                _ => await view.ToAsyncEnumerable().FirstAsync(token),
            };
        }).AsPrefetched(1, 2);
        await using var disposal = view;

        (await FailureOf(() => view.GetAsync(0))).InnerException.ShouldBeOfType<InvalidOperationException>();
    }

    [Test, CancelAfter(120_000)]
    public async Task A_start_that_reads_the_view_fails_instead_of_waiting_for_itself()
    {
        PrefetchedView<int> view = null!;
        view = Seq.Range(0, 10)
            .SelectAsync((n, _) => ValueTask.FromResult(n))
            .AsPrefetched(1, 3, new() { OnWorkerStart = _ => view[5].ShouldBe(5) });
        await using var disposal = view;

        (await FailureOf(() => view.GetAsync(0))).InnerException.ShouldBeOfType<InvalidOperationException>();
    }

    [Test, CancelAfter(120_000)]
    public async Task A_reader_whom_a_function_wakes_is_no_producer()
    {
        // Without asynchronous continuations, the reader goes on within the function, on its thread.
        var woken = new TaskCompletionSource();
        await using var view = Seq.Range(0, 10).SelectAsync(async (n, _) =>
        {
            await Task.Yield();
            woken.TrySetResult();
            return n;
        }).AsPrefetched(1, 2);
        var first = view.GetAsync(0);

        await woken.Task;
        (await view.GetAsync(5), await first).ShouldBe((5, 0));
    }

    private static async Task<EvaluationException> FailureOf(Func<ValueTask<int>> read) =>
        await Should.ThrowAsync<EvaluationException>(async () => await read());
}
