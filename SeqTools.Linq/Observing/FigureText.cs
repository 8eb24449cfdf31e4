using System.Globalization;

namespace SeqTools.Linq;

/// <summary>Figures as people read them, in the invariant culture.</summary>
internal static class FigureText
{
    /// <summary>With three figures at most.</summary>
    public static string Of(double value) =>
        value.ToString(value switch { >= 100 => "F0", >= 10 => "F1", _ => "F2" }, CultureInfo.InvariantCulture);

    /// <summary>In the unit that suits.</summary>
    public static string InUnits(TimeSpan time) => time switch
    {
        { Ticks: 0 } => "0 µs",
        { TotalSeconds: >= 1 } => $"{Of(time.TotalSeconds)} s",
        { TotalMilliseconds: >= 1 } => $"{Of(time.TotalMilliseconds)} ms",
        _ => $"{Of(time.TotalMicroseconds)} µs",
    };

    /// <inheritdoc cref="InUnits(TimeSpan)"/>
    public static string InUnits(long bytes) => bytes switch
    {
        >= 1_000_000_000 => $"{Of(bytes / 1e9)} GB",
        >= 1_000_000 => $"{Of(bytes / 1e6)} MB",
        >= 1_000 => $"{Of(bytes / 1e3)} kB",
        _ => $"{bytes} B",
    };
}
