using SeqTools.Linq.Tests.Async;

namespace SeqTools.Linq.Tests.Prefetching;

public class ProducerBoundTests
{
    [Test, Combinatorial, CancelAfter(240_000)]
    public async Task Never_more_elements_than_the_buffer_takes_are_in_memory_wherever_the_reader_goes(
        [Values(1, 3, 9)] int nworkers, [Values(1, 2, 3, 8, 20)] int maxBuffered, [Values] bool heedsToken)
    {
        const int Count = 200;
        var ledger = new Ledger(nworkers, maxBuffered);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var elements = Seq.Range(0, Count).SelectAsync(async (index, cancellationToken) =>
        {
            for (var wait = index % 7 == 0 ? 20 : 0; wait > 0; wait--)
            {
                await Task.Yield();
            }

            var element = ledger.Begin(index);
            try
            {
                for (var wait = index % 4; wait > 0; wait--)
                {
                    await Task.Yield();
                    if (heedsToken)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                    }
                }
            }
            finally
            {
                ledger.Complete(element);
            }

            return element;
        });

        await using (var view = elements.AsPrefetched(nworkers, maxBuffered))
        {
            var index = 0;
            for (var read = 0; read < 1000; read++)
            {
                index = Wandering.From(index, Count, maxBuffered, random);
                ledger.ReadBegins(index);
                var element = await view.GetAsync(index);
                ledger.ReadEnds(element);
                element.Index.ShouldBe(index);
            }
        }

        ledger.Most.ShouldBeLessThanOrEqualTo(maxBuffered, $"seed {seed}");
    }

    [Test, CancelAfter(120_000)]
    public async Task A_reader_that_pauses_stops_the_producers_at_a_full_window()
    {
        var studio = new Studio(1000);
        await using var view = studio.Elements.AsPrefetched(3, 8);

        (await view.GetAsync(100)).ShouldBe(1000);
        Patience.Until(() => view.Statistics.Ready == 7);

        studio.Begun.ShouldBe(Enumerable.Range(100, 8), ignoreOrder: true);
        (await view.GetAsync(101)).ShouldBe(1010);
        Patience.Until(() => view.Statistics.Ready == 7);
        studio.Begun.ShouldBe(Enumerable.Range(100, 9), ignoreOrder: true);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_buffer_of_one_computes_nothing_ahead()
    {
        var studio = new Studio(50);
        await using var view = studio.Elements.AsPrefetched(4, 1);

        foreach (var index in (int[])[7, 8, 30, 29])
        {
            (await view.GetAsync(index)).ShouldBe(10 * index);
        }

        studio.Begun.ShouldBe([7, 8, 30, 29]);
    }

    [Test, CancelAfter(120_000)]
    public async Task No_index_outside_the_view_reaches_a_producer()
    {
        var studio = new Studio(20);
        await using (var view = studio.Elements.AsPrefetched(4, 50))
        {
            (await view.GetAsync(17) + await view.GetAsync(19) + await view.GetAsync(3)).ShouldBe(390);
            Should.Throw<ArgumentOutOfRangeException>(() => view[-1]).ParamName.ShouldBe("index");
            (await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await view.GetAsync(20)))
                .ParamName.ShouldBe("index");
        }

        studio.Begun.ShouldAllBe(index => index >= 0 && index < 20);
    }

    [Test, CancelAfter(120_000)]
    public async Task Work_that_a_seek_left_behind_counts_until_it_is_done()
    {
        var studio = new Studio(1000);
        var holds = new[] { 1, 2 }.Select(index => studio.HoldBack(index, heedsToken: false)).ToArray();
        await using var view = studio.Elements.AsPrefetched(3, 4);
        (await view.GetAsync(0)).ShouldBe(0);
        await Task.WhenAll(holds.Select(hold => hold.Reached));
        Patience.Until(() => view.Statistics.Ready == 1);

        // Two elements of the old window are in computation: there is room for the one that is read and one more.
        (await view.GetAsync(500)).ShouldBe(5000);
        Patience.Until(() => view.Statistics.Ready == 1);
        studio.Begun.ShouldNotContain(502);

        Array.ForEach(holds, hold => hold.Open());
        Patience.Until(() => studio.Begun.Length == 8);
        studio.Begun.ShouldBe([0, 1, 2, 3, 500, 501, 502, 503], ignoreOrder: true);
    }
}
