using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the result of a function of each awaited element.</summary>
    /// <remarks>
    /// <para>Nothing is evaluated when the view is made. Reading element <c>i</c> awaits element <c>i</c> of the source
    /// and calls <paramref name="selector"/> on it once, on the thread on which that element became ready; nothing is
    /// kept. The length is the source's.</para>
    /// <para>LINQ's <c>Select</c>; <c>smap</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The view whose elements the function is given.</param>
    /// <param name="selector">
    /// The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the read.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var texts = new[] { 1, 2, 3 }.SelectAsync((n, _) => ValueTask.FromResult(n)).Select(n => $"#{n}");
    /// Console.WriteLine(await texts.GetAsync(0)); // #1
    /// </code></example>
    public static AsyncSeqView<TResult> Select<TSource, TResult>(
        this AsyncSeqView<TSource> source,
        Func<TSource, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new AsyncSelectView<TSource, TResult>(
            source, selector, new(nameof(Select), argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>Views the result of a function of each awaited element and its position.</summary>
    /// <remarks>
    /// As
    /// <see cref="Select{TSource, TResult}(
    ///     AsyncSeqView{TSource}, Func{TSource, TResult}, CallerInfo, string, string, int, string)"/>,
    /// with the position as second argument.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The view whose elements the function is given.</param>
    /// <param name="selector">
    /// The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the read.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var numbered = new[] { "a", "b" }.SelectAsync((s, _) => ValueTask.FromResult(s)).Select((s, i) => $"{i}: {s}");
    /// Console.WriteLine(await numbered.GetAsync(1)); // 1: b
    /// </code></example>
    public static AsyncSeqView<TResult> Select<TSource, TResult>(
        this AsyncSeqView<TSource> source,
        Func<TSource, int, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new AsyncSelectIndexedView<TSource, TResult>(
            source, selector, new(nameof(Select), argumentText, filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncSelectView<TSource, T>(
    AsyncSeqView<TSource> source, Func<TSource, T> selector, ViewOrigin origin)
    : AsyncElementView<TSource, T>(source, origin)
{
    protected override ValueTask<T> ApplyAsync(TSource element, int index, CancellationToken cancellationToken) =>
        new(selector(element));
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncSelectIndexedView<TSource, T>(
    AsyncSeqView<TSource> source, Func<TSource, int, T> selector, ViewOrigin origin)
    : AsyncElementView<TSource, T>(source, origin)
{
    protected override ValueTask<T> ApplyAsync(TSource element, int index, CancellationToken cancellationToken) =>
        new(selector(element, index));
}
