using System.Diagnostics.Metrics;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>What <c>dotnet-counters</c> sees adds up what <see cref="PrefetchedView{T}.Statistics"/> says.</summary>
[NonParallelizable]
internal sealed class MeterTests
{
    [Test]
    public void A_figure_is_counted_in_the_sum_too()
    {
        var clock = new ManualClock();
        var sum = new PrefetchCounters(null, clock);
        PrefetchCounters[] counters = [new(sum, clock), new(sum, clock)];

        counters[0].Produce(1);
        counters[1].Produce(1);
        counters[1].Produce(1);
        counters[0].Deliver(1);
        counters[1].Discard(2);
        counters[0].CountWorkers(working: 2, idle: 0);
        counters[1].CountWorkers(working: 1, idle: 0);
        counters[1].CountWorkers(working: -1, idle: 1);
        using (counters[0].WorkerWaits.Begin())
        {
            clock.Advance(TimeSpan.FromSeconds(5));
        }

        sum.Snapshot().ShouldBe(
            new() { Produced = 3, Delivered = 1, Discarded = 2, WorkerWait = TimeSpan.FromSeconds(5) });
        (sum.WorkingWorkers, sum.IdleWorkers).ShouldBe((2, 1));
    }

    [Test, CancelAfter(120_000)]
    public async Task Every_figure_is_an_instrument_of_the_meter_and_has_the_name_of_its_view()
    {
        var name = $"{Guid.NewGuid()}";
        await using var view = Seq.Range(0, 100).AsPrefetched(2, 8, new() { Name = name });
        await using var other = Seq.Range(0, 100).AsPrefetched(1, 1, new() { Name = name });
        await using var unnamed = Seq.Range(0, 100).AsPrefetched(1, 1);
        view.Take(10).Sum().ShouldBe(45);
        other[7].ShouldBe(7);
        unnamed[7].ShouldBe(7);
        Patience.Until(() => view.Statistics.Ready == 7 && Named(name)["seqtools.prefetch.workers {worker} idle"] == 2);

        var named = Named(name);

        named.Keys.Order().ShouldBe(
        [
            "seqtools.prefetch.elements.delivered {element}",
            "seqtools.prefetch.elements.discarded {element}",
            "seqtools.prefetch.elements.produced {element}",
            "seqtools.prefetch.elements.ready {element}",
            "seqtools.prefetch.reader.wait.time s",
            "seqtools.prefetch.worker.wait.time s",
            "seqtools.prefetch.workers {worker} idle",
            "seqtools.prefetch.workers {worker} working",
        ]);
        named["seqtools.prefetch.elements.delivered {element}"].ShouldBe(11);
        named["seqtools.prefetch.elements.produced {element}"].ShouldBe(18);
        named["seqtools.prefetch.elements.ready {element}"].ShouldBe(7);
        named["seqtools.prefetch.workers {worker} working"].ShouldBe(0);
        named["seqtools.prefetch.worker.wait.time s"].ShouldBeGreaterThan(0);
        Named("")["seqtools.prefetch.elements.delivered {element}"].ShouldBeGreaterThanOrEqualTo(1);
    }

    [Test, CancelAfter(120_000)]
    public async Task Workers_that_have_left_are_counted_no_more([Values] bool awaited)
    {
        var name = $"{Guid.NewGuid()}";
        PrefetchOptions<int> options = new() { Name = name };
        var view = awaited
            ? Seq.Range(0, 100).SelectAsync((n, _) => ValueTask.FromResult(n)).AsPrefetched(3, 8, options)
            : Seq.Range(0, 100).AsPrefetched(3, 8, options);
        view.Sum().ShouldBe(4950);
        view[0].ShouldBe(0);

        await view.DisposeAsync();

        Patience.Until(
            () => Named(name) is var now
                && now["seqtools.prefetch.workers {worker} idle"] == 0
                && now["seqtools.prefetch.workers {worker} working"] == 0);
        Named(name)["seqtools.prefetch.elements.ready {element}"].ShouldBe(0);
    }

    [Test]
    public void The_meter_has_the_version_of_the_library()
    {
        using var view = Seq.Range(0, 1).AsPrefetched(1, 1);
        view[0].ShouldBe(0);
        var versions = new HashSet<string?>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => Note(instrument.Meter) };
        listener.Start();

        versions.Single().ShouldNotBeNullOrEmpty();

        void Note(Meter meter)
        {
            if (meter.Name == "SeqTools.Linq")
            {
                versions.Add(meter.Version);
            }
        }
    }

    [Test]
    public void Every_instrument_says_what_it_counts()
    {
        using var view = Seq.Range(0, 1).AsPrefetched(1, 1);
        view[0].ShouldBe(0);
        Dictionary<string, string?> told = [];
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => Note(instrument) };
        listener.Start();

        told.Count.ShouldBe(7);
        told.Values.ShouldAllBe(text => !string.IsNullOrEmpty(text) && text.EndsWith('.'));
        told.Values.ShouldBeUnique();

        void Note(Instrument instrument)
        {
            if (instrument.Meter.Name == "SeqTools.Linq")
            {
                told.Add(instrument.Name, instrument.Description);
            }
        }
    }

    [Test, CancelAfter(120_000)]
    public void A_view_without_a_name_has_no_tag_of_it()
    {
        using var view = Seq.Range(0, 1).AsPrefetched(1, 1);
        view[0].ShouldBe(0);
        List<string[]> tags = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument is { Name: "seqtools.prefetch.elements.produced", Meter.Name: "SeqTools.Linq" })
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (_, _, these, _) => tags.Add([.. these.ToArray().Select(tag => tag.Key)]));
        listener.Start();
        listener.RecordObservableInstruments();

        tags.Count(these => these is []).ShouldBe(1);
        tags.ShouldAllBe(these => these.Length <= 1);
    }

    /// <summary>The measurements that have a name; those without for the empty one.</summary>
    private static Dictionary<string, double> Named(string name)
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
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return measured;

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var all = tags.ToArray().ToDictionary(tag => tag.Key, tag => $"{tag.Value}");
            if (all.GetValueOrDefault("seqtools.prefetch.name", "") == name)
            {
                var state = all.TryGetValue("seqtools.prefetch.worker.state", out var of) ? $" {of}" : "";
                measured.Add($"{instrument.Name} {instrument.Unit}{state}", value);
            }
        }
    }
}
