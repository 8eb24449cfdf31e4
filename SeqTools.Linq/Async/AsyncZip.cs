using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>
    /// Views pairs of the elements of an awaited view and an awaited view that stand at one position.
    /// </summary>
    /// <remarks>
    /// It is as long as the shorter one. Nothing is evaluated when the view is made. A read begins both elements and
    /// awaits them together; if both fail, the first one's failure is thrown. LINQ's <c>Zip</c>.
    /// </remarks>
    /// <typeparam name="TFirst">The type of the first ones.</typeparam>
    /// <typeparam name="TSecond">The type of the second ones.</typeparam>
    /// <param name="first">The view that the first ones are of.</param>
    /// <param name="second">What the second ones are of.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.Zip(letters[1..]).GetAsync(1)); // (b, c)
    /// </code></example>
    public static AsyncSeqView<(TFirst First, TSecond Second)> Zip<TFirst, TSecond>(
        this AsyncSeqView<TFirst> first,
        AsyncSeqView<TSecond> second,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(second))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return new AsyncZipView<TFirst, TSecond, (TFirst, TSecond)>(
            first, second, static (a, b) => (a, b),
            new(nameof(Zip), argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>
    /// Views the result of a function of the elements of an awaited view and an awaited view that stand at one
    /// position.
    /// </summary>
    /// <remarks>
    /// It is as long as the shorter one. Nothing is evaluated when the view is made. A read begins both elements,
    /// awaits them together and calls <paramref name="resultSelector"/> once. LINQ's <c>Zip</c>.
    /// </remarks>
    /// <typeparam name="TFirst">The type of the first ones.</typeparam>
    /// <typeparam name="TSecond">The type of the second ones.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="first">The view that the first ones are of.</param>
    /// <param name="second">What the second ones are of.</param>
    /// <param name="resultSelector">The function. What it throws is wrapped in an <see cref="EvaluationException"/> at
    /// the read.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.Zip(letters[1..], (a, b) => a + b).GetAsync(1)); // bc
    /// </code></example>
    public static AsyncSeqView<TResult> Zip<TFirst, TSecond, TResult>(
        this AsyncSeqView<TFirst> first,
        AsyncSeqView<TSecond> second,
        Func<TFirst, TSecond, TResult> resultSelector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(resultSelector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(resultSelector);
        return new AsyncZipView<TFirst, TSecond, TResult>(
            first, second, resultSelector, new(nameof(Zip), argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>Views pairs of the elements of an awaited view and a list that stand at one position.</summary>
    /// <remarks>
    /// It is as long as the shorter one. Nothing is evaluated when the view is made. A read begins both elements and
    /// awaits them together; if both fail, the first one's failure is thrown. LINQ's <c>Zip</c>.
    /// </remarks>
    /// <typeparam name="TFirst">The type of the first ones.</typeparam>
    /// <typeparam name="TSecond">The type of the second ones.</typeparam>
    /// <param name="first">The view that the first ones are of.</param>
    /// <param name="second">What the second ones are of.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.Zip(new[] { "x", "y" }).GetAsync(1)); // (b, y)
    /// </code></example>
    public static AsyncSeqView<(TFirst First, TSecond Second)> Zip<TFirst, TSecond>(
        this AsyncSeqView<TFirst> first,
        IReadOnlyList<TSecond> second,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(second))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return new AsyncZipView<TFirst, TSecond, (TFirst, TSecond)>(
            first, new AsyncListView<TSecond>(ListView.Of(second)), static (a, b) => (a, b),
            new(nameof(Zip), argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>
    /// Views the result of a function of the elements of an awaited view and a list that stand at one position.
    /// </summary>
    /// <remarks>
    /// It is as long as the shorter one. Nothing is evaluated when the view is made. A read begins both elements,
    /// awaits them together and calls <paramref name="resultSelector"/> once. LINQ's <c>Zip</c>.
    /// </remarks>
    /// <typeparam name="TFirst">The type of the first ones.</typeparam>
    /// <typeparam name="TSecond">The type of the second ones.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="first">The view that the first ones are of.</param>
    /// <param name="second">What the second ones are of.</param>
    /// <param name="resultSelector">The function. What it throws is wrapped in an <see cref="EvaluationException"/> at
    /// the read.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.Zip(new[] { "x", "y" }, (a, b) => a + b).GetAsync(1)); // by
    /// </code></example>
    public static AsyncSeqView<TResult> Zip<TFirst, TSecond, TResult>(
        this AsyncSeqView<TFirst> first,
        IReadOnlyList<TSecond> second,
        Func<TFirst, TSecond, TResult> resultSelector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(resultSelector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(resultSelector);
        return new AsyncZipView<TFirst, TSecond, TResult>(
            first, new AsyncListView<TSecond>(ListView.Of(second)), resultSelector,
            new(nameof(Zip), argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>Views triples of the elements of three awaited views that stand at one position.</summary>
    /// <remarks>
    /// It is as long as the shortest one. Nothing is evaluated when the view is made. A read begins the three elements
    /// and awaits them together. LINQ's <c>Zip</c>.
    /// </remarks>
    /// <typeparam name="TFirst">The type of the first ones.</typeparam>
    /// <typeparam name="TSecond">The type of the second ones.</typeparam>
    /// <typeparam name="TThird">The type of the third ones.</typeparam>
    /// <param name="first">The view that the first ones are of.</param>
    /// <param name="second">The view that the second ones are of.</param>
    /// <param name="third">The view that the third ones are of.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.Zip(letters[1..], letters[2..]).GetAsync(1)); // (b, c, d)
    /// </code></example>
    public static AsyncSeqView<(TFirst First, TSecond Second, TThird Third)> Zip<TFirst, TSecond, TThird>(
        this AsyncSeqView<TFirst> first,
        AsyncSeqView<TSecond> second,
        AsyncSeqView<TThird> third,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(third))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        return new AsyncZipView<(TFirst, TSecond), TThird, (TFirst, TSecond, TThird)>(
            new AsyncZipView<TFirst, TSecond, (TFirst, TSecond)>(
                first, second, static (a, b) => (a, b), ViewOrigin.None),
            third, static (ab, c) => (ab.Item1, ab.Item2, c),
            new(nameof(Zip), argumentText, filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncZipView<TFirst, TSecond, T>(
    AsyncSeqView<TFirst> first, AsyncSeqView<TSecond> second, Func<TFirst, TSecond, T> selector, ViewOrigin origin)
    : AsyncOperatorView<T>(origin, Length.Shorter(first.Length, second.Length), first, second)
{
    internal override async ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken)
    {
        TFirst one;
        TSecond other;
        try
        {
            var begun = first.ReadAsync(index, cancellationToken);
            (one, other) = begun.IsCompletedSuccessfully
                ? (begun.Result, await second.ReadAsync(index, cancellationToken).ConfigureAwait(false))
                : await BothAsync(begun, index, cancellationToken).ConfigureAwait(false);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }

        try
        {
            return selector(one, other);
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e, this, index, (one, other));
        }
    }

    /// <summary>Awaits both, also where the first one fails: what was begun is not left alone.</summary>
    private async ValueTask<(TFirst First, TSecond Second)> BothAsync(
        ValueTask<TFirst> begun, int index, CancellationToken cancellationToken)
    {
        var one = begun.AsTask();
        if (one.IsFaulted || one.IsCanceled)
        {
            await one.ConfigureAwait(false);
        }

        var other = BeginAsync(second, index, cancellationToken);
        await Task.WhenAll(one, other).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return (await one.ConfigureAwait(false), await other.ConfigureAwait(false));
    }

    /// <summary>What fails at once is to be awaited like what fails later.</summary>
    private static async Task<TElement> BeginAsync<TElement>(
        AsyncSeqView<TElement> view, int index, CancellationToken cancellationToken) =>
        await view.ReadAsync(index, cancellationToken).ConfigureAwait(false);
}
