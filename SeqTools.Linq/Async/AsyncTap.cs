using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Calls an action on each awaited element as it is read.</summary>
    /// <remarks>
    /// The elements and the length are the source's. Nothing is evaluated when the view is made. A read awaits the one
    /// element, then calls <paramref name="action"/> once, on the thread on which the element became ready; concurrent
    /// reads call it concurrently. <c>instrument.debug</c> in SeqTools (Python).
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view whose elements are shown to the action.</param>
    /// <param name="action">The action. What it throws is wrapped in an <see cref="EvaluationException"/> at the
    /// read.</param>
    /// <param name="maxCalls">The most calls in all.</param>
    /// <param name="minInterval">The least time from one call to the next; elements that are read in between
    /// pass.</param>
    /// <param name="options">By which clock the time is measured.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxCalls"/> or <paramref name="minInterval"/> is
    /// negative.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// await letters.Tap(letter => Console.WriteLine(letter)).GetAsync(2); // c
    /// </code></example>
    public static AsyncSeqView<TSource> Tap<TSource>(
        this AsyncSeqView<TSource> source,
        Action<TSource> action,
        int? maxCalls = null,
        TimeSpan? minInterval = null,
        TapOptions? options = null,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(action))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(action);
        return source.Tap(
            [DebuggerStepThrough, StackTraceHidden] (element, _) => action(element),
            maxCalls, minInterval, options, callerInfo, argumentText, filePath, lineNumber, memberName);
    }

    /// <summary>Calls an action on each awaited element as it is read, and its position.</summary>
    /// <remarks>
    /// The elements and the length are the source's. Nothing is evaluated when the view is made. A read awaits the one
    /// element, then calls <paramref name="action"/> once, on the thread on which the element became ready; concurrent
    /// reads call it concurrently. <c>instrument.debug</c> in SeqTools (Python).
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view whose elements are shown to the action.</param>
    /// <param name="action">The action. What it throws is wrapped in an <see cref="EvaluationException"/> at the
    /// read.</param>
    /// <param name="maxCalls">The most calls in all.</param>
    /// <param name="minInterval">The least time from one call to the next; elements that are read in between
    /// pass.</param>
    /// <param name="options">By which clock the time is measured.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxCalls"/> or <paramref name="minInterval"/> is
    /// negative.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// await letters.Tap((letter, index) => Console.WriteLine($"{index}: {letter}")).GetAsync(2); // 2: c
    /// </code></example>
    public static AsyncSeqView<TSource> Tap<TSource>(
        this AsyncSeqView<TSource> source,
        Action<TSource, int> action,
        int? maxCalls = null,
        TimeSpan? minInterval = null,
        TapOptions? options = null,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(action))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(action);
        var limit = CallLimit.Of(maxCalls, minInterval, options);
        return new AsyncSelectIndexedView<TSource, TSource>(
            source,
            [DebuggerStepThrough, StackTraceHidden] (element, index) => limit.Show(element, index, action),
            new(nameof(Tap), argumentText, filePath, lineNumber, memberName));
    }
}
