using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

/// <summary>
/// Where the user wrote a view: the operator, the text of its argument, and the place in the source code.
/// </summary>
/// <remarks>
/// All of it comes from caller information, which the compiler fills in as constants: no stack walk, no reflection. Two
/// origins are equal if all that they say is. SeqTools (Python) records the creation stack of a mapping to the same
/// end.
/// </remarks>
/// <example><code>
/// var numbers = new[] { 1, 2, 3 };
/// var halves = numbers.Select(n => n / 2);
/// Console.WriteLine(halves.Origin.Operator); // Select
/// Console.WriteLine(halves.Origin.Arguments); // n => n / 2
/// Console.WriteLine(halves.Origin.LineNumber); // 2
/// </code></example>
[DebuggerStepThrough, StackTraceHidden]
public sealed record ViewOrigin
{
    private const int LongestArgument = 100;

    /// <summary>Says where a view of one's own is written.</summary>
    /// <param name="operatorName">The name of the operator, such as <c>Select</c>.</param>
    /// <param name="arguments">
    /// The source text of the principal argument, or the settings with their values; empty where there is none.
    /// </param>
    /// <param name="filePath">The source file; left out, the call's.</param>
    /// <param name="lineNumber">The line in that file; left out, the call's.</param>
    /// <param name="memberName">The method or property around it; left out, the one around the call.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="operatorName"/> is empty.</exception>
    public ViewOrigin(
        string operatorName, string arguments = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(operatorName);
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(filePath);
        ArgumentNullException.ThrowIfNull(memberName);
        (Operator, Arguments) = (operatorName, arguments);
        (FilePath, LineNumber, MemberName) = (filePath, lineNumber, memberName);
    }

    private ViewOrigin() => (Operator, Arguments, FilePath, MemberName) = ("", "", "", "");

    /// <summary>The name of the operator, such as <c>Select</c>.</summary>
    public string Operator { get; }

    /// <summary>The principal argument.</summary>
    /// <value>
    /// Its source text as the user wrote it, such as <c>s => int.Parse(s)</c>; for settings their values, such as
    /// <c>nworkers: 2, maxBuffered: 4</c>; empty where there is none.
    /// </value>
    public string Arguments { get; }

    /// <summary>The source file; empty where it is not known.</summary>
    public string FilePath { get; }

    /// <summary>The line in that file, from 1 on.</summary>
    public int LineNumber { get; }

    /// <summary>The method or property around it.</summary>
    public string MemberName { get; }

    /// <summary>That of a view which the library put between two of the user's: it leaves no frame.</summary>
    internal static ViewOrigin None { get; } = new();

    internal string Call => $"{PlainText.Of(Operator)}({OneLine(Arguments)})";

    internal string Place => (FilePath, MemberName) switch
    {
        ("", _) => "",
        (_, "") => $" in {PlainText.Of(FilePath)}:line {LineNumber}",
        _ => $" in {PlainText.Of(FilePath)}:line {LineNumber} ({PlainText.Of(MemberName)})",
    };

    /// <summary>
    /// The origin as text, such as <c>Select(s => int.Parse(s)) in /src/Import.cs:line 21 (Load)</c>.
    /// </summary>
    /// <returns>The call and its place, in the form that development environments turn into a link.</returns>
    public override string ToString() => ReferenceEquals(this, None) ? "a part of a view" : $"{Call}{Place}";

    private static string OneLine(string text) => PlainText.Of(
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), LongestArgument);

    /// <summary>The failure of a read of a view that was disposed of.</summary>
    internal ObjectDisposedException Disposed() => new(ToString());

    /// <summary>The failure of a view, or of its length, that has more elements than can be counted.</summary>
    internal OverflowException TooLong() => new($"{this} would have more than {int.MaxValue} elements.");

    /// <summary>The end of a read that its reader cancels.</summary>
    internal OperationCanceledException Cancellation(CancellationToken token) =>
        new($"The read of {this} was cancelled.", token);

    internal void ThrowIfCancelled(CancellationToken token)
    {
        if (token.IsCancellationRequested)
        {
            throw Cancellation(token);
        }
    }

    /// <summary>A read that was cancelled before it began: its task counts as cancelled, not as failed.</summary>
    internal async ValueTask<TResult> CancelledAsync<TResult>(CancellationToken token)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        throw Cancellation(token);
    }

    /// <summary>A reader's wait; where the reader cancels it, the view is named.</summary>
    internal async ValueTask<TResult> OrCancelledAsync<TResult>(Task<TResult> wait, CancellationToken token)
    {
        try
        {
            return await wait.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            throw Cancellation(token);
        }
    }
}
