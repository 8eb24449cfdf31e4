using System.Globalization;

namespace SeqTools.Linq;

/// <summary>What one stage of a pipeline cost while it was profiled, without the stages that it reads.</summary>
public readonly record struct StageProfile
{
    /// <summary>
    /// The operator and its place. Of a list that is no view, the operator is the name of its type, and there is no
    /// place.
    /// </summary>
    public required ViewOrigin Origin { get; init; }

    /// <summary>How many elements were asked of it, failed ones included.</summary>
    public long Calls { get; init; }

    /// <summary>The time that its own code took.</summary>
    public TimeSpan OwnTime { get; init; }

    /// <summary>The part of the time of all stages that this is, from 0 to 1.</summary>
    public double Share { get; init; }

    /// <summary>The memory that its own code allocated.</summary>
    public long AllocatedBytes { get; init; }

    /// <summary>How many exceptions its own code threw.</summary>
    public long Errors { get; init; }

    /// <summary>The figures and the stage.</summary>
    /// <returns>
    /// Such as <c>93.1 %, 756 ms, 32 calls, 98.1 MB: Select(Load) in /src/Import.cs:line 12 (Main)</c>.
    /// </returns>
    public override string ToString() => $"{Figures}: {Name}{Origin.Place}";

    internal string Name
    {
        get => field ?? Origin.Call;
        init;
    }

    internal string Figures => string.Join(", ", Parts().OfType<string>());

    internal string Percentage => Share.ToString("P1", CultureInfo.InvariantCulture);

    private string?[] Parts() =>
    [
        Percentage,
        FigureText.InUnits(OwnTime),
        Calls == 1 ? "1 call" : $"{Calls} calls",
        FigureText.InUnits(AllocatedBytes),
        Errors switch { 0 => null, 1 => "1 error", _ => $"{Errors} errors" },
    ];
}
