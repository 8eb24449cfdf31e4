using System.Diagnostics.Metrics;

namespace SeqTools.Linq;

/// <summary>The figures of all prefetching views of the process, for <c>dotnet-counters</c> and OpenTelemetry. Each says by a tag where its view was written.</summary>
internal static class PrefetchMeter
{
    private const string Elements = "{element}";
    private const string Seconds = "s";

    private static readonly Meter Meter = new("SeqTools.Linq");

    public static Counter<long> Produced { get; } =
        Meter.CreateCounter<long>("seqtools.prefetch.elements.produced", Elements, "Elements evaluated, failed ones included.");

    public static Counter<long> Delivered { get; } =
        Meter.CreateCounter<long>("seqtools.prefetch.elements.delivered", Elements, "Elements read.");

    public static Counter<long> Discarded { get; } =
        Meter.CreateCounter<long>("seqtools.prefetch.elements.discarded", Elements, "Elements evaluated and dropped unread.");

    public static UpDownCounter<long> Ready { get; } =
        Meter.CreateUpDownCounter<long>("seqtools.prefetch.elements.ready", Elements, "Elements evaluated and waiting to be read.");

    public static Counter<double> ReaderWait { get; } =
        Meter.CreateCounter<double>("seqtools.prefetch.reader.wait", Seconds, "Time that readers have waited for elements.");

    public static Counter<double> WorkerWait { get; } =
        Meter.CreateCounter<double>("seqtools.prefetch.worker.wait", Seconds, "Time that workers have waited for room in the buffer.");

    public static KeyValuePair<string, object?> View(ViewOrigin origin) => new("seqtools.view", origin.ToString());
}
