namespace SeqTools.Linq.Tests.Prefetching;

[TestFixture(300)]
[TestFixture(1500, Category = "Long")]
internal sealed class WanderingReaderTests(int reads)
{
    [Test, Combinatorial, CancelAfter(240_000)]
    public async Task Never_more_elements_than_the_buffer_takes_are_in_memory_wherever_the_reader_goes(
        [Values(1, 2, 4, 9)] int nworkers, [Values(1, 2, 3, 8, 20)] int maxBuffered, [Values] bool onWorkersOnly)
    {
        const int Count = 200;
        var ledger = new Ledger(nworkers, maxBuffered);
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

        Action<int>? start = onWorkersOnly ? _ => { } : null;
        await using (var view = elements.AsPrefetched(nworkers, maxBuffered, new() { OnWorkerStart = start }))
        {
            var index = 0;
            for (var read = 0; read < reads; read++)
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
}
