using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list unchanged, and shows each element that is read to an action.</summary>
    /// <remarks>
    /// <para>Reading element <c>i</c> evaluates it and calls <paramref name="action"/> with <c>i</c> and the element,
    /// before the reader has it: to print what passes, to draw it, to check it. An element that is read twice is shown
    /// twice, one that fails is not. Nothing is evaluated when the view is made; the length is the source's.</para>
    /// <para>Concurrent reads call <paramref name="action"/> concurrently, but never more often than
    /// <paramref name="maxCalls"/>. A call that fails counts.</para>
    /// <para><c>instrument.debug</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list.</param>
    /// <param name="action">
    /// What is shown the position and the element. What it throws is wrapped in an <see cref="EvaluationException"/> at
    /// the read.
    /// </param>
    /// <param name="maxCalls">How many calls there are at most; as many as reads if <see langword="null"/>.</param>
    /// <param name="minInterval">
    /// How long after the start of one call no other starts; the first read always has one.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="maxCalls"/> or <paramref name="minInterval"/> is negative.
    /// </exception>
    /// <example><code>
    /// var words = new[] { "one", "two", "three" }.Tap((i, word) => Console.Write($"[{i}: {word}]"), maxCalls: 2);
    /// Console.WriteLine(string.Join(" ", words.Reverse())); // [2: three][1: two]three two one
    /// </code></example>
    public static SeqView<TSource> Tap<TSource>(
        this IReadOnlyList<TSource> source,
        Action<int, TSource> action,
        int? maxCalls = null,
        TimeSpan? minInterval = null,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(action))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "") =>
        source.Tap(
            action, maxCalls, minInterval, TimeProvider.System,
            new(nameof(Tap), argumentText, filePath, lineNumber, memberName));

    internal static SeqView<TSource> Tap<TSource>(
        this IReadOnlyList<TSource> source, Action<int, TSource> action, int? maxCalls, TimeSpan? minInterval,
        TimeProvider clock, ViewOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfNegative(maxCalls ?? 0, nameof(maxCalls));
        ArgumentOutOfRangeException.ThrowIfLessThan(minInterval ?? default, TimeSpan.Zero, nameof(minInterval));
        var limit = new CallLimit(maxCalls, minInterval, clock);
        return new SelectView<(int Index, TSource Item), TSource>(
            new IndexView<TSource>(ListView.Of(source), ViewOrigin.None),
            [DebuggerStepThrough, StackTraceHidden] (element) =>
            {
                if (limit.Allows())
                {
                    action(element.Index, element.Item);
                }

                return element.Item;
            },
            origin,
            static element => element.Item);
    }
}
