using System.Globalization;

namespace SeqTools.Linq;

/// <summary>How far the reading of a view has come: what <c>ReportTo</c> reports.</summary>
/// <example><code>
/// var progress = new SeqProgress { Done = 128, Total = 200, Elapsed = TimeSpan.FromSeconds(10.4) };
/// Console.WriteLine(progress); // 128/200 64 % 12.3/s 6 s left
/// </code></example>
public readonly record struct SeqProgress
{
    /// <summary>How many different elements have been read.</summary>
    public int Done { get; init; }

    /// <summary>How many there are.</summary>
    /// <value>
    /// <see langword="null"/> where the view is endless, or elements would have to be evaluated to tell.
    /// </value>
    public int? Total { get; init; }

    /// <summary>The time since the first read began.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>How many elements have been read in a second, on average.</summary>
    /// <value><see langword="null"/> where no time has passed.</value>
    public double? Rate => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : null;

    /// <summary>The part of the elements that has been read, from 0 to 1.</summary>
    /// <value><see langword="null"/> where the total is not known.</value>
    public double? Fraction => Total is { } total ? total == 0 ? 1 : (double)Done / total : null;

    /// <summary>How long the rest takes at this rate.</summary>
    /// <value><see langword="null"/> where the total or the rate is not known.</value>
    public TimeSpan? TimeLeft =>
        Total is { } total && Rate is > 0 and var rate
        && (total - Done) / rate is var seconds && seconds < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>The progress in a few words, in the invariant culture, with what is known of it.</summary>
    /// <returns>
    /// Such as <c>128/200 64 % 12.3/s 6 s left</c>, and at the end <c>200/200 100 % 12.3/s in 16 s</c>.
    /// </returns>
    public override string ToString() => string.Join(' ', Parts().OfType<string>());

    private string?[] Parts() =>
    [
        Total is { } total ? Invariant($"{Done}/{total}") : Invariant($"{Done}"),
        Fraction is { } fraction ? Invariant($"{Math.Floor(100 * fraction)} %") : null,
        Rate is { } rate ? Invariant($"{FigureText.Of(rate)}/s") : null,
        Done == Total ? $"in {InWords(Elapsed)}" : TimeLeft is { } left ? $"{InWords(left)} left" : null,
    ];

    /// <summary>Rounded up, so that there is some left until the end.</summary>
    private static string InWords(TimeSpan time)
    {
        var seconds = (long)Math.Ceiling(time.TotalSeconds);
        return seconds switch
        {
            < 60 => Invariant($"{seconds} s"),
            < 3600 => Invariant($"{seconds / 60} min {seconds % 60} s"),
            _ => Invariant($"{seconds / 3600} h {seconds / 60 % 60} min"),
        };
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
