using System.Diagnostics;
using Nito.AsyncEx;
using SeqTools.Linq.Tests.Async;

namespace SeqTools.Linq.Tests.Prefetching;

public class ProducerReadingTests
{
    [Test, Combinatorial, CancelAfter(120_000)]
    public async Task Every_way_of_reading_gives_all_elements_in_order(
        [Values(0, 1, 2, 60)] int count, [Values(1, 3, 16)] int nworkers, [Values(1, 2, 10)] int maxBuffered,
        [Values] bool atOnce)
    {
        var expected = Enumerable.Range(0, count).ToArray();
        await using var view = Seq.Range(0, count).SelectAsync(async (n, _) =>
        {
            if (!atOnce)
            {
                await Task.Yield();
            }

            return n;
        }).AsPrefetched(nworkers, maxBuffered);
        List<int> awaited = [];
        await foreach (var element in view)
        {
            awaited.Add(element);
        }

        List<int> gotten = [];
        for (var index = 0; index < count; index++)
        {
            gotten.Add(await view.GetAsync(index));
        }

        awaited.ShouldBe(expected);
        gotten.ShouldBe(expected);
        (await view.ToAsyncEnumerable().ToListAsync()).ShouldBe(expected);
        view.AsEnumerable().ShouldBe(expected);
        Enumerable.Range(0, count).Select(index => view[index]).ShouldBe(expected);
        (view.Count, view.ToArray().Length).ShouldBe((count, count));
    }

    [Test, CancelAfter(120_000)]
    public async Task Nothing_is_begun_before_the_first_read_and_each_element_once()
    {
        var studio = new Studio(60);
        await using var view = studio.Elements.AsPrefetched(4, 8);
        studio.Begun.ShouldBeEmpty();

        (await view.ToAsyncEnumerable().ToListAsync()).ShouldBe(Enumerable.Range(0, 60).Select(i => 10 * i));

        studio.Begun.ShouldBe(Enumerable.Range(0, 60), ignoreOrder: true);
    }

    [Test, CancelAfter(120_000)]
    public async Task Producers_that_wait_hold_no_thread()
    {
        var studio = new Studio(1000);
        var holds = studio.HoldBackAll();
        await using var view = studio.Elements.AsPrefetched(250, 300);
        var threads = Process.GetCurrentProcess().Threads.Count;

        var first = view.GetAsync(0).AsTask();
        await Task.WhenAll(holds[..250].Select(hold => hold.Reached)).WaitAsync(Patience.Limit);

        (studio.InFlight, studio.Begun.Length).ShouldBe((250, 250));
        using (var process = Process.GetCurrentProcess())
        {
            process.Threads.Count.ShouldBeLessThan(threads + 100);
        }

        Array.ForEach(holds, hold => hold.Open());
        (await first).ShouldBe(0);
        studio.MostInFlight.ShouldBe(250);
        (await view.ToAsyncEnumerable().SumAsync()).ShouldBe(10 * 999 * 500);
    }

    [Test, CancelAfter(120_000)]
    public async Task Many_producers_wait_together()
    {
        var gate = new object();
        var (inFlight, most) = (0, 0);
        await using var view = Seq.Range(0, 1000).SelectAsync(async (n, cancellationToken) =>
        {
            var now = Interlocked.Increment(ref inFlight);
            lock (gate)
            {
                most = Math.Max(most, now);
            }

            await Task.Delay(50, cancellationToken);
            Interlocked.Decrement(ref inFlight);
            return n;
        }).AsPrefetched(250, 500);

        (await view.ToAsyncEnumerable().ToListAsync()).ShouldBe(Enumerable.Range(0, 1000));

        most.ShouldBeInRange(2, 250);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_length_that_changes_is_followed()
    {
        List<int> source = [1, 2, 3];
        await using var view = source.SelectAsync((n, _) => ValueTask.FromResult(n)).AsPrefetched(2, 10);
        (await view.GetAsync(2)).ShouldBe(3);

        source.Add(4);
        (view.Count, await view.GetAsync(3)).ShouldBe((4, 4));
        source.RemoveRange(1, 3);
        view.Count.ShouldBe(1);
        Should.Throw<ArgumentOutOfRangeException>(() => view[1]).ParamName.ShouldBe("index");
        (await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await view.GetAsync(1)))
            .ParamName.ShouldBe("index");
    }

    [Test, CancelAfter(120_000)]
    public void Blocking_reads_do_not_hang_in_an_async_context() => AsyncContext.Run(async () =>
    {
        using var view = YieldingView().AsPrefetched(3, 6);

        view[5].ShouldBe(5);
        view.Sum().ShouldBe(45);
        (await view.GetAsync(3)).ShouldBe(3);
        await Task.Yield();
        view[9].ShouldBe(9);
        await view.DisposeAsync();
    });

    [Test, CancelAfter(120_000)]
    public void Blocking_reads_do_not_need_a_synchronization_context_to_run_anything()
    {
        Patience.Await(Patience.Start(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new DeadContext());
            var view = YieldingView().AsPrefetched(3, 6);

            view[5].ShouldBe(5);
            view.Sum().ShouldBe(45);
            Patience.Await(view.GetAsync(2).AsTask()).ShouldBe(2);
            var elements = view.GetAsyncEnumerator();
            Patience.Await(elements.MoveNextAsync().AsTask()).ShouldBeTrue();
            Patience.Await(elements.DisposeAsync().AsTask());
            Patience.Await(view.DisposeAsync().AsTask());
        }));
    }

    [Test, CancelAfter(120_000)]
    public async Task Nothing_is_evaluated_on_the_thread_of_a_reader_nor_in_its_context()
    {
        var contexts = 0;
        var here = 0;
        var reader = Environment.CurrentManagedThreadId;
        using var view = Seq.Range(0, 50).SelectAsync((n, _) =>
        {
            Interlocked.Add(ref here, Environment.CurrentManagedThreadId == reader ? 1 : 0);
            Interlocked.Add(ref contexts, SynchronizationContext.Current is null ? 0 : 1);
            return ValueTask.FromResult(n);
        }).AsPrefetched(2, 4);

        AsyncContext.Run(async () =>
        {
            reader = Environment.CurrentManagedThreadId;
            view[49].ShouldBe(49);
            view[3].ShouldBe(3);
            (await view.GetAsync(4)).ShouldBe(4);
            (await view.GetAsync(2)).ShouldBe(2);
        });
        await view.DisposeAsync();

        (contexts, here).ShouldBe((0, 0));
    }

    [Test, CancelAfter(120_000)]
    public async Task Prefetching_may_stand_in_the_middle_and_more_than_once()
    {
        await using var pages = Seq.Range(0, 40).SelectAsync(async (n, _) =>
        {
            await Task.Yield();
            return n;
        }).AsPrefetched(4, 8);
        await using var squares = pages.SelectAsync((n, _) => ValueTask.FromResult(n * n)).AsPrefetched(3, 6);
        await using var awaiting = Seq.Range(0, 40)
            .SelectAsync(async (i, token) => await squares.GetAsync(i, token) + 1)
            .AsPrefetched(3, 6);
        using var halves = awaiting.Select(n => n / 2).AsPrefetched(2, 4);

        halves.ShouldBe(Enumerable.Range(0, 40).Select(n => ((n * n) + 1) / 2));
    }

    /// <summary>Its functions would go on in the context in which they were called.</summary>
    private static AsyncSeqView<int> YieldingView() => Seq.Range(0, 10).SelectAsync(async (n, _) =>
    {
        await Task.Yield();
        return n;
    });

    private sealed class DeadContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
            // What is posted here never runs.
        }

        public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();
    }
}
