namespace SeqTools.Linq.Tests.Prefetching;

public class StatisticsTests
{
    [Test, CancelAfter(120_000)]
    public void What_was_produced_was_delivered_or_dropped_or_is_ready()
    {
        var view = new Workshop(100) { Broken = [2, 20] }.Elements.AsPrefetched(2, 6);
        view.Statistics.ShouldBe(default);

        _ = view[0] + view[0];
        Patience.Until(() => view.Statistics.Ready == 5);
        Figures(view).ShouldBe((6, 1, 0, 5));

        view[50].ShouldBe(500);
        Patience.Until(() => view.Statistics.Ready == 5);
        Figures(view).ShouldBe((12, 2, 5, 5));

        // The window stays where it is: it gives up one element to the read behind it.
        view[49].ShouldBe(490);
        Figures(view).ShouldBe((13, 3, 5, 5));

        Should.Throw<EvaluationException>(() => view[20]);
        Patience.Until(() => view.Statistics.Ready == 5);
        Figures(view).ShouldBe((19, 4, 10, 5));

        view.Dispose();
        Figures(view).ShouldBe((19, 4, 15, 0));
    }

    [Test, CancelAfter(120_000)]
    public async Task All_enumerations_count()
    {
        await using var view = new Workshop(100).Elements.AsPrefetched(2, 6);

        view.Sum().ShouldBe(49_500);
        await foreach (var _ in view)
        {
        }

        view[99].ShouldBe(990);
        Figures(view).ShouldBe((201, 201, 0, 0));
    }

    [Test, CancelAfter(120_000)]
    public void A_reader_that_waits_is_seen_to_wait()
    {
        var workshop = new Workshop(100);
        var gate = workshop.HoldBack(1);
        using var view = workshop.Elements.AsPrefetched(1, 2);
        view[0].ShouldBe(0);
        gate.AwaitArrival();

        var waiting = Patience.StartBlocked(() => view[1]);
        gate.Open();

        Patience.Await(waiting).ShouldBe(10);
        view.Statistics.ReaderWait.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Test, CancelAfter(120_000)]
    public void A_worker_waits_for_no_room_where_the_list_has_no_more_elements([Values] bool awaited)
    {
        var clock = new ManualClock();
        PrefetchOptions<int> options = new() { Name = $"{Guid.NewGuid()}", TimeProvider = clock };
        using var view = awaited
            ? Seq.Range(0, 3).SelectAsync((n, _) => ValueTask.FromResult(n)).AsPrefetched(1, 4, options)
            : Seq.Range(0, 3).AsPrefetched(1, 4, options);
        view[0].ShouldBe(0);
        Patience.Until(() => view.Statistics.Ready == 2 && PrefetchMeter.SumOf(options.Name).IdleWorkers == 1);

        clock.Advance(TimeSpan.FromSeconds(1));

        view.Statistics.WorkerWait.ShouldBe(TimeSpan.Zero);
    }

    [Test, CancelAfter(120_000)]
    public async Task What_readers_have_computed_themselves_is_told_apart()
    {
        // A buffer of one element leaves nothing to workers.
        using var alone = new Workshop(100).Elements.AsPrefetched(2, 1);
        alone.Sum().ShouldBe(49_500);
        alone[7].ShouldBe(70);
        alone.Statistics.ComputedByReaders.ShouldBe(101);

        using var onWorkers = new Workshop(100).Elements.AsPrefetched(2, 6, new() { OnWorkerStart = _ => { } });
        onWorkers.Sum().ShouldBe(49_500);
        (await onWorkers.GetAsync(7)).ShouldBe(70);
        onWorkers.Statistics.ComputedByReaders.ShouldBe(0);

        using var cheap = Seq.Range(0, 10_000).Select(n => n).AsPrefetched(2, 100);
        cheap.Sum().ShouldBe(49_995_000);
        cheap.Statistics.ComputedByReaders.ShouldBeInRange(1, cheap.Statistics.Produced);
    }

    private static (long Produced, long Delivered, long Discarded, long Ready) Figures(PrefetchedView<int> view)
    {
        var figures = view.Statistics;
        return (figures.Produced, figures.Delivered, figures.Discarded, figures.Ready);
    }
}
