using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views an awaited view without its last elements.</summary>
    /// <remarks>
    /// As
    /// <see cref="SkipLast{TSource}(
    ///     IReadOnlyList{TSource}, int, CallerInfo, string, string, int, string)"/>:
    /// nothing is evaluated when the view is made, and a read evaluates the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view whose end is left out.</param>
    /// <param name="count">The number of elements to leave out; none where it is negative.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(letters.SkipLast(1).Count); // 3
    /// </code></example>
    public static AsyncSeqView<TSource> SkipLast<TSource>(
        this AsyncSeqView<TSource> source,
        int count,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(count))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return SliceMap.Over(
            source, new(0, ^Math.Max(0, count)),
            new(nameof(SkipLast), argumentText.Or(count), filePath, lineNumber, memberName));
    }
}
