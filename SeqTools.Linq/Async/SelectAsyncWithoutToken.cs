using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>
    /// Views the awaited result of a function of each element, without a token.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="SelectAsync{TSource, TResult}(
    ///     IReadOnlyList{TSource}, Func{TSource, CancellationToken, ValueTask{TResult}},
    ///     CallerInfo, string, string, int, string)"/>, for functions that take no token.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The list whose elements the function is given.</param>
    /// <param name="selector">
    /// The function. What it throws, at once or when awaited, is wrapped in an <see cref="EvaluationException"/> at the
    /// read.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="source"/> is no list.</exception>
    /// <example><code>
    /// var doubled = new[] { 1, 2, 3 }.SelectAsync(async n =>
    /// {
    ///     await Task.Yield();
    ///     return 2 * n;
    /// });
    /// Console.WriteLine(await doubled.GetAsync(1)); // 4
    /// </code></example>
    public static AsyncSeqView<TResult> SelectAsync<TSource, TResult>(
        this IReadOnlyCollection<TSource> source,
        Func<TSource, ValueTask<TResult>> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return ListView.Indexed(source, nameof(source)).SelectAsync(
            WithToken(selector), callerInfo, argumentText, filePath, lineNumber, memberName);
    }

    /// <summary>
    /// Views the awaited result of a function of each element, without a token, for functions that return a <see
    /// cref="Task{TResult}"/>.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="SelectAsync{TSource, TResult}(
    ///     IReadOnlyList{TSource}, Func{TSource, CancellationToken, ValueTask{TResult}},
    ///     CallerInfo, string, string, int, string)"/>, for functions that take no token.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The list whose elements the function is given.</param>
    /// <param name="selector">
    /// The function. What it throws, at once or when awaited, is wrapped in an <see cref="EvaluationException"/> at the
    /// read.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="source"/> is no list.</exception>
    /// <example><code>
    /// var doubled = new[] { 1, 2, 3 }.SelectAsync(n => Task.FromResult(2 * n));
    /// Console.WriteLine(await doubled.GetAsync(1)); // 4
    /// </code></example>
    public static AsyncSeqView<TResult> SelectAsync<TSource, TResult>(
        this IEnumerable<TSource> source,
        Func<TSource, Task<TResult>> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return ListView.Indexed(source, nameof(source)).SelectAsync(
            WithToken(selector), callerInfo, argumentText, filePath, lineNumber, memberName);
    }

    /// <summary>
    /// Views the awaited result of a function of each awaited element, without a token, for functions that return a
    /// <see cref="Task{TResult}"/>.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="SelectAsync{TSource, TResult}(
    ///     IReadOnlyList{TSource}, Func{TSource, CancellationToken, ValueTask{TResult}},
    ///     CallerInfo, string, string, int, string)"/>, for functions that take no token.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The view whose elements the function is given.</param>
    /// <param name="selector">
    /// The function. What it throws, at once or when awaited, is wrapped in an <see cref="EvaluationException"/> at the
    /// read.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var numbers = new[] { 1, 2, 3 }.SelectAsync(n => Task.FromResult(n));
    /// var doubled = numbers.SelectAsync(n => Task.FromResult(2 * n));
    /// Console.WriteLine(await doubled.GetAsync(1)); // 4
    /// </code></example>
    public static AsyncSeqView<TResult> SelectAsync<TSource, TResult>(
        this AsyncSeqView<TSource> source,
        Func<TSource, Task<TResult>> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.SelectAsync(
            WithToken(selector), callerInfo, argumentText, filePath, lineNumber, memberName);
    }

    internal static Func<TSource, CancellationToken, ValueTask<TResult>> WithToken<TSource, TResult>(
        Func<TSource, ValueTask<TResult>> selector) =>
        [DebuggerStepThrough, StackTraceHidden] (element, _) => selector(element);

    private static Func<TSource, CancellationToken, ValueTask<TResult>> WithToken<TSource, TResult>(
        Func<TSource, Task<TResult>> selector) =>
        [DebuggerStepThrough, StackTraceHidden] (element, _) => new(selector(element));
}

public abstract partial class AsyncSeqView<T>
{
    /// <summary>
    /// Views the awaited result of a function of each awaited element, without a token.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="SeqExtensions.SelectAsync{TSource, TResult}(
    ///     IReadOnlyList{TSource}, Func{TSource, CancellationToken, ValueTask{TResult}},
    ///     CallerInfo, string, string, int, string)"/>, for functions that take no token.
    /// </remarks>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="selector">
    /// The function. What it throws, at once or when awaited, is wrapped in an <see cref="EvaluationException"/> at the
    /// read.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var numbers = new[] { 1, 2, 3 }.SelectAsync(async n => await ValueTask.FromResult(n));
    /// var doubled = numbers.SelectAsync(async n => await ValueTask.FromResult(2 * n));
    /// Console.WriteLine(await doubled.GetAsync(1)); // 4
    /// </code></example>
    public AsyncSeqView<TResult> SelectAsync<TResult>(
        Func<T, ValueTask<TResult>> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(selector);
        return SelectAsync(
            SeqExtensions.WithToken(selector), callerInfo, argumentText, filePath, lineNumber, memberName);
    }
}
