using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views an awaited view, and one element behind its last.</summary>
    /// <remarks>
    /// As
    /// <see cref="Append{TSource}(
    ///     IReadOnlyList{TSource}, TSource, CallerInfo, string, string, int, string)"/>:
    /// nothing is evaluated when the view is made, and a read evaluates the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view that comes first.</param>
    /// <param name="element">The element to add at the end.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="OverflowException">There would be more than <see cref="int.MaxValue"/> elements; thrown where
    /// <see cref="AsyncSeqView{T}.Count"/> is read if the length can change.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.Append("e").GetAsync(4)); // e
    /// </code></example>
    public static AsyncSeqView<TSource> Append<TSource>(
        this AsyncSeqView<TSource> source,
        TSource element,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(element))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        AsyncListView<TSource> one = new(new RepeatView<TSource>(element, Length.Fixed(1), ViewOrigin.None));
        return ConcatMap.Over<TSource>(
            [source, one], new(nameof(Append), argumentText, filePath, lineNumber, memberName));
    }
}
