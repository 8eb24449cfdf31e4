using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views an awaited view without its first elements.</summary>
    /// <remarks>
    /// As <see cref="Skip{TSource}(IReadOnlyList{TSource}, int, CallerInfo, string, string, int, string)"/>: nothing is
    /// evaluated when the view is made, and a read evaluates the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view whose beginning is left out.</param>
    /// <param name="count">The number of elements to leave out; none where it is negative.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.Skip(1).GetAsync(0)); // b
    /// </code></example>
    public static AsyncSeqView<TSource> Skip<TSource>(
        this AsyncSeqView<TSource> source,
        int count,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(count))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return SliceMap.Over(
            source, new(Math.Max(0, count), ^0),
            new(nameof(Skip), argumentText.Or(count), filePath, lineNumber, memberName));
    }
}
