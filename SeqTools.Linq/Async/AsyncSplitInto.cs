using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views an awaited view as so many parts, whose sizes differ by one at most.</summary>
    /// <remarks>
    /// As
    /// <see cref="SplitInto{TSource}(
    ///     IReadOnlyList{TSource}, int, CallerInfo, string, string, int, string)"/>:
    /// the parts are at hand, as a list, and their elements are awaited. Nothing is evaluated when the views are made.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to split.</param>
    /// <param name="parts">The number of parts.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The list of parts.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parts"/> is not positive.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// var (first, second) = (letters.SplitInto(2)[0], letters.SplitInto(2)[1]);
    /// Console.WriteLine(await second.GetAsync(0)); // c
    /// </code></example>
    public static SeqView<AsyncSeqView<TSource>> SplitInto<TSource>(
        this AsyncSeqView<TSource> source,
        int parts,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(parts))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        return new AsyncPartsView<TSource, PartMap>(
            source, PartMap.All(parts), static (map, length) => length.Then(map.Count),
            new(nameof(SplitInto), argumentText.Or(parts), filePath, lineNumber, memberName));
    }
}
