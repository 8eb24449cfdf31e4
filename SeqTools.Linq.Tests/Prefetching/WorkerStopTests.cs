using System.Collections.Concurrent;
using SeqTools.Linq.Tests.Async;

namespace SeqTools.Linq.Tests.Prefetching;

public class WorkerStopTests
{
    [Test, CancelAfter(120_000)]
    public async Task The_stop_comes_last_on_each_worker()
    {
        var log = new ConcurrentQueue<(Thread Thread, string Event)>();
        var elements = Seq.Generate(100, i =>
        {
            log.Enqueue((Thread.CurrentThread, "element"));
            return i;
        });

        var options = new PrefetchOptions<int>
        {
            OnWorkerStart = number => Note($"start {number}"),
            OnWorkerStop = number => Note($"stop {number}"),
        };
        await using (var view = elements.AsPrefetched(3, 6, options))
        {
            view.Sum().ShouldBe(4950);
        }

        var workers = log.GroupBy(entry => entry.Thread, entry => entry.Event)
            .Select(worker => worker.ToArray())
            .ToArray();
        workers.Select(worker => $"{worker[0]}, {worker[^1]}").Order().ShouldBe(
            ["start 0, stop 0", "start 1, stop 1", "start 2, stop 2"]);
        workers.ShouldAllBe(worker => worker.Skip(1).SkipLast(1).All(entry => entry == "element"));

        void Note(string what) => log.Enqueue((Thread.CurrentThread, what));
    }

    [Test, CancelAfter(120_000)]
    public async Task A_worker_that_could_not_start_has_nothing_to_stop()
    {
        var stops = 0;
        await using (var view = Seq.Range(0, 10).AsPrefetched(
            2, 4, new() { OnWorkerStart = _ => throw new TimeoutException(), OnWorkerStop = _ => stops++ }))
        {
            Should.Throw<EvaluationException>(() => view[0]);
        }

        stops.ShouldBe(0);
    }

    [Test, CancelAfter(120_000)]
    public void Workers_that_have_nothing_to_do_stop_when_the_clock_says_so_and_start_again_with_the_next_read()
    {
        var clock = new ManualClock();
        var (starts, stops) = (new ConcurrentQueue<int>(), new ConcurrentQueue<int>());
        using var view = new Workshop(100).Elements.AsPrefetched(2, 4, new()
        {
            IdleTimeout = TimeSpan.FromHours(1),
            TimeProvider = clock,
            OnWorkerStart = starts.Enqueue,
            OnWorkerStop = stops.Enqueue,
        });
        view[0].ShouldBe(0);
        Patience.Until(() => view.Statistics.Ready == 3 && clock.Waiting == 2);

        clock.Advance(TimeSpan.FromMinutes(59));
        (clock.Waiting, stops.Count).ShouldBe((2, 0));
        clock.Advance(TimeSpan.FromMinutes(1));

        Patience.Until(() => stops.Count == 2);
        stops.Order().ShouldBe([0, 1]);
        view.Statistics.WorkerWait.ShouldBe(TimeSpan.FromHours(2));
        view[1].ShouldBe(10);
        view[50].ShouldBe(500);
        Patience.Until(() => starts.Count == 4);
        starts.Order().ShouldBe([0, 0, 1, 1]);
    }

    [Test, CancelAfter(120_000)]
    public void A_reader_that_comes_while_a_worker_stops_is_served_by_the_same_one_started_anew()
    {
        var clock = new ManualClock();
        var gate = new Gate();
        var events = new ConcurrentQueue<string>();
        using var view = new Workshop(100).Elements.AsPrefetched(1, 2, new()
        {
            IdleTimeout = TimeSpan.FromHours(1),
            TimeProvider = clock,
            OnWorkerStart = _ => events.Enqueue("start"),
            OnWorkerStop = _ =>
            {
                gate.Pass();
                events.Enqueue("stop");
            },
        });
        view[0].ShouldBe(0);
        Patience.Until(() => view.Statistics.Ready == 1 && clock.Waiting == 1);
        clock.Advance(TimeSpan.FromHours(1));
        gate.AwaitArrival();

        var read = Patience.StartBlocked(() => view[50]);
        read.IsCompleted.ShouldBeFalse();
        gate.Open();

        Patience.Await(read).ShouldBe(500);
        events.ShouldBe(["start", "stop", "start"]);
    }

    [Test, CancelAfter(120_000)]
    public void Disposing_asynchronously_waits_for_the_stop_and_disposing_does_not()
    {
        var gate = new Gate();
        var view = new Workshop(100).Elements.AsPrefetched(
            1, 2, new() { OnWorkerStart = _ => { }, OnWorkerStop = _ => gate.Pass() });
        view[0].ShouldBe(0);

        view.Dispose();
        gate.AwaitArrival();
        var disposal = view.DisposeAsync().AsTask();
        disposal.IsCompleted.ShouldBeFalse();

        gate.Open();
        Patience.Await(disposal);
    }

    [Test, CancelAfter(120_000)]
    public void A_cancelled_view_stops_its_workers([Values] bool awaited)
    {
        using var source = new CancellationTokenSource();
        var (starts, stops) = (new ConcurrentQueue<int>(), new ConcurrentQueue<int>());
        PrefetchOptions<int> options = new()
        {
            CancellationToken = source.Token,
            OnWorkerStart = starts.Enqueue,
            OnWorkerStop = stops.Enqueue,
        };
        using var view = awaited
            ? new Studio(100).Elements.AsPrefetched(2, 4, options)
            : new Workshop(100).Elements.AsPrefetched(2, 4, options);
        view[0].ShouldBe(0);
        Patience.Until(() => view.Statistics.Ready == 3 && starts.Count == 2);

        source.Cancel();

        Patience.Until(() => stops.Count == 2);
    }

