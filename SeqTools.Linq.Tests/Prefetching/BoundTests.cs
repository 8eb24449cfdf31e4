namespace SeqTools.Linq.Tests.Prefetching;

public class BoundTests
{
    [Test, CancelAfter(120_000)]
    public void A_reader_that_pauses_stops_the_workers_at_a_full_window()
    {
        var workshop = new Workshop(1000);
        using var view = workshop.Elements.AsPrefetched(3, 8, new() { IdleTimeout = TimeSpan.FromMilliseconds(1) });

        view[100].ShouldBe(1000);
        Patience.Until(() => view.Statistics.Ready == 7);
        Array.ForEach(workshop.Workers, Patience.Await);

        workshop.Begun.Order().ShouldBe(Enumerable.Range(100, 8));
        view.Statistics.Ready.ShouldBe(7);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_buffer_of_one_computes_nothing_ahead()
    {
        var workshop = new Workshop(50);
        await using (var view = workshop.Elements.AsPrefetched(4, 1))
        {
            _ = view[7] + view[8] + view[30] + view[29];
        }

        workshop.Begun.ShouldBe([7, 8, 30, 29]);
    }

    [Test, CancelAfter(120_000)]
    public async Task No_index_outside_the_list_reaches_a_worker()
    {
        var workshop = new Workshop(20);
        await using (var view = workshop.Elements.AsPrefetched(4, 50))
        {
            _ = view[17] + view[19] + view[3];
            Should.Throw<ArgumentOutOfRangeException>(() => view[-1]).ParamName.ShouldBe("index");
            Should.Throw<ArgumentOutOfRangeException>(() => view[20]).ParamName.ShouldBe("index");
        }

        workshop.Begun.ShouldAllBe(index => index >= 0 && index < 20);
    }

    [Test, CancelAfter(120_000)]
    public void Work_that_a_seek_left_behind_counts_until_it_is_done()
    {
        var workshop = new Workshop(1000);
        var gates = new[] { 1, 2 }.Select(workshop.HoldBack).ToArray();
        using var view = workshop.Elements.AsPrefetched(3, 4, new() { OnWorkerStart = _ => { } });
        view[0].ShouldBe(0);
        Array.ForEach(gates, gate => gate.AwaitArrival());
        Patience.Until(() => view.Statistics.Ready == 1);

        // Two elements of the old window are in computation: there is room for the one that is read and one more.
        view[500].ShouldBe(5000);
        Patience.Until(() => view.Statistics.Ready == 1);
        workshop.Begun.ShouldNotContain(502);

        Array.ForEach(gates, gate => gate.Open());
        Patience.Until(() => workshop.Begun.Length == 8);
        workshop.Begun.Order().ShouldBe([0, 1, 2, 3, 500, 501, 502, 503]);
    }
}
