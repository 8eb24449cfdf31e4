using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the awaited result of a function of each element.</summary>
    /// <remarks>
    /// <para>Nothing is evaluated when the view is made. Reading element <c>i</c> reads element <c>i</c> of the source,
    /// on the thread that reads, calls <paramref name="selector"/> on it once and awaits the result; nothing is kept.
    /// The length is the source's. A function that completes at once costs no allocation and no change of
    /// thread.</para>
    /// <para>The token that <paramref name="selector"/> is given is the reader's: that of
    /// <see cref="AsyncSeqView{T}.GetAsync(int, CancellationToken)"/>, of the enumeration, or of <c>AsPrefetched</c>,
    /// which cancels what nobody wants any more. Concurrent reads call <paramref name="selector"/> concurrently.</para>
    /// <para>The counterpart of
    /// <see cref="Select{TSource, TResult}(
    ///     IReadOnlyList{TSource}, Func{TSource, TResult}, CallerInfo, string, string, int, string)"/>;
    /// <c>smap</c> in SeqTools (Python).</para>
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
    /// <example><code>
    /// var doubled = new[] { 1, 2, 3 }.SelectAsync(async (n, cancellationToken) =>
    /// {
    ///     await Task.Delay(1, cancellationToken);
    ///     return 2 * n;
    /// });
    /// Console.WriteLine(await doubled.GetAsync(1)); // 4
    /// </code></example>
    public static AsyncSeqView<TResult> SelectAsync<TSource, TResult>(
        this IReadOnlyList<TSource> source,
        Func<TSource, CancellationToken, ValueTask<TResult>> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectAsyncView<TSource, TResult>(
            new AsyncListView<TSource>(ListView.Of(source)), selector,
            new(nameof(SelectAsync), argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>
    /// Views the awaited result of a function of each element, for functions that return a <see cref="Task{TResult}"/>.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="SelectAsync{TSource, TResult}(
    ///     IReadOnlyList{TSource}, Func{TSource, CancellationToken, ValueTask{TResult}},
    ///     CallerInfo, string, string, int, string)"/>.
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
    /// <example><code>
    /// static Task&lt;int> LengthAsync(string text, CancellationToken cancellationToken) =>
    ///     Task.FromResult(text.Length);
    ///
    /// var lengths = new[] { "one", "three" }
    ///     .SelectAsync((text, cancellationToken) => LengthAsync(text, cancellationToken));
    /// Console.WriteLine(await lengths.GetAsync(1)); // 5
    /// </code></example>
    public static AsyncSeqView<TResult> SelectAsync<TSource, TResult>(
        this IReadOnlyCollection<TSource> source,
        Func<TSource, CancellationToken, Task<TResult>> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return ListView.Indexed(source, nameof(source)).SelectAsync(
            Awaited(selector), callerInfo, argumentText, filePath, lineNumber, memberName);
    }

    /// <summary>
    /// Views the awaited result of a function of each awaited element, for functions that return a
    /// <see cref="Task{TResult}"/>.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="SelectAsync{TSource, TResult}(
    ///     IReadOnlyList{TSource}, Func{TSource, CancellationToken, ValueTask{TResult}},
    ///     CallerInfo, string, string, int, string)"/>.
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
    /// var numbers = new[] { 1, 2, 3 }.SelectAsync((n, _) => Task.FromResult(n));
    /// var squares = numbers.SelectAsync((n, _) => Task.FromResult(n * n));
    /// Console.WriteLine(await squares.GetAsync(2)); // 9
    /// </code></example>
    public static AsyncSeqView<TResult> SelectAsync<TSource, TResult>(
        this AsyncSeqView<TSource> source,
        Func<TSource, CancellationToken, Task<TResult>> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.SelectAsync(Awaited(selector), callerInfo, argumentText, filePath, lineNumber, memberName);
    }

    private static Func<TSource, CancellationToken, ValueTask<TResult>> Awaited<TSource, TResult>(
        Func<TSource, CancellationToken, Task<TResult>> selector) =>
        [DebuggerStepThrough, StackTraceHidden] (element, cancellationToken) => new(
            selector(element, cancellationToken));
}

public abstract partial class AsyncSeqView<T>
{
    /// <summary>Views the awaited result of a function of each awaited element.</summary>
    /// <remarks>
    /// As
    /// <see cref="SeqExtensions.SelectAsync{TSource, TResult}(
    ///     IReadOnlyList{TSource}, Func{TSource, CancellationToken, ValueTask{TResult}},
    ///     CallerInfo, string, string, int, string)"/>.
    /// A member, so that an <see langword="async"/> lambda means this one, and what returns a task the extension.
    /// </remarks>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="selector">
    /// The function. What it throws, at once or when awaited, is wrapped in an <see cref="EvaluationException"/> at the
    /// read.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var numbers = new[] { 1, 2, 3 }.SelectAsync((n, _) => ValueTask.FromResult(n));
    /// var squares = numbers.SelectAsync((n, _) => ValueTask.FromResult(n * n));
    /// Console.WriteLine(await squares.GetAsync(2)); // 9
    /// </code></example>
    public AsyncSeqView<TResult> SelectAsync<TResult>(
        Func<T, CancellationToken, ValueTask<TResult>> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectAsyncView<T, TResult>(
            this, selector, new(nameof(SelectAsync), argumentText, filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class SelectAsyncView<TSource, T>(
    AsyncSeqView<TSource> source, Func<TSource, CancellationToken, ValueTask<T>> selector, ViewOrigin origin)
    : AsyncElementView<TSource, T>(source, origin)
{
    protected override ValueTask<T> ApplyAsync(TSource element, int index, CancellationToken cancellationToken) =>
        selector(element, cancellationToken);

    protected override bool IsToBeWrapped(Exception failure, CancellationToken cancellationToken) =>
        EvaluationException.CatchesAwaited(failure, cancellationToken);
}
