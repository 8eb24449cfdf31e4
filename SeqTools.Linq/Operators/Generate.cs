using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class Seq
{
    /// <summary>Views the results of a function of the position.</summary>
    /// <remarks>
    /// Element <c>i</c> is <c>generator(i)</c>. Nothing is evaluated when the view is made; a read calls
    /// <paramref name="generator"/> once. It is <c>smap(f, arange(n))</c> in SeqTools (Python).
    /// </remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="count">The number of elements.</param>
    /// <param name="generator">
    /// The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the read.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="generator"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var squares = Seq.Generate(1000, i => i * i);
    /// Console.WriteLine(squares[999]); // 998001
    /// </code></example>
    public static SeqView<T> Generate<T>(
        int count,
        Func<int, T> generator,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(generator))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(generator);
        return new SelectView<int, T>(
            new RangeView(0, count, 1, ViewOrigin.None), generator,
            new(nameof(Generate), argumentText, filePath, lineNumber, memberName));
    }
}
