using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views an awaited view as parts that are given fractions of it.</summary>
    /// <remarks>
    /// As
    /// <see cref="SplitByFractions{TSource}(
    ///     IReadOnlyList{TSource}, IReadOnlyList{double}, CallerInfo, string, string, int, string)"/>:
    /// the parts are at hand, as a list, and their elements are awaited. Nothing is evaluated when the views are made.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to split.</param>
    /// <param name="fractions">How much of the view each part is, from 0 to 1; together 1.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The list of parts.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The fractions do not sum to 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A fraction is not from 0 to 1.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(letters.SplitByFractions([0.75, 0.25])[0].Count); // 3
    /// </code></example>
    public static SeqView<AsyncSeqView<TSource>> SplitByFractions<TSource>(
        this AsyncSeqView<TSource> source,
        IReadOnlyList<double> fractions,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(fractions))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(fractions);
        ViewOrigin origin = new(nameof(SplitByFractions), argumentText, filePath, lineNumber, memberName);
        return new AsyncPartsView<TSource, FractionMap>(
            source, FractionMap.Of(fractions, origin), static (map, length) => length.Then(map.Count), origin);
    }
}
