using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.Loader;

namespace SeqTools.Linq.Processes;

/// <summary>
/// The figures of all worker processes of this process, beside those of prefetching: in a meter of the same name.
/// </summary>
internal static class ProcessMeter
{
    private const string NameTag = "seqtools.prefetch.name";

    private static readonly Meter Meter = new("SeqTools.Linq", Version);
    private static readonly ConcurrentDictionary<string, ProcessCounters> Sums = new();

    static ProcessMeter()
    {
        if (AssemblyLoadContext.GetLoadContext(typeof(ProcessMeter).Assembly) is { IsCollectible: true } context)
        {
            context.Unloading += static _ => Meter.Dispose();
        }

        Observe("workers.started", "{worker}", "Worker processes started.", now => now.WorkersStarted);
        Observe(
            "workers.lost", "{worker}", "Worker processes that ended though nobody had stopped them.",
            now => now.WorkersLost);
        Observe(
            "elements.tried_again", "{element}", "Elements given to another worker, since theirs had ended.",
            now => now.TriedAgain);
        Observe("pipe.bytes", "By", "Bytes of results that came through a pipe.", now => now.PipeBytes);
        Observe(
            "shared_memory.bytes", "By", "Bytes of results that came through shared memory.", now => now.SharedBytes);
    }

    private static string? Version => typeof(ProcessMeter).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    /// <summary>What the counters of all views of a name add up to; an empty one is none.</summary>
    public static ProcessCounters SumOf(string? name) => Sums.GetOrAdd(name ?? "", static _ => new(sum: null));

    private static void Observe(string name, string unit, string description, Func<ProcessStatistics, long> figure) =>
        Meter.CreateObservableCounter(
            $"seqtools.processes.{name}",
            () => Sums.Select(sum => new Measurement<long>(figure(sum.Value.Snapshot()), Tags(sum.Key))),
            unit, description);

    private static IEnumerable<KeyValuePair<string, object?>> Tags(string name) =>
        name.Length == 0 ? [] : [new(NameTag, name)];
}
