using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the awaited result of a function of a state and each element.</summary>
    /// <remarks>
    /// <para>As
    /// <see cref="SelectWith{TSource, TState, TResult}(
    ///     IReadOnlyList{TSource}, Func{TState}, Func{TState, TSource, TResult},
    ///     CallerInfo, string, string, int, string)"/>,
    /// with a function that is awaited: no two evaluations have one state at a time, a state is made when none is idle
    /// and used again, and the view owns them.</para>
    /// <para>The token that <paramref name="selector"/> is given is the reader's, as with <c>SelectAsync</c>.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <typeparam name="TState">
    /// The type of the states; they are disposed of where they are <see cref="IDisposable"/> or
    /// <see cref="IAsyncDisposable"/>.
    /// </typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The list whose elements the function is given.</param>
    /// <param name="createState">
    /// Makes a state. What it throws is the failure of the element that it was to be made for.
    /// </param>
    /// <param name="selector">
    /// The function. What it throws, at once or when awaited, is wrapped in an <see cref="EvaluationException"/> at the
    /// read; the state is kept.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view, to be disposed of where the states are.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// await using var sizes = new[] { "a", "bcd" }.SelectWithAsync(
    ///     () => new System.IO.MemoryStream(),
    ///     async (stream, text, cancellationToken) =>
    ///     {
    ///         stream.SetLength(0);
    ///         await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellationToken);
    ///         return stream.Length;
    ///     });
    /// Console.WriteLine(await sizes.GetAsync(1)); // 3
    /// </code></example>
    public static AsyncStatefulView<TResult> SelectWithAsync<TSource, TState, TResult>(
        this IReadOnlyList<TSource> source,
        Func<TState> createState,
        Func<TState, TSource, CancellationToken, ValueTask<TResult>> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return new AsyncListView<TSource>(ListView.Of(source)).SelectWithAsync(
            createState, selector, callerInfo, argumentText, filePath, lineNumber, memberName);
    }

    /// <summary>
    /// Views the awaited result of a function of a state and each element, for functions that return a
    /// <see cref="Task{TResult}"/>.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="SelectWithAsync{TSource, TState, TResult}(
    ///     IReadOnlyList{TSource}, Func{TState}, Func{TState, TSource, CancellationToken, ValueTask{TResult}},
    ///     CallerInfo, string, string, int, string)"/>.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <typeparam name="TState">The type of the states.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The list whose elements the function is given.</param>
    /// <param name="createState">
    /// Makes a state. What it throws is the failure of the element that it was to be made for.
    /// </param>
    /// <param name="selector">
    /// The function. What it throws, at once or when awaited, is wrapped in an <see cref="EvaluationException"/> at the
    /// read; the state is kept.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view, to be disposed of where the states are.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// static Task&lt;int> RollAsync(Random random, int faces) => Task.FromResult(random.Next(1, faces + 1));
    ///
    /// await using var rolls = new[] { 1, 1 }.SelectWithAsync(
    ///     () => new Random(), (random, faces, _) => RollAsync(random, faces));
    /// Console.WriteLine(await rolls.GetAsync(0)); // 1
    /// </code></example>
    public static AsyncStatefulView<TResult> SelectWithAsync<TSource, TState, TResult>(
        this IReadOnlyCollection<TSource> source,
        Func<TState> createState,
        Func<TState, TSource, CancellationToken, Task<TResult>> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return ListView.Indexed(source, nameof(source)).SelectWithAsync(
            createState, Awaited(selector), callerInfo, argumentText, filePath, lineNumber, memberName);
    }

    /// <summary>
    /// Views the awaited result of a function of a state and each awaited element, for functions that return a
    /// <see cref="Task{TResult}"/>.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="SelectWithAsync{TSource, TState, TResult}(
    ///     IReadOnlyList{TSource}, Func{TState}, Func{TState, TSource, CancellationToken, ValueTask{TResult}},
    ///     CallerInfo, string, string, int, string)"/>.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <typeparam name="TState">The type of the states.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The view whose elements the function is given.</param>
    /// <param name="createState">
    /// Makes a state. What it throws is the failure of the element that it was to be made for.
    /// </param>
    /// <param name="selector">
    /// The function. What it throws, at once or when awaited, is wrapped in an <see cref="EvaluationException"/> at the
    /// read; the state is kept.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view, to be disposed of where the states are.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var faces = new[] { 1, 1 }.SelectAsync((n, _) => Task.FromResult(n));
    /// await using var rolls = faces.SelectWithAsync(
    ///     () => new Random(), (random, n, _) => Task.FromResult(random.Next(1, n + 1)));
    /// Console.WriteLine(await rolls.GetAsync(0)); // 1
    /// </code></example>
    public static AsyncStatefulView<TResult> SelectWithAsync<TSource, TState, TResult>(
        this AsyncSeqView<TSource> source,
        Func<TState> createState,
        Func<TState, TSource, CancellationToken, Task<TResult>> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.SelectWithAsync(
            createState, Awaited(selector), callerInfo, argumentText, filePath, lineNumber, memberName);
    }

    private static Func<TState, TSource, CancellationToken, ValueTask<TResult>> Awaited<TState, TSource, TResult>(
        Func<TState, TSource, CancellationToken, Task<TResult>> selector) =>
        [DebuggerStepThrough, StackTraceHidden] (state, element, cancellationToken) => new(
            selector(state, element, cancellationToken));
}

