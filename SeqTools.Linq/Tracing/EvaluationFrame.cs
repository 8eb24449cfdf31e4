namespace SeqTools.Linq;

/// <summary>
/// One stage that a failure passed through: a view, and the position that was being read at its level.
/// </summary>
/// <param name="Origin">Where the user wrote the view.</param>
/// <param name="Index">
/// The position at this level, which differs from stage to stage as elements are reordered; <see cref="NoIndex"/> where
/// no element but the number of elements was asked for.
/// </param>
public readonly record struct EvaluationFrame(ViewOrigin Origin, int Index)
{
    /// <summary>What stands for a position where the number of elements was asked for: -1.</summary>
    public const int NoIndex = -1;

    /// <summary>
    /// The frame as text, such as <c>Select(s => int.Parse(s))[4] in /src/Import.cs:line 21 (Load)</c>.
    /// </summary>
    /// <returns>The call, the position and the place.</returns>
    public override string ToString() =>
        Index == NoIndex ? $"{Origin?.Call}.Count{Origin?.Place}" : $"{Origin?.Call}[{Index}]{Origin?.Place}";
}
