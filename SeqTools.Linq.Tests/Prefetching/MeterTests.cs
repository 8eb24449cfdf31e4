using System.Diagnostics.Metrics;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>What <c>dotnet-counters</c> sees adds up what <see cref="PrefetchedView{T}.Statistics"/> says.</summary>
[NonParallelizable]
internal sealed class MeterTests
{
    [Test]
    public void A_figure_is_counted_in_the_sum_too()
    {
        var sum = new Tally(null);
        Tally[] tallies = [new(sum), new(sum)];

        tallies[0].Produce();
        tallies[1].Produce();
        tallies[1].Produce();
        tallies[0].Deliver();
        tallies[1].Discard(2);
        using (tallies[0].WorkerWaits.Begin())
        {
            Thread.SpinWait(100);
        }

        sum.Snapshot().ShouldBe(new(3, 1, 2, 0, TimeSpan.Zero, tallies[0].WorkerWaits.Elapsed));
        sum.Snapshot().WorkerWait.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Test, CancelAfter(120_000)]
    public async Task Every_figure_is_an_instrument_of_the_meter()
    {
        var before = Measure();
        await using var view = Seq.Range(0, 100).AsPrefetched(2, 8);
        view.Take(10).Sum().ShouldBe(45);
        await view.DisposeAsync();
        var after = Measure();

        after.Keys.Order().ShouldBe(
        [
            "seqtools.prefetch.elements.delivered {element}",
            "seqtools.prefetch.elements.discarded {element}",
            "seqtools.prefetch.elements.produced {element}",
            "seqtools.prefetch.elements.ready {element}",
            "seqtools.prefetch.reader.wait s",
            "seqtools.prefetch.worker.wait s",
        ]);
        var figures = view.Statistics;
        foreach (var (instrument, figure) in new[] { ("delivered", figures.Delivered), ("produced", figures.Produced) })
        {
            var key = $"seqtools.prefetch.elements.{instrument} {{element}}";
            (after[key] - before.GetValueOrDefault(key)).ShouldBeGreaterThanOrEqualTo(figure);
        }
    }

    private static Dictionary<string, double> Measure()
    {
        Dictionary<string, double> measured = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "SeqTools.Linq")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, _, _) => measured[$"{instrument.Name} {instrument.Unit}"] = value);
        listener.SetMeasurementEventCallback<double>(
            (instrument, value, _, _) => measured[$"{instrument.Name} {instrument.Unit}"] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return measured;
    }
}
