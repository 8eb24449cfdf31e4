using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the result of a function of the two values of each awaited tuple.</summary>
    /// <remarks>
    /// Nothing is evaluated when the view is made. A read awaits the one tuple and calls <paramref name="selector"/>
    /// once. <c>starmap</c> in SeqTools (Python).
    /// </remarks>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The view of tuples.</param>
    /// <param name="selector">The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the
    /// read.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var tuples = new[] { (1, 2) }.SelectAsync((t, _) => ValueTask.FromResult(t));
    /// var sums = tuples.SelectTuple((a, b) => a + b);
    /// Console.WriteLine(await sums.GetAsync(0)); // 3
    /// </code></example>
    public static AsyncSeqView<TResult> SelectTuple<T1, T2, TResult>(
        this AsyncSeqView<(T1, T2)> source,
        Func<T1, T2, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new AsyncSelectView<(T1, T2), TResult>(
            source, TupleFunction.Of(selector),
            new(nameof(SelectTuple), argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>Views the result of a function of the three values of each awaited tuple.</summary>
    /// <remarks>
    /// Nothing is evaluated when the view is made. A read awaits the one tuple and calls <paramref name="selector"/>
    /// once. <c>starmap</c> in SeqTools (Python).
    /// </remarks>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <typeparam name="T3">The type of the third value.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The view of tuples.</param>
    /// <param name="selector">The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the
    /// read.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var tuples = new[] { (1, 2, 3) }.SelectAsync((t, _) => ValueTask.FromResult(t));
    /// var sums = tuples.SelectTuple((a, b, c) => a + b + c);
    /// Console.WriteLine(await sums.GetAsync(0)); // 6
    /// </code></example>
    public static AsyncSeqView<TResult> SelectTuple<T1, T2, T3, TResult>(
        this AsyncSeqView<(T1, T2, T3)> source,
        Func<T1, T2, T3, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new AsyncSelectView<(T1, T2, T3), TResult>(
            source, TupleFunction.Of(selector),
            new(nameof(SelectTuple), argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>Views the result of a function of the four values of each awaited tuple.</summary>
    /// <remarks>
    /// Nothing is evaluated when the view is made. A read awaits the one tuple and calls <paramref name="selector"/>
    /// once. <c>starmap</c> in SeqTools (Python).
    /// </remarks>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <typeparam name="T3">The type of the third value.</typeparam>
    /// <typeparam name="T4">The type of the fourth value.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The view of tuples.</param>
    /// <param name="selector">The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the
    /// read.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var tuples = new[] { (1, 2, 3, 4) }.SelectAsync((t, _) => ValueTask.FromResult(t));
    /// var sums = tuples.SelectTuple((a, b, c, d) => a + b + c + d);
    /// Console.WriteLine(await sums.GetAsync(0)); // 10
    /// </code></example>
    public static AsyncSeqView<TResult> SelectTuple<T1, T2, T3, T4, TResult>(
        this AsyncSeqView<(T1, T2, T3, T4)> source,
        Func<T1, T2, T3, T4, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new AsyncSelectView<(T1, T2, T3, T4), TResult>(
            source, TupleFunction.Of(selector),
            new(nameof(SelectTuple), argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>Views the result of a function of the five values of each awaited tuple.</summary>
    /// <remarks>
    /// Nothing is evaluated when the view is made. A read awaits the one tuple and calls <paramref name="selector"/>
    /// once. <c>starmap</c> in SeqTools (Python).
    /// </remarks>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <typeparam name="T3">The type of the third value.</typeparam>
    /// <typeparam name="T4">The type of the fourth value.</typeparam>
    /// <typeparam name="T5">The type of the fifth value.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The view of tuples.</param>
    /// <param name="selector">The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the
    /// read.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var tuples = new[] { (1, 2, 3, 4, 5) }.SelectAsync((t, _) => ValueTask.FromResult(t));
    /// var sums = tuples.SelectTuple((a, b, c, d, e) => a + b + c + d + e);
    /// Console.WriteLine(await sums.GetAsync(0)); // 15
    /// </code></example>
    public static AsyncSeqView<TResult> SelectTuple<T1, T2, T3, T4, T5, TResult>(
        this AsyncSeqView<(T1, T2, T3, T4, T5)> source,
        Func<T1, T2, T3, T4, T5, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new AsyncSelectView<(T1, T2, T3, T4, T5), TResult>(
            source, TupleFunction.Of(selector),
            new(nameof(SelectTuple), argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>Views the result of a function of the six values of each awaited tuple.</summary>
    /// <remarks>
    /// Nothing is evaluated when the view is made. A read awaits the one tuple and calls <paramref name="selector"/>
    /// once. <c>starmap</c> in SeqTools (Python).
    /// </remarks>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <typeparam name="T3">The type of the third value.</typeparam>
    /// <typeparam name="T4">The type of the fourth value.</typeparam>
    /// <typeparam name="T5">The type of the fifth value.</typeparam>
    /// <typeparam name="T6">The type of the sixth value.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The view of tuples.</param>
    /// <param name="selector">The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the
    /// read.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var tuples = new[] { (1, 2, 3, 4, 5, 6) }.SelectAsync((t, _) => ValueTask.FromResult(t));
    /// var sums = tuples.SelectTuple((a, b, c, d, e, f) => a + b + c + d + e + f);
    /// Console.WriteLine(await sums.GetAsync(0)); // 21
    /// </code></example>
    public static AsyncSeqView<TResult> SelectTuple<T1, T2, T3, T4, T5, T6, TResult>(
        this AsyncSeqView<(T1, T2, T3, T4, T5, T6)> source,
        Func<T1, T2, T3, T4, T5, T6, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new AsyncSelectView<(T1, T2, T3, T4, T5, T6), TResult>(
            source, TupleFunction.Of(selector),
            new(nameof(SelectTuple), argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>Views the result of a function of the seven values of each awaited tuple.</summary>
    /// <remarks>
    /// Nothing is evaluated when the view is made. A read awaits the one tuple and calls <paramref name="selector"/>
    /// once. <c>starmap</c> in SeqTools (Python).
    /// </remarks>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <typeparam name="T3">The type of the third value.</typeparam>
    /// <typeparam name="T4">The type of the fourth value.</typeparam>
    /// <typeparam name="T5">The type of the fifth value.</typeparam>
    /// <typeparam name="T6">The type of the sixth value.</typeparam>
    /// <typeparam name="T7">The type of the seventh value.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The view of tuples.</param>
    /// <param name="selector">The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the
    /// read.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var tuples = new[] { (1, 2, 3, 4, 5, 6, 7) }.SelectAsync((t, _) => ValueTask.FromResult(t));
    /// var sums = tuples.SelectTuple((a, b, c, d, e, f, g) => a + b + c + d + e + f + g);
    /// Console.WriteLine(await sums.GetAsync(0)); // 28
    /// </code></example>
    public static AsyncSeqView<TResult> SelectTuple<T1, T2, T3, T4, T5, T6, T7, TResult>(
        this AsyncSeqView<(T1, T2, T3, T4, T5, T6, T7)> source,
        Func<T1, T2, T3, T4, T5, T6, T7, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new AsyncSelectView<(T1, T2, T3, T4, T5, T6, T7), TResult>(
            source, TupleFunction.Of(selector),
            new(nameof(SelectTuple), argumentText, filePath, lineNumber, memberName));
    }
}
