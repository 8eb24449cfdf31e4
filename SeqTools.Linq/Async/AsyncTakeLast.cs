using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the last elements of an awaited view.</summary>
    /// <remarks>
    /// As
    /// <see cref="TakeLast{TSource}(
    ///     IReadOnlyList{TSource}, int, CallerInfo, string, string, int, string)"/>:
    /// nothing is evaluated when the view is made, and a read evaluates the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to take the end of.</param>
    /// <param name="count">The number of elements; fewer are viewed where there are not so many, and none where it is
    /// negative.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.TakeLast(2).GetAsync(0)); // c
    /// </code></example>
    public static AsyncSeqView<TSource> TakeLast<TSource>(
        this AsyncSeqView<TSource> source,
        int count,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(count))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return SliceMap.Over(
            source, new(^Math.Max(0, count), ^0),
            new(nameof(TakeLast), argumentText.Or(count), filePath, lineNumber, memberName));
    }
}
