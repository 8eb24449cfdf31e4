namespace SeqTools.Linq;

/// <summary>
/// One stage that a failure passed through: a view, and the position that was being read at its level.
/// </summary>
/// <param name="Operator">The name of the operator, such as <c>Select</c>.</param>
/// <param name="Arguments">The source text of the principal argument; see <see cref="ViewOrigin.Arguments"/>.</param>
/// <param name="FilePath">The source file.</param>
/// <param name="LineNumber">The line in that file.</param>
/// <param name="MemberName">The method or property around it.</param>
/// <param name="Index">
/// The position at this level, which differs from stage to stage as elements are reordered; -1 where no element but
/// the number of elements was asked for.
/// </param>
public readonly record struct EvaluationFrame(
    string Operator, string Arguments, string FilePath, int LineNumber, string MemberName, int Index)
{
    internal const int NoIndex = -1;

    internal EvaluationFrame(ViewOrigin origin, int index)
        : this(origin.Operator, origin.Arguments, origin.FilePath, origin.LineNumber, origin.MemberName, index)
    {
    }

    internal ViewOrigin Origin => new(Operator, Arguments, FilePath, LineNumber, MemberName);

    /// <summary>
    /// The frame as text, such as <c>Select(s => int.Parse(s))[4] in /src/Import.cs:line 21 (Load)</c>.
    /// </summary>
    /// <returns>The call, the position and the place.</returns>
    public override string ToString() =>
        Index == NoIndex ? $"{Origin.Call}.Count{Origin.Place}" : $"{Origin.Call}[{Index}]{Origin.Place}";
}
