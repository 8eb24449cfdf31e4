using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class Seq
{
    /// <summary>Views one value, time and again.</summary>
    /// <remarks>
    /// Every element is <paramref name="value"/>; it takes no memory. LINQ's <c>Enumerable.Repeat</c>; <c>repeat</c> in
    /// SeqTools (Python).
    /// </remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="value">The value to repeat.</param>
    /// <param name="count">The number of elements.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <example><code>
    /// Console.WriteLine(string.Join(" ", Seq.Repeat("a", 3))); // a a a
    /// </code></example>
    public static SeqView<T> Repeat<T>(
        T value,
        int count,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(value))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new RepeatView<T>(
            value, Length.Fixed(count),
            new(nameof(Repeat), ArgumentText.Join(argumentText, $"{count}"), filePath, lineNumber, memberName));
    }

    /// <summary>Views one value, endlessly: <see cref="SeqView{T}.Count"/> is <see cref="int.MaxValue"/>.</summary>
    /// <remarks>
    /// Every element is <paramref name="value"/>; it takes no memory. <c>repeat</c> in SeqTools (Python);
    /// <c>itertools.repeat</c>.
    /// </remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="value">The value to repeat.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <example><code>
    /// var labelled = new[] { "x", "y" }.Zip(Seq.Repeat(1));
    /// Console.WriteLine(labelled[1]); // (y, 1)
    /// </code></example>
    public static SeqView<T> Repeat<T>(
        T value,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(value))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "") =>
        new RepeatView<T>(value, Length.Endless, new(nameof(Repeat), argumentText, filePath, lineNumber, memberName));
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class RepeatView<T>(T value, Length length, ViewOrigin origin) : OperatorView<T>(origin, length)
{
    internal override bool ReadsByIndex => true;

    internal override bool CannotFail => true;

    internal override T Read(int index) => value;

    internal override void Fill(int start, Span<T> destination) => destination.Fill(value);
}
