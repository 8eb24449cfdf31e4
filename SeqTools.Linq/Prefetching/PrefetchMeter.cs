using System.Diagnostics.Metrics;

namespace SeqTools.Linq;

/// <summary>
/// The figures of all prefetching views of the process, for <c>dotnet-counters</c> and OpenTelemetry, which ask for
/// them when they want them.
/// </summary>
internal static class PrefetchMeter
{
    private const string Elements = "{element}";
    private const string Seconds = "s";

    private static readonly Meter Meter = new("SeqTools.Linq");

    static PrefetchMeter()
    {
        Meter.CreateObservableCounter(
            "seqtools.prefetch.elements.produced", () => Now.Produced, Elements,
            "Elements evaluated, failed ones included.");
        Meter.CreateObservableCounter(
            "seqtools.prefetch.elements.delivered", () => Now.Delivered, Elements, "Elements read.");
        Meter.CreateObservableCounter(
            "seqtools.prefetch.elements.discarded", () => Now.Discarded, Elements,
            "Elements evaluated and dropped unread.");
        Meter.CreateObservableUpDownCounter(
            "seqtools.prefetch.elements.ready", () => Now.Ready, Elements,
            "Elements evaluated and waiting to be read.");
        Meter.CreateObservableCounter(
            "seqtools.prefetch.reader.wait", () => Now.ReaderWait.TotalSeconds, Seconds,
            "Time that readers have waited for elements.");
        Meter.CreateObservableCounter(
            "seqtools.prefetch.worker.wait", () => Now.WorkerWait.TotalSeconds, Seconds,
            "Time that workers have waited for room in the buffer.");
    }

    /// <summary>What the counters of all views add up to.</summary>
    public static PrefetchCounters Everything { get; } = new(sum: null);

    private static PrefetchStatistics Now => Everything.Snapshot();
}
