using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list unchanged, and shows each element that is read to an action.</summary>
    /// <remarks>
    /// <para>Reading element <c>i</c> evaluates it and calls <paramref name="action"/> with the element, before the
    /// reader has it: to print what passes, to draw it, to check it. An element that is read twice is shown twice, one
    /// that fails is not. Nothing is evaluated when the view is made; the length is the source's.</para>
    /// <para>Concurrent reads call <paramref name="action"/> concurrently, but never more often than
    /// <paramref name="maxCalls"/>. A call that fails counts.</para>
    /// <para><c>instrument.debug</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list whose elements are shown to the action.</param>
    /// <param name="action">
    /// What is shown the element. What it throws is wrapped in an <see cref="EvaluationException"/> at the read.
    /// </param>
    /// <param name="maxCalls">How many calls there are at most; as many as reads if <see langword="null"/>.</param>
    /// <param name="minInterval">
    /// How long after the start of one call no other starts; the first read always has one.
    /// </param>
    /// <param name="options">The clock of the time between calls.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="maxCalls"/> or <paramref name="minInterval"/> is negative.
    /// </exception>
    /// <example><code>
    /// var words = new[] { "one", "two", "three" }.Tap(word => Console.Write($"[{word}]"), maxCalls: 2);
    /// Console.WriteLine(string.Join(" ", words.Reverse())); // [three][two]three two one
    /// </code></example>
    public static SeqView<TSource> Tap<TSource>(
        this IReadOnlyList<TSource> source,
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

    /// <summary>
    /// Views a list unchanged, and shows each element that is read to an action, with its position.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="Tap{TSource}(
    ///     IReadOnlyList{TSource}, Action{TSource}, int?, TimeSpan?, TapOptions, CallerInfo,
    ///     string, string, int, string)"/>.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list whose elements are shown to the action.</param>
    /// <param name="action">
    /// What is shown the element and its position. What it throws is wrapped in an <see cref="EvaluationException"/> at
    /// the read.
    /// </param>
    /// <param name="maxCalls">How many calls there are at most; as many as reads if <see langword="null"/>.</param>
    /// <param name="minInterval">
    /// How long after the start of one call no other starts; the first read always has one.
    /// </param>
    /// <param name="options">The clock of the time between calls.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="source"/> is no list.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="maxCalls"/> or <paramref name="minInterval"/> is negative.
    /// </exception>
    /// <example><code>
    /// var words = new[] { "one", "two", "three" }.Tap((word, i) => Console.Write($"[{i}: {word}]"), maxCalls: 2);
    /// Console.WriteLine(string.Join(" ", words.Reverse())); // [2: three][1: two]three two one
    /// </code></example>
    public static SeqView<TSource> Tap<TSource>(
        this IReadOnlyCollection<TSource> source,
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
        var list = ListView.Of(ListView.Indexed(source, nameof(source)));
        return new SelectView<(int Index, TSource Item), TSource>(
            new IndexView<TSource>(list, ViewOrigin.None),
            [DebuggerStepThrough, StackTraceHidden] (element) => limit.Show(element.Item, element.Index, action),
            new(nameof(Tap), argumentText, filePath, lineNumber, memberName),
            static element => element.Item);
    }
}
