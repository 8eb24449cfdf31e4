namespace SeqTools.Linq.Tests.Prefetching;

public class BoundTests
{
    [Test, Combinatorial, CancelAfter(240_000)]
    public async Task Never_more_elements_than_the_buffer_takes_are_in_memory_wherever_the_reader_goes(
        [Values(1, 2, 4, 9)] int nworkers, [Values(1, 2, 3, 8, 20)] int maxBuffered, [Values] bool onWorkersOnly)
    {
        const int Count = 200;
        var ledger = new Ledger(maxBuffered);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var elements = Seq.Generate(Count, index =>
        {
            Thread.SpinWait(index % 5 == 0 ? 3000 : 0);
            var element = ledger.Begin(index);
            Thread.SpinWait(index % 7 == 0 ? 3000 : 50);
            ledger.Complete(element);
            return element;
        });

        await using (var view = elements.AsPrefetched(nworkers, maxBuffered, new() { OnWorkerStart = onWorkersOnly ? _ => { } : null }))
        {
            var index = 0;
            for (var read = 0; read < 1500; read++)
            {
                index = Wandering.From(index, Count, maxBuffered, random);
                ledger.ReadBegins(index);
                var element = view[index];
                ledger.ReadEnds(element);
                element.Index.ShouldBe(index);
            }
        }

        ledger.Most.ShouldBeLessThanOrEqualTo(maxBuffered, $"seed {seed}");
    }

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
        Patience.Until(() => workshop.Begun.Contains(503));
        workshop.Begun.Order().ShouldBe([0, 1, 2, 3, 500, 501, 502, 503]);
    }
}
