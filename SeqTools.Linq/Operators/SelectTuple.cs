using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the result of a function of each tuple, whose items are its arguments.</summary>
    /// <remarks>
    /// <para>As
    /// <see cref="Select{TSource, TResult}(
    ///     IReadOnlyList{TSource}, Func{TSource, TResult}, CallerInfo, string, string, int, string)"/>
    /// with the tuple taken apart. Nothing is evaluated when the view is made. Reading element <c>i</c> evaluates tuple
    /// <c>i</c> and calls <paramref name="selector"/> once; nothing is kept. The length is the source's. There are
    /// overloads for tuples of 2 to 7 items.</para>
    /// <para><c>starmap</c> in SeqTools (Python); <c>itertools.starmap</c>.</para>
    /// </remarks>
    /// <typeparam name="T1">The type of the first item.</typeparam>
    /// <typeparam name="T2">The type of the second item.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The list of tuples.</param>
    /// <param name="selector">
    /// The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the read.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var pairs = new[] { ("a", 2), ("b", 3) };
    /// var repeated = pairs.SelectTuple((text, n) => string.Concat(Enumerable.Repeat(text, n)));
    /// Console.WriteLine(repeated[1]); // bbb
    /// </code></example>
    public static SeqView<TResult> SelectTuple<T1, T2, TResult>(
        this IReadOnlyList<(T1, T2)> source,
        Func<T1, T2, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectView<(T1, T2), TResult>(
            ListView.Of(source), TupleFunction.Of(selector),
            new(nameof(SelectTuple), argumentText, filePath, lineNumber, memberName));
    }

    /// <inheritdoc cref="SelectTuple{T1, T2, TResult}(
    ///     IReadOnlyList{ValueTuple{T1, T2}}, Func{T1, T2, TResult}, CallerInfo, string, string, int, string)"/>
    public static SeqView<TResult> SelectTuple<T1, T2, T3, TResult>(
        this IReadOnlyList<(T1, T2, T3)> source,
        Func<T1, T2, T3, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectView<(T1, T2, T3), TResult>(
            ListView.Of(source), TupleFunction.Of(selector),
            new(nameof(SelectTuple), argumentText, filePath, lineNumber, memberName));
    }

    /// <inheritdoc cref="SelectTuple{T1, T2, TResult}(
    ///     IReadOnlyList{ValueTuple{T1, T2}}, Func{T1, T2, TResult}, CallerInfo, string, string, int, string)"/>
    public static SeqView<TResult> SelectTuple<T1, T2, T3, T4, TResult>(
        this IReadOnlyList<(T1, T2, T3, T4)> source,
        Func<T1, T2, T3, T4, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectView<(T1, T2, T3, T4), TResult>(
            ListView.Of(source), TupleFunction.Of(selector),
            new(nameof(SelectTuple), argumentText, filePath, lineNumber, memberName));
    }

    /// <inheritdoc cref="SelectTuple{T1, T2, TResult}(
    ///     IReadOnlyList{ValueTuple{T1, T2}}, Func{T1, T2, TResult}, CallerInfo, string, string, int, string)"/>
    public static SeqView<TResult> SelectTuple<T1, T2, T3, T4, T5, TResult>(
        this IReadOnlyList<(T1, T2, T3, T4, T5)> source,
        Func<T1, T2, T3, T4, T5, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectView<(T1, T2, T3, T4, T5), TResult>(
            ListView.Of(source), TupleFunction.Of(selector),
            new(nameof(SelectTuple), argumentText, filePath, lineNumber, memberName));
    }

    /// <inheritdoc cref="SelectTuple{T1, T2, TResult}(
    ///     IReadOnlyList{ValueTuple{T1, T2}}, Func{T1, T2, TResult}, CallerInfo, string, string, int, string)"/>
    public static SeqView<TResult> SelectTuple<T1, T2, T3, T4, T5, T6, TResult>(
        this IReadOnlyList<(T1, T2, T3, T4, T5, T6)> source,
        Func<T1, T2, T3, T4, T5, T6, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectView<(T1, T2, T3, T4, T5, T6), TResult>(
            ListView.Of(source), TupleFunction.Of(selector),
            new(nameof(SelectTuple), argumentText, filePath, lineNumber, memberName));
    }

    /// <inheritdoc cref="SelectTuple{T1, T2, TResult}(
    ///     IReadOnlyList{ValueTuple{T1, T2}}, Func{T1, T2, TResult}, CallerInfo, string, string, int, string)"/>
    public static SeqView<TResult> SelectTuple<T1, T2, T3, T4, T5, T6, T7, TResult>(
        this IReadOnlyList<(T1, T2, T3, T4, T5, T6, T7)> source,
        Func<T1, T2, T3, T4, T5, T6, T7, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectView<(T1, T2, T3, T4, T5, T6, T7), TResult>(
            ListView.Of(source), TupleFunction.Of(selector),
            new(nameof(SelectTuple), argumentText, filePath, lineNumber, memberName));
    }
}
