using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace SeqTools.Linq.Orleans;

/// <summary>What clients tell of their calls: the meter and the source of spans <c>SeqTools.Linq.Orleans</c>.</summary>
internal static class SequenceTelemetry
{
    private const string Name = "SeqTools.Linq.Orleans";
    private const string SiloTag = "seqtools.orleans.silo";
    private const string SequenceTag = "seqtools.orleans.sequence";

    private static readonly Meter Meter = new(Name, Version);
    private static readonly ActivitySource Source = new(Name, Version);

    private static readonly Counter<long> Elements = Meter.CreateCounter<long>(
        "seqtools.orleans.elements", "{element}", "Elements that silos have evaluated, failed ones included.");

    private static readonly Counter<long> Calls = Meter.CreateCounter<long>(
        "seqtools.orleans.calls", "{call}", "Calls for elements.");

    private static readonly Counter<long> Losses = Meter.CreateCounter<long>(
        "seqtools.orleans.losses", "{call}", "Calls for elements that were given up as lost.");

    private static string? Version => typeof(SequenceTelemetry).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    public static Activity? StartCall(string sequence, string silo, int[] indices)
    {
        Calls.Add(1, new(SequenceTag, sequence), new(SiloTag, silo));
        if (Source.StartActivity($"read {sequence}", ActivityKind.Client) is not { } activity)
        {
            return null;
        }

        return activity
            .SetTag(SequenceTag, sequence)
            .SetTag(SiloTag, silo)
            .SetTag("seqtools.orleans.indices", indices);
    }

    public static void Done(string sequence, string silo, int count) =>
        Elements.Add(count, new(SequenceTag, sequence), new(SiloTag, silo));

    public static void Lost(string sequence, string silo) =>
        Losses.Add(1, new(SequenceTag, sequence), new(SiloTag, silo));
}