public abstract partial class AsyncSeqView<T>
{
    /// <summary>Views the awaited result of a function of a state and each awaited element.</summary>
    /// <remarks>
    /// As
    /// <see cref="SeqExtensions.SelectWithAsync{TSource, TState, TResult}(
    ///     IReadOnlyList{TSource}, Func{TState}, Func{TState, TSource, CancellationToken, ValueTask{TResult}},
    ///     CallerInfo, string, string, int, string)"/>.
    /// A member, so that an <see langword="async"/> lambda means this one, and what returns a task the extension.
    /// </remarks>
    /// <typeparam name="TState">The type of the states.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="createState">
    /// Makes a state. What it throws is the failure of the element that it was to be made for.
    /// </param>
    /// <param name="selector">
    /// The function. What it throws, at once or when awaited, is wrapped in an <see cref="EvaluationException"/> at the
    /// read; the state is kept.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view, to be disposed of where the states are.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var faces = new[] { 1, 1 }.SelectAsync((n, _) => ValueTask.FromResult(n));
    /// await using var rolls = faces.SelectWithAsync(
    ///     () => new Random(), (random, n, _) => ValueTask.FromResult(random.Next(1, n + 1)));
    /// Console.WriteLine(await rolls.GetAsync(0)); // 1
    /// </code></example>
    public AsyncStatefulView<TResult> SelectWithAsync<TState, TResult>(
        Func<TState> createState,
        Func<TState, T, CancellationToken, ValueTask<TResult>> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(createState);
        ArgumentNullException.ThrowIfNull(selector);
        return new(
            new SelectWithAsyncStage<T, TState, TResult>(this, new(createState), selector),
            new(nameof(SelectWithAsync), argumentText, filePath, lineNumber, memberName));
    }
}

/// <summary>What an <see cref="AsyncStatefulView{T}"/> does, whatever its states and sources are.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class AsyncStatefulStage<T>(IView source)
{
    public IView Source => source;

    public abstract ValueTask<T> EvaluateAsync(IView view, int index, CancellationToken cancellationToken);

    public abstract void End();

    public abstract ValueTask EndAsync();
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class SelectWithAsyncStage<TSource, TState, T>(
    AsyncSeqView<TSource> source, States<TState> states,
    Func<TState, TSource, CancellationToken, ValueTask<T>> selector)
    : AsyncStatefulStage<T>(source)
{
    public override async ValueTask<T> EvaluateAsync(IView view, int index, CancellationToken cancellationToken)
    {
        TSource element;
        try
        {
            element = await source.ReadAsync(index, cancellationToken).ConfigureAwait(false);
        }
        catch (EvaluationException e) when (e.PassedBy(view, index))
        {
            throw;
        }

        try
        {
            return await ApplyAsync(element, view, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (EvaluationException.CatchesAwaited(e, cancellationToken) && !states.Refuses(e))
        {
            throw EvaluationException.Of(e, view, index, element);
        }
    }

    public override void End() => states.End();

    public override ValueTask EndAsync() => states.EndAsync();

    private async ValueTask<T> ApplyAsync(TSource element, IView view, CancellationToken cancellationToken)
    {
        var state = states.Take(view.Origin);
        try
        {
            return await selector(state, element, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            states.Return(state);
        }
    }
}