    [Test, CancelAfter(120_000)]
    public void A_stop_that_fails_is_thrown_by_the_next_read_once()
    {
        var clock = new ManualClock();
        var stops = 0;
        using var view = new Workshop(100).Elements.AsPrefetched(1, 2, new()
        {
            IdleTimeout = TimeSpan.FromHours(1),
            TimeProvider = clock,
            OnWorkerStop = _ =>
            {
                Interlocked.Increment(ref stops);
                throw new TimeoutException("Still busy.");
            },
        });
        view[0].ShouldBe(0);
        Patience.Until(() => view.Statistics.Ready == 1 && clock.Waiting == 1);
        var failure = default(TimeoutException);
        clock.Advance(TimeSpan.FromHours(1));
        Patience.Until(() => Volatile.Read(ref stops) == 1);

        Patience.Until(() => (failure ??= FailureOf(() => view[1])) is not null);

        failure!.Message.ShouldBe("Still busy.");
        view[1].ShouldBe(10);
        stops.ShouldBe(1);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_stop_that_fails_after_the_last_read_is_an_unobserved_failure([Values] bool awaited)
    {
        using var unobserved = new UnobservedFailures();
        var message = $"{Guid.NewGuid()}";
        var view = awaited
            ? new Studio(100).Elements.AsPrefetched(1, 2, new() { OnWorkerStopAsync = Fail })
            : new Workshop(100).Elements.AsPrefetched(
                1, 2, new() { OnWorkerStart = _ => { }, OnWorkerStop = _ => throw new TimeoutException(message) });
        view[0].ShouldBe(0);

        await view.DisposeAsync();

        unobserved.Await(message);

        async ValueTask Fail(int number)
        {
            await Task.Yield();
            throw new TimeoutException(message);
        }
    }

    [Test, CancelAfter(120_000)]
    public async Task A_producer_awaits_its_start_before_and_its_stop_after_all_else()
    {
        var log = new ConcurrentQueue<string>();
        var elements = Seq.Range(0, 3).SelectAsync(async (n, _) =>
        {
            await Task.Yield();
            log.Enqueue("element");
            return n;
        });

        await using (var view = elements.AsPrefetched(1, 4, new()
        {
            OnWorkerStart = number => log.Enqueue($"start {number}"),
            OnWorkerStartAsync = async (number, _) =>
            {
                await Task.Yield();
                log.Enqueue($"awaited start {number}");
            },
            OnWorkerStop = number => log.Enqueue($"stop {number}"),
            OnWorkerStopAsync = async number =>
            {
                await Task.Yield();
                log.Enqueue($"awaited stop {number}");
            },
        }))
        {
            (await view.ToAsyncEnumerable().SumAsync()).ShouldBe(3);
        }

        log.ShouldBe(["start 0", "awaited start 0", "element", "element", "element", "awaited stop 0", "stop 0"]);
    }

    [Test, CancelAfter(120_000)]
    public async Task An_awaited_start_that_fails_is_reported_by_a_read_and_tried_again_by_a_later_one()
    {
        var attempts = 0;
        await using var view = new Studio(10).Elements.AsPrefetched(1, 2, new()
        {
            OnWorkerStartAsync = async (_, _) =>
            {
                await Task.Yield();
                if (Interlocked.Increment(ref attempts) == 1)
                {
                    throw new TimeoutException();
                }
            },
        });

        (await Should.ThrowAsync<EvaluationException>(async () => await view.GetAsync(4)))
            .InnerException.ShouldBeOfType<TimeoutException>();
        (await view.GetAsync(4)).ShouldBe(40);
    }

    [Test, CancelAfter(120_000)]
    public async Task An_awaited_start_is_not_cancelled_while_the_view_is_read()
    {
        bool? isCancelled = null;
        await using var view = new Studio(10).Elements.AsPrefetched(1, 2, new()
        {
            OnWorkerStartAsync = (_, cancellationToken) =>
            {
                isCancelled = cancellationToken.IsCancellationRequested;
                return default;
            },
        });

        (await view.GetAsync(4)).ShouldBe(40);

        isCancelled.ShouldBe(false);
    }

    [Test, CancelAfter(120_000)]
    public async Task An_awaited_start_is_cancelled_when_the_view_is_disposed_of()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var view = new Studio(10).Elements.AsPrefetched(1, 2, new()
        {
            OnWorkerStartAsync = async (_, cancellationToken) =>
            {
                reached.SetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            },
        });
        var read = view.GetAsync(0).AsTask();
        await reached.Task;

        Patience.Await(view.DisposeAsync().AsTask());

        await Should.ThrowAsync<ObjectDisposedException>(async () => await read);
    }

    [Test]
    public void An_awaited_start_or_stop_is_refused_for_a_list_where_the_view_is_built()
    {
        var start = Should.Throw<ArgumentException>(
            () => Seq.Range(0, 3).AsPrefetched(1, 1, new() { OnWorkerStartAsync = (_, _) => default }));
        var stop = Should.Throw<ArgumentException>(
            () => Seq.Range(0, 3).AsPrefetched(1, 1, new() { OnWorkerStopAsync = _ => default }));

        (start.ParamName, stop.ParamName).ShouldBe(("options", "options"));
        start.Message.ShouldStartWith("The workers of AsPrefetched(nworkers: 1, maxBuffered: 1) in ");
        start.Message.ShouldContain(
            "are threads and await nothing: set OnWorkerStart in place of OnWorkerStartAsync.");
        stop.Message.ShouldContain("set OnWorkerStop in place of OnWorkerStopAsync");
    }

    private static TimeoutException? FailureOf(Func<int> read)
    {
        try
        {
            _ = read();
            return null;
        }
        catch (TimeoutException e)
        {
            return e;
        }
    }
}
