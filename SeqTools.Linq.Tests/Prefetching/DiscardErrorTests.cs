using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>What the callback for dropped values throws stops nothing, and somebody is told of it.</summary>
internal sealed class DiscardErrorTests
{
    [Test, CancelAfter(120_000)]
    public void The_callback_for_such_failures_is_told_at_once_and_no_read_is()
    {
        var told = new ConcurrentQueue<Exception>();
        var view = new Workshop(100).Elements.AsPrefetched(
            2, 5, new() { OnDiscard = Fail, OnDiscardError = told.Enqueue });
        Fill(view);

        view[50].ShouldBe(500);

        told.Select(failure => failure.Message).Order().ShouldBe(["10", "20", "30", "40"]);
        view[51].ShouldBe(510);
        Patience.Until(() => view.Statistics.Ready == 4);
        view.Dispose();
        told.Count.ShouldBe(8);

        static void Fail(int value) => throw new TimeoutException($"{value}");
    }

    [Test, CancelAfter(120_000)]
    public void What_that_callback_throws_itself_is_an_unobserved_failure()
    {
        using var unobserved = new UnobservedFailures();
        var message = $"{Guid.NewGuid()}";
        using (var view = new Workshop(100).Elements.AsPrefetched(1, 2, new()
        {
            OnDiscard = _ => throw new FormatException(),
            OnDiscardError = _ => throw new TimeoutException(message),
        }))
        {
            Fill(view);
            view[50].ShouldBe(500);
            view[51].ShouldBe(510);
            Patience.Until(() => view.Statistics.Ready == 1);
        }

        unobserved.Await(message, count: 2);
    }

    private static readonly Func<PrefetchedView<int>, CancellationTokenSource, Task>[] Endings =
        [DisposeAsync, DisposeAtOnce, LeaveLoop, LeaveAwaitedLoop, Cancel, Forget];

    [TestCaseSource(nameof(Endings)), CancelAfter(120_000)]
    public async Task Every_value_is_dropped_and_nothing_is_thrown_when_nobody_reads_any_more(
        Func<PrefetchedView<int>, CancellationTokenSource, Task> end)
    {
        using var unobserved = new UnobservedFailures();
        var message = $"{Guid.NewGuid()}";
        await ReadAndEnd(end, message);

        unobserved.Await(message, count: 4);
    }

    [Test, CancelAfter(120_000)]
    public void Nor_is_the_failure_lost_of_a_value_that_comes_too_late(
        [Values("Dispose", "Cancel", "foreach")] string ending, [Values] bool isAwaited)
    {
        using var unobserved = new UnobservedFailures();
        using var source = new CancellationTokenSource();
        var message = $"{Guid.NewGuid()}";
        var gate = new Gate();
        var elements = Seq.Generate(3, Make);
        PrefetchOptions<int> options = new()
        {
            OnDiscard = _ => throw new TimeoutException(message),
            CancellationToken = source.Token,
        };
        using var view = isAwaited
            ? elements.SelectAsync((n, _) => ValueTask.FromResult(n)).AsPrefetched(2, 3, options)
            : elements.AsPrefetched(2, 3, options);

        foreach (var element in ending == "foreach" ? view : view.Take(1))
        {
            element.ShouldBe(0);
            gate.AwaitArrival();
            Patience.Until(() => view.Statistics.Ready == 1);
            if (ending == "Dispose")
            {
                view.Dispose();
            }
            else if (ending == "Cancel")
            {
                source.Cancel();
            }

            break;
        }

        gate.Open();
        unobserved.Await(message, count: 2);

        int Make(int index)
        {
            if (index == 2)
            {
                gate.Pass();
            }

            return index;
        }
    }

    [Test, CancelAfter(120_000)]
    public void What_no_read_has_thrown_yet_is_an_unobserved_failure()
    {
        using var unobserved = new UnobservedFailures();
        var message = $"{Guid.NewGuid()}";
        var view = new Workshop(100).Elements.AsPrefetched(
            1, 2, new() { OnDiscard = value => throw new TimeoutException($"{value} {message}") });
        Fill(view);
        view[50].ShouldBe(500);

        view.Dispose();

        unobserved.Await($"10 {message}");
    }

    [Test, CancelAfter(120_000)]
    public void The_failure_of_a_loop_s_body_is_the_one_that_is_seen()
    {
        using var view = new Workshop(100).Elements.AsPrefetched(
            2, 5, new() { OnDiscard = _ => throw new TimeoutException() });

        Should.Throw<FormatException>(() =>
        {
            foreach (var element in view)
            {
                Patience.Until(() => view.Statistics.Ready == 4);
                throw new FormatException($"{element}");
            }
        });
    }

    private static void Fill(PrefetchedView<int> view)
    {
        var ahead = view.Origin.Arguments.EndsWith('5') ? 4 : 1;
        view[0].ShouldBe(0);
        Patience.Until(() => view.Statistics.Ready == ahead);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task ReadAndEnd(Func<PrefetchedView<int>, CancellationTokenSource, Task> end, string message)
    {
        using var source = new CancellationTokenSource();
        await end(
            new Workshop(100).Elements.AsPrefetched(
                2, 5, new() { OnDiscard = _ => throw new TimeoutException(message), CancellationToken = source.Token }),
            source);
    }

    private static async Task DisposeAsync(PrefetchedView<int> view, CancellationTokenSource source)
    {
        Fill(view);
        await view.DisposeAsync();
    }

    private static Task DisposeAtOnce(PrefetchedView<int> view, CancellationTokenSource source)
    {
        Fill(view);
        view.Dispose();
        return Task.CompletedTask;
    }

    private static Task LeaveLoop(PrefetchedView<int> view, CancellationTokenSource source)
    {
        foreach (var _ in view)
        {
            Patience.Until(() => view.Statistics.Ready == 4);
            break;
        }

        return Task.CompletedTask;
    }

    private static async Task LeaveAwaitedLoop(PrefetchedView<int> view, CancellationTokenSource source)
    {
        await foreach (var _ in view)
        {
            Patience.Until(() => view.Statistics.Ready == 4);
            break;
        }
    }

    private static Task Cancel(PrefetchedView<int> view, CancellationTokenSource source)
    {
        Fill(view);
        return source.CancelAsync();
    }

    private static Task Forget(PrefetchedView<int> view, CancellationTokenSource source)
    {
        Fill(view);
        return Task.CompletedTask;
    }
}
