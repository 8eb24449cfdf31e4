using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the parts of an awaited view in given ranges.</summary>
    /// <remarks>
    /// As
    /// <see cref="SplitBy{TSource}(
    ///     IReadOnlyList{TSource}, IReadOnlyList{Range}, CallerInfo, string, string, int, string)"/>:
    /// the parts are at hand, as a list, and their elements are awaited. Nothing is evaluated when the views are made.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to split.</param>
    /// <param name="ranges">The positions of each part, which may overlap.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The list of parts.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A range ends before it starts, or is outside a view whose length
    /// can't change.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.SplitBy([0..2, 1..])[1].GetAsync(0)); // b
    /// </code></example>
    public static SeqView<AsyncSeqView<TSource>> SplitBy<TSource>(
        this AsyncSeqView<TSource> source,
        IReadOnlyList<Range> ranges,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(ranges))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(ranges);
        ViewOrigin origin = new(nameof(SplitBy), argumentText, filePath, lineNumber, memberName);
        return new AsyncPartsView<TSource, SliceMap>(
            source, SlicesOf(ranges, source.Length, origin), static (map, length) => map.LengthOver(length), origin);
    }
}
