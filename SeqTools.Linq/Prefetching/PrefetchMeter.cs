using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.Loader;

namespace SeqTools.Linq;

/// <summary>
/// The figures of all prefetching views of the process, for <c>dotnet-counters</c> and OpenTelemetry, which ask for
/// them when they want them. It knows sums, one for each name, and no view.
/// </summary>
internal static class PrefetchMeter
{
    private const string Elements = "{element}";
    private const string Seconds = "s";
    private const string NameTag = "seqtools.prefetch.name";
    private const string StateTag = "seqtools.prefetch.worker.state";

    private static readonly Meter Meter = new("SeqTools.Linq", Version);
    private static readonly ConcurrentDictionary<string, PrefetchCounters> Sums = new();

    static PrefetchMeter()
    {
        EndWithTheLibrary();
        Meter.CreateObservableCounter(
            "seqtools.prefetch.elements.produced", () => Measure(now => now.Produced), Elements,
            "Elements evaluated, failed ones included.");
        Meter.CreateObservableCounter(
            "seqtools.prefetch.elements.delivered", () => Measure(now => now.Delivered), Elements, "Elements read.");
        Meter.CreateObservableCounter(
            "seqtools.prefetch.elements.discarded", () => Measure(now => now.Discarded), Elements,
            "Elements evaluated and dropped unread.");
        Meter.CreateObservableUpDownCounter(
            "seqtools.prefetch.elements.ready", () => Measure(now => now.Ready), Elements,
            "Elements evaluated and waiting to be read.");
        Meter.CreateObservableCounter(
            "seqtools.prefetch.reader.wait.time", () => Measure(now => now.ReaderWait.TotalSeconds), Seconds,
            "Time that readers have waited for elements.");
        Meter.CreateObservableCounter(
            "seqtools.prefetch.worker.wait.time", () => Measure(now => now.WorkerWait.TotalSeconds), Seconds,
            "Time that workers have waited for room in the buffer.");
        Meter.CreateObservableUpDownCounter(
            "seqtools.prefetch.workers", MeasureWorkers, "{worker}",
            "Workers that are there, by whether they have something to do.");
    }

    private static string? Version => typeof(PrefetchMeter).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    /// <summary>
    /// All meters are known to the process, which would keep the library, and what was loaded with it, for ever.
    /// </summary>
    private static void EndWithTheLibrary()
    {
        if (AssemblyLoadContext.GetLoadContext(typeof(PrefetchMeter).Assembly) is { IsCollectible: true } context)
        {
            context.Unloading += static _ => Meter.Dispose();
        }
    }

    /// <summary>What the counters of all views of a name add up to; an empty one is none.</summary>
    public static PrefetchCounters SumOf(string? name) =>
        Sums.GetOrAdd(name ?? "", static _ => new(sum: null, TimeProvider.System));

    private static IEnumerable<Measurement<TFigure>> Measure<TFigure>(Func<PrefetchStatistics, TFigure> figure)
        where TFigure : struct =>
        from sum in Sums
        select new Measurement<TFigure>(figure(sum.Value.Snapshot()), Tags(sum.Key));

    private static IEnumerable<Measurement<long>> MeasureWorkers() =>
        from sum in Sums
        from state in new (string Name, long Count)[]
        {
            ("working", sum.Value.WorkingWorkers), ("idle", sum.Value.IdleWorkers),
        }
        select new Measurement<long>(state.Count, [.. Tags(sum.Key), new(StateTag, state.Name)]);

    private static IEnumerable<KeyValuePair<string, object?>> Tags(string name) =>
        name.Length == 0 ? [] : [new(NameTag, name)];
}
