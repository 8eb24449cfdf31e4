using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views every so many-th element of an awaited view, from the first one on.</summary>
    /// <remarks>
    /// As
    /// <see cref="TakeEvery{TSource}(
    ///     IReadOnlyList{TSource}, int, CallerInfo, string, string, int, string)"/>:
    /// nothing is evaluated when the view is made, and a read evaluates the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to step through.</param>
    /// <param name="step">From one element to the next.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not positive.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.TakeEvery(2).GetAsync(1)); // c
    /// </code></example>
    public static AsyncSeqView<TSource> TakeEvery<TSource>(
        this AsyncSeqView<TSource> source,
        int step,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(step))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        return SliceMap.Over(
            source, new(0, ^0, step), new(nameof(TakeEvery), argumentText.Or(step), filePath, lineNumber, memberName));
    }
}
