using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class Seq
{
    /// <summary>Views evenly spaced numbers.</summary>
    /// <remarks>
    /// Element <c>i</c> is <c>start + i * step</c>; it takes no memory. LINQ's <c>Enumerable.Range</c>; <c>arange</c>
    /// in SeqTools (Python).
    /// </remarks>
    /// <param name="start">The first number.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="step">The distance from each number to the next; negative to count down.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> is negative, <paramref name="step"/> is zero, or the last number would not be an
    /// <see cref="int"/>.
    /// </exception>
    /// <example><code>
    /// Console.WriteLine(string.Join(" ", Seq.Range(10, 4, step: 5))); // 10 15 20 25
    /// </code></example>
    public static SeqView<int> Range(
        int start,
        int count,
        int step = 1,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(start))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfZero(step);
        if (count > 0 && start + ((count - 1L) * step) is > int.MaxValue or < int.MinValue)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, "The last number would not be an int.");
        }

        var arguments = ArgumentText.Join(
            argumentText.Or(start), $"{count}", step == 1 ? "" : ArgumentText.Named(nameof(step), step));
        return new RangeView(start, count, step, new(nameof(Range), arguments, filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class RangeView(int start, int count, int step, ViewOrigin origin)
    : OperatorView<int>(origin, Length.Fixed(count))
{
    internal override bool ReadsByIndex => true;

    internal override bool CannotFail => true;

    internal override int Read(int index) => start + (index * step);
}
