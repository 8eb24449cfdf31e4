using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>
    /// Views the awaited result of a function of each element and its position.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="SelectAsync{TSource, TResult}(
    ///     IReadOnlyList{TSource}, Func{TSource, CancellationToken, ValueTask{TResult}},
    ///     CallerInfo, string, string, int, string)"/>, with the position as second argument.
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
    /// var numbered = new[] { "a", "b" }.SelectAsync(async (s, index, cancellationToken) =>
    /// {
    ///     await Task.Delay(1, cancellationToken);
    ///     return $"{index}: {s}";
    /// });
    /// Console.WriteLine(await numbered.GetAsync(1)); // 1: b
    /// </code></example>
    public static AsyncSeqView<TResult> SelectAsync<TSource, TResult>(
        this IReadOnlyList<TSource> source,
        Func<TSource, int, CancellationToken, ValueTask<TResult>> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectAsyncIndexedView<TSource, TResult>(
            new AsyncListView<TSource>(ListView.Of(source)), selector,
            new(nameof(SelectAsync), argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>
    /// Views the awaited result of a function of each element and its position, for functions that return a <see
    /// cref="Task{TResult}"/>.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="SelectAsync{TSource, TResult}(
    ///     IReadOnlyList{TSource}, Func{TSource, CancellationToken, ValueTask{TResult}},
    ///     CallerInfo, string, string, int, string)"/>, with the position as second argument.
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
    /// var numbered = new[] { "a", "b" }.SelectAsync((s, index, _) => Task.FromResult($"{index}: {s}"));
    /// Console.WriteLine(await numbered.GetAsync(1)); // 1: b
    /// </code></example>
    public static AsyncSeqView<TResult> SelectAsync<TSource, TResult>(
        this IReadOnlyCollection<TSource> source,
        Func<TSource, int, CancellationToken, Task<TResult>> selector,
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
    /// Views the awaited result of a function of each awaited element and its position, for functions that return a
    /// <see cref="Task{TResult}"/>.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="SelectAsync{TSource, TResult}(
    ///     IReadOnlyList{TSource}, Func{TSource, CancellationToken, ValueTask{TResult}},
    ///     CallerInfo, string, string, int, string)"/>, with the position as second argument.
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
    /// var letters = new[] { "a", "b" }.SelectAsync((s, _) => Task.FromResult(s));
    /// var numbered = letters.SelectAsync((s, index, _) => Task.FromResult($"{index}: {s}"));
    /// Console.WriteLine(await numbered.GetAsync(1)); // 1: b
    /// </code></example>
    public static AsyncSeqView<TResult> SelectAsync<TSource, TResult>(
        this AsyncSeqView<TSource> source,
        Func<TSource, int, CancellationToken, Task<TResult>> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.SelectAsync(
            Awaited(selector), callerInfo, argumentText, filePath, lineNumber, memberName);
    }

    private static Func<TSource, int, CancellationToken, ValueTask<TResult>> Awaited<TSource, TResult>(
        Func<TSource, int, CancellationToken, Task<TResult>> selector) =>
        [DebuggerStepThrough, StackTraceHidden] (element, index, cancellationToken) => new(
            selector(element, index, cancellationToken));
}

public abstract partial class AsyncSeqView<T>
{
    /// <summary>
    /// Views the awaited result of a function of each awaited element and its position.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="SeqExtensions.SelectAsync{TSource, TResult}(
    ///     IReadOnlyList{TSource}, Func{TSource, CancellationToken, ValueTask{TResult}},
    ///     CallerInfo, string, string, int, string)"/>, with the position as second argument.
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
    /// var letters = new[] { "a", "b" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// var numbered = letters.SelectAsync((s, index, _) => ValueTask.FromResult($"{index}: {s}"));
    /// Console.WriteLine(await numbered.GetAsync(1)); // 1: b
    /// </code></example>
    public AsyncSeqView<TResult> SelectAsync<TResult>(
        Func<T, int, CancellationToken, ValueTask<TResult>> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectAsyncIndexedView<T, TResult>(
            this, selector, new(nameof(SelectAsync), argumentText, filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class SelectAsyncIndexedView<TSource, T>(
    AsyncSeqView<TSource> source, Func<TSource, int, CancellationToken, ValueTask<T>> selector, ViewOrigin origin)
    : AsyncElementView<TSource, T>(source, origin)
{
    protected override ValueTask<T> ApplyAsync(TSource element, int index, CancellationToken cancellationToken) =>
        selector(element, index, cancellationToken);

    protected override bool IsToBeWrapped(Exception failure, CancellationToken cancellationToken) =>
        EvaluationException.CatchesAwaited(failure, cancellationToken);
}
