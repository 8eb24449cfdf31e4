using System.Diagnostics.Metrics;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>What <c>dotnet-counters</c> sees is what <see cref="PrefetchedView{T}.Statistics"/> says.</summary>
[NonParallelizable]
internal sealed class MeterTests
{
    private readonly Dictionary<string, double> seen = [];

    [Test, CancelAfter(120_000)]
    public async Task The_meter_counts_what_the_statistics_of_a_view_say()
    {
        PrefetchStatistics figures;
        string place;
        using (var listener = Listen())
        {
            await using var view = Seq.Range(0, 100).AsPrefetched(2, 8, new() { OnWorkerStart = _ => { } });
            place = view.Origin.ToString();
            view.Take(10).Sum().ShouldBe(45);
            Patience.Until(() => view.Statistics.Ready == 7);
            view[90].ShouldBe(90);
            await view.DisposeAsync();
            figures = view.Statistics;
        }

        Seen("seqtools.prefetch.elements.produced", place).ShouldBe(figures.Produced);
        Seen("seqtools.prefetch.elements.delivered", place).ShouldBe(figures.Delivered);
        Seen("seqtools.prefetch.elements.discarded", place).ShouldBe(figures.Discarded);
        Seen("seqtools.prefetch.elements.ready", place).ShouldBe(0);
        Seen("seqtools.prefetch.reader.wait", place).ShouldBe(figures.ReaderWait.TotalSeconds, tolerance: 1e-3);
        Seen("seqtools.prefetch.worker.wait", place).ShouldBe(figures.WorkerWait.TotalSeconds, tolerance: 1e-3);
    }

    private double Seen(string instrument, string view)
    {
        lock (seen)
        {
            return seen.GetValueOrDefault($"{instrument} {view}");
        }
    }

    private MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "SeqTools.Linq")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = $"{instrument.Name} {tags[0].Value}";
        lock (seen)
        {
            seen[key] = seen.GetValueOrDefault(key) + value;
        }
    }
}
