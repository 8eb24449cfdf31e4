namespace SeqTools.Linq.Tests.Prefetching;

public class StopTests
{
    [Test, CancelAfter(120_000)]
    public void Disposing_wakes_the_readers_that_wait_and_does_not_wait_for_the_workers([Values] bool asynchronously)
    {
        var workshop = new Workshop(100);
        var gate = workshop.HoldBack(1);
        var view = workshop.Elements.AsPrefetched(1, 2);
        view[0].ShouldBe(0);
        gate.AwaitArrival();
        var waiting = asynchronously ? view.GetAsync(1).AsTask() : Patience.StartBlocked(() => view[1]);
        waiting.IsCompleted.ShouldBeFalse();

        view.Dispose();

        Should.Throw<ObjectDisposedException>(() => Patience.Await(waiting));
        Should.Throw<ObjectDisposedException>(() => view[0]);
        Should.Throw<ObjectDisposedException>(() => view.GetAsync(0).AsTask().GetAwaiter().GetResult());
        Should.Throw<ObjectDisposedException>(() => view.First());
        gate.Open();
        Array.ForEach(workshop.Workers, Patience.Await);
        view.Statistics.ShouldSatisfyAllConditions(
            figures => figures.Produced.ShouldBe(2), figures => figures.Delivered.ShouldBe(1),
            figures => figures.Discarded.ShouldBe(1));
    }

    [Test, CancelAfter(120_000)]
    public async Task Disposing_asynchronously_waits_for_the_work_that_runs()
    {
        var workshop = new Workshop(100);
        var gate = workshop.HoldBack(1);
        var view = workshop.Elements.AsPrefetched(1, 2);
        view[0].ShouldBe(0);
        gate.AwaitArrival();

        var disposal = view.DisposeAsync().AsTask();
        disposal.IsCompleted.ShouldBeFalse();
        gate.Open();
        await disposal;

        Array.ForEach(workshop.Workers, Patience.Await);
        view.Statistics.Ready.ShouldBe(0);
    }

    [Test, CancelAfter(120_000)]
    public async Task An_enumerator_that_is_disposed_of_asynchronously_waits_for_the_work_that_runs()
    {
        var workshop = new Workshop(100);
        var gate = workshop.HoldBack(1);
        using var view = workshop.Elements.AsPrefetched(1, 2);
        var elements = view.GetAsyncEnumerator();
        (await elements.MoveNextAsync()).ShouldBeTrue();
        gate.AwaitArrival();

        var disposal = elements.DisposeAsync().AsTask();
        disposal.IsCompleted.ShouldBeFalse();
        gate.Open();
        await disposal;
    }

    [Test, CancelAfter(120_000)]
    public void Disposing_again_does_nothing()
    {
        var view = new Workshop(100).Elements.AsPrefetched(2, 4);
        view[0].ShouldBe(0);

        view.Dispose();
        view.Dispose();
        Patience.Await(view.DisposeAsync().AsTask());
        Patience.Await(view.DisposeAsync().AsTask());
        Patience.Await(new Workshop(3).Elements.AsPrefetched().DisposeAsync().AsTask());
    }

    [Test, CancelAfter(120_000)]
    public async Task Disposing_the_view_ends_its_enumerations()
    {
        var workshop = new Workshop(100);
        var view = workshop.Elements.AsPrefetched(2, 4, new() { OnWorkerStart = _ => { } });
        using var begun = view.GetEnumerator();
        using var untouched = view.GetEnumerator();
        begun.MoveNext().ShouldBeTrue();

        await view.DisposeAsync();

        Array.ForEach(workshop.Workers, Patience.Await);
        Should.Throw<ObjectDisposedException>(() => begun.MoveNext());
        Should.Throw<ObjectDisposedException>(() => untouched.MoveNext());
    }

    [Test, CancelAfter(240_000)]
    public void Disposing_while_readers_seek_ends_them_all([Values] bool onWorkersOnly)
    {
        for (var round = 0; round < 100; round++)
        {
            var view = new Workshop(100).Elements.AsPrefetched(
                2, 4, new() { OnWorkerStart = onWorkersOnly ? _ => { } : null });
            using var started = new CountdownEvent(2);
            var readers = Enumerable.Range(0, 2).Select(reader => Patience.Start(() =>
            {
                var random = new Random((round * 2) + reader);
                Should.Throw<ObjectDisposedException>(() => ReadOn(view, random, started));
            })).ToArray();

            started.Wait(Patience.Limit).ShouldBeTrue();
            view.Dispose();

            Patience.Await(Task.WhenAll(readers));
        }

        static void ReadOn(PrefetchedView<int> view, Random random, CountdownEvent started)
        {
            for (var read = 0; ; read++)
            {
                var index = random.Next(100);
                view[index].ShouldBe(10 * index);
                if (read == 3)
                {
                    started.Signal();
                }
            }
        }
    }

