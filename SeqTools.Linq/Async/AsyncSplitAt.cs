using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the parts of an awaited view between given positions.</summary>
    /// <remarks>
    /// As
    /// <see cref="SplitAt{TSource}(
    ///     IReadOnlyList{TSource}, IReadOnlyList{int}, CallerInfo, string, string, int, string)"/>:
    /// the parts are at hand, as a list, and their elements are awaited. Nothing is evaluated when the views are made.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to split.</param>
    /// <param name="edges">Where a part ends and the next one begins, in ascending order.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The list of parts.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An edge is smaller than the one before it, or outside a view whose
    /// length can't change.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.SplitAt([1])[1].GetAsync(0)); // b
    /// </code></example>
    public static SeqView<AsyncSeqView<TSource>> SplitAt<TSource>(
        this AsyncSeqView<TSource> source,
        IReadOnlyList<int> edges,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(edges))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(edges);
        ViewOrigin origin = new(nameof(SplitAt), argumentText, filePath, lineNumber, memberName);
        return new AsyncPartsView<TSource, SliceMap>(
            source, SlicesBetween(edges, source.Length, origin), static (map, length) => map.LengthOver(length),
            origin);
    }
}
