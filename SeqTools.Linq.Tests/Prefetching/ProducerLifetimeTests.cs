using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using SeqTools.Linq.Tests.Async;

namespace SeqTools.Linq.Tests.Prefetching;

public class ProducerLifetimeTests
{
    [Test, CancelAfter(120_000)]
    public void A_view_that_is_forgotten_is_collected_with_its_producers(
        [Values] bool hasToken, [Values("[]", "GetAsync", "await foreach", "foreach")] string way)
    {
        using var source = new CancellationTokenSource();

        var captured = Patience.Await(
            Patience.Start(() => ReadAndForget(way, new() { CancellationToken = hasToken ? source.Token : default })));

        UntilCollected(captured);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_view_that_is_forgotten_while_its_functions_wait_cancels_them()
    {
        var hold = new Hold();

        await Task.Run(() => Forget(hold));
        Patience.Until(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return hold.Cancelled.IsCompleted;
        });

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Forget(Hold hold)
        {
            var view = Seq.Range(0, 10).SelectAsync(async (n, cancellationToken) =>
            {
                await (n == 1 ? hold.PassAsync(cancellationToken) : Task.CompletedTask);
                return n;
            }).AsPrefetched(2, 4);
            view[0].ShouldBe(0);
            Patience.Await(hold.Reached);
        }
    }

    [Test, CancelAfter(120_000)]
    public async Task What_is_dropped_goes_to_the_callback_once_and_the_figures_add_up()
    {
        var discarded = new ConcurrentQueue<int>();
        var delivered = new List<int>();
        var produced = 0;
        var random = new Random(7);
        var view = Seq.Range(0, 200).SelectAsync(async (n, _) =>
        {
            if (n % 3 != 0)
            {
                await Task.Yield();
            }

            Interlocked.Increment(ref produced);
            return (n * 100_000) + Volatile.Read(ref produced);
        }).AsPrefetched(4, 12, new() { OnDiscard = discarded.Enqueue });
        for (var read = 0; read < 300; read++)
        {
            delivered.Add(await view.GetAsync(random.Next(200)));
        }

        await view.DisposeAsync();

        discarded.ShouldBeUnique();
        discarded.Intersect(delivered).ShouldBeEmpty();
        var figures = view.Statistics;
        (figures.Produced, figures.Ready, figures.Discarded).ShouldBe((produced, 0, discarded.Count));
        figures.Produced.ShouldBe(figures.Delivered + figures.Discarded);
        figures.Delivered.ShouldBe(delivered.Distinct().Count());
    }

    [Test, CancelAfter(120_000)]
    public async Task A_callback_that_fails_stops_nothing_and_is_reported()
    {
        var view = new Studio(100).Elements.AsPrefetched(2, 4, new() { OnDiscard = _ => throw new TimeoutException() });
        (await view.GetAsync(0)).ShouldBe(0);
        Patience.Until(() => view.Statistics.Ready == 3);
        (await view.GetAsync(50)).ShouldBe(500);

        var failure = await Should.ThrowAsync<AggregateException>(async () => await view.GetAsync(51));
        failure.InnerExceptions.ShouldAllBe(e => e is TimeoutException);
        (await view.GetAsync(51)).ShouldBe(510);
        Patience.Until(() => view.Statistics.Ready == 3);
        await view.DisposeAsync();
        view.Statistics.Ready.ShouldBe(0);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_reader_that_waits_and_producers_that_wait_are_seen_to_wait()
    {
        var studio = new Studio(100);
        var hold = studio.HoldBack(0);
        await using var view = studio.Elements.AsPrefetched(3, 2);
        var reading = view.GetAsync(0).AsTask();
        await hold.Reached;
        hold.Open();
        (await reading).ShouldBe(0);
        Patience.Until(() => view.Statistics is { Ready: 1, WorkerWait.Ticks: > 0 });

        view.Statistics.ReaderWait.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Test, CancelAfter(120_000)]
    public async Task An_element_may_dispose_of_its_view([Values] bool isProduced)
    {
        PrefetchedView<int> view = null!;
        view = isProduced
            ? Seq.Range(0, 9).SelectAsync(async (n, _) =>
            {
                await Task.Yield();
                await view.DisposeAsync();
                return n;
            }).AsPrefetched(1, 3)
            : Seq.Range(0, 9).Select(n =>
            {
                Patience.Await(view.DisposeAsync().AsTask());
                return n;
            }).AsPrefetched(1, 3, new() { OnWorkerStart = _ => { } });

        var read = view.GetAsync(1).AsTask();
        await Should.ThrowAsync<ObjectDisposedException>(read.WaitAsync(Patience.Limit));

        await view.DisposeAsync().AsTask().WaitAsync(Patience.Limit);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_callback_may_dispose_of_the_view_whose_producers_it_starts()
    {
        PrefetchedView<int> view = null!;
        view = Seq.Range(0, 9).SelectAsync(n => new ValueTask<int>(n)).AsPrefetched(
            1, 3, new() { OnWorkerStartAsync = async (_, _) => await view.DisposeAsync() });

        var read = view.GetAsync(1).AsTask();
        await Should.ThrowAsync<ObjectDisposedException>(read.WaitAsync(Patience.Limit));

        await view.DisposeAsync().AsTask().WaitAsync(Patience.Limit);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ReadAndForget(string way, PrefetchOptions<int> options)
    {
        var captured = new object();
        var view = Seq.Range(0, 100).SelectAsync(async (n, _) =>
        {
            await Task.Yield();
            GC.KeepAlive(captured);
            return n;
        }).AsPrefetched(3, 6, options);
        var first = way switch
        {
            "[]" => view[0],
            "GetAsync" => Patience.Await(view.GetAsync(0).AsTask()),
            "foreach" => view.GetEnumerator().MoveNext() ? 0 : 1,
            _ => Patience.Await(view.GetAsyncEnumerator().MoveNextAsync().AsTask()) ? 0 : 1,
        };
        first.ShouldBe(0);
        return new(captured);
    }

    private static void UntilCollected(WeakReference reference) => Patience.Until(() =>
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return !reference.IsAlive;
    });
}
