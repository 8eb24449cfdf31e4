namespace SeqTools.Linq;

/// <summary>
/// Where the user wrote a view: the operator, the text of its argument, and the place in the source code.
/// </summary>
/// <remarks>
/// All of it comes from caller information, which the compiler fills in as constants: no stack walk, no reflection.
/// SeqTools (Python) records the creation stack of a mapping to the same end.
/// </remarks>
/// <param name="Operator">The name of the operator, such as <c>Select</c>.</param>
/// <param name="Arguments">
/// The source text of the principal argument as the user wrote it, such as <c>s => int.Parse(s)</c>; for settings their
/// values, such as <c>nworkers: 2, maxBuffered: 4</c>; empty where there is none.
/// </param>
/// <param name="FilePath">The source file.</param>
/// <param name="LineNumber">The line in that file.</param>
/// <param name="MemberName">The method or property around it.</param>
public readonly record struct ViewOrigin(
    string Operator, string Arguments, string FilePath, int LineNumber, string MemberName)
{
    private const int LongestArgument = 100;

    /// <summary>
    /// The origin as text, such as <c>Select(s => int.Parse(s)) in /src/Import.cs:line 21 (Load)</c>.
    /// </summary>
    /// <returns>The call and its place, in the form that development environments turn into a link.</returns>
    public override string ToString() => Operator is null ? "a part of a view" : $"{Call}{Place}";

    internal string Call => $"{Operator}({OneLine(Arguments)})";

    internal string Place => (FilePath, MemberName) switch
    {
        (null or "", _) => "",
        (_, null or "") => $" in {FilePath}:line {LineNumber}",
        _ => $" in {FilePath}:line {LineNumber} ({MemberName})",
    };

    private static string OneLine(string? text)
    {
        var line = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestArgument ? line : $"{line.AsSpan(0, LongestArgument - 1)}…";
    }
}