    [Test, CancelAfter(120_000)]
    public void Workers_leave_when_nothing_is_read_for_a_while_and_come_back_with_the_next_read()
    {
        var workshop = new Workshop(100);
        using var view = workshop.Elements.AsPrefetched(
            2, 4, new() { IdleTimeout = TimeSpan.FromMilliseconds(40), OnWorkerStart = _ => { } });
        view[0].ShouldBe(0);
        Patience.Until(() => view.Statistics.Ready == 3);
        Array.ForEach(workshop.Workers, Patience.Await);
        view.Statistics.WorkerWait.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(20));

        // What was computed has stayed.
        view.Statistics.Ready.ShouldBe(3);
        (view[1] + view[2] + view[3]).ShouldBe(60);
        workshop.Begun.Count(index => index < 4).ShouldBe(4);

        view[50].ShouldBe(500);
        workshop.MakersOf(50).ShouldAllBe(thread => Workshop.IsWorker(thread));
    }

    [Test, CancelAfter(240_000)]
    public void Workers_that_leave_just_as_a_reader_comes_leave_it_not_waiting([Values] bool asynchronously)
    {
        using var view = Seq.Range(0, 1000)
            .AsPrefetched(1, 2, new() { IdleTimeout = TimeSpan.FromTicks(1), OnWorkerStart = _ => { } });

        for (var read = 0; read < 1500; read++)
        {
            var index = read * 7 % 1000;
            Thread.SpinWait(read % 400);
            (asynchronously ? Patience.Await(view.GetAsync(index).AsTask()) : view[index]).ShouldBe(index);
        }
    }

    [Test, CancelAfter(120_000)]
    public void A_cancelled_view_wakes_its_readers_and_ends_its_workers([Values] bool asynchronously)
    {
        using var source = new CancellationTokenSource();
        var workshop = new Workshop(100);
        var gate = workshop.HoldBack(1);
        using var view = workshop.Elements.AsPrefetched(
            2, 3, new() { CancellationToken = source.Token, IdleTimeout = Timeout.InfiniteTimeSpan });
        view[0].ShouldBe(0);
        gate.AwaitArrival();
        var waiting = asynchronously ? view.GetAsync(1).AsTask() : Patience.StartBlocked(() => view[1]);

        source.Cancel();

        Should.Throw<OperationCanceledException>(() => Patience.Await(waiting))
            .CancellationToken.ShouldBe(source.Token);
        Should.Throw<OperationCanceledException>(() => view[0]).CancellationToken.ShouldBe(source.Token);
        Should.Throw<OperationCanceledException>(() => view.First()).CancellationToken.ShouldBe(source.Token);
        gate.Open();
        Array.ForEach(workshop.Workers, Patience.Await);
    }

    [Test, CancelAfter(120_000)]
    public void Cancelling_ends_the_workers_that_idle_on_a_full_window()
    {
        using var source = new CancellationTokenSource();
        var workshop = new Workshop(100);
        using var view = workshop.Elements.AsPrefetched(
            3, 4, new() { CancellationToken = source.Token, IdleTimeout = Timeout.InfiniteTimeSpan });
        view[0].ShouldBe(0);
        Patience.Until(() => view.Statistics.Ready == 3);

        source.Cancel();

        Array.ForEach(workshop.Workers, Patience.Await);
        view.Statistics.Discarded.ShouldBe(3);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_cancelled_enumeration_ends_alone()
    {
        using var source = new CancellationTokenSource();
        var workshop = new Workshop(100);
        var gate = workshop.HoldBack(1);
        using var view = workshop.Elements.AsPrefetched(
            1, 3, new() { OnWorkerStart = _ => { }, IdleTimeout = Timeout.InfiniteTimeSpan });
        var elements = view.GetAsyncEnumerator(source.Token);
        (await elements.MoveNextAsync()).ShouldBeTrue();
        gate.AwaitArrival();
        var step = elements.MoveNextAsync().AsTask();

        await source.CancelAsync();

        Should.Throw<OperationCanceledException>(() => Patience.Await(step)).CancellationToken.ShouldBe(source.Token);
        gate.Open();
        Array.ForEach(workshop.Workers, Patience.Await);
        await elements.DisposeAsync();
        view[1].ShouldBe(10);
    }

    [Test, CancelAfter(120_000)]
    public async Task The_token_of_an_asynchronous_enumeration_reaches_it_through_async_LINQ()
    {
        using var source = new CancellationTokenSource();
        using var view = new Workshop(100).Elements.AsPrefetched(1, 3);
        var read = 0;

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in view.ToAsyncEnumerable().WithCancellation(source.Token))
            {
                if (++read == 3)
                {
                    await source.CancelAsync();
                }
            }
        });

        read.ShouldBe(3);
    }

    [Test, CancelAfter(120_000)]
    public void A_token_that_is_cancelled_already_lets_nothing_start()
    {
        var workshop = new Workshop(100);
        using var view = workshop.Elements.AsPrefetched(2, 4, new() { CancellationToken = new(canceled: true) });

        Should.Throw<OperationCanceledException>(() => view[0]);
        Should.Throw<OperationCanceledException>(() => view.First());
        Should.Throw<OperationCanceledException>(() => Patience.Await(view.GetAsync(0).AsTask()));

        workshop.Begun.ShouldBeEmpty();
    }
}
