using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the elements of an awaited view that fall to one of several readers.</summary>
    /// <remarks>
    /// As
    /// <see cref="Shard{TSource}(
    ///     IReadOnlyList{TSource}, int, int, CallerInfo, string, string, int, string)"/>:
    /// nothing is evaluated when the view is made, and a read evaluates the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to deal out.</param>
    /// <param name="index">Which of them, from 0 on.</param>
    /// <param name="count">How many there are.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive, or <paramref
    /// name="index"/> is not from 0 to <paramref name="count"/> - 1.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.Shard(1, 2).GetAsync(1)); // d
    /// </code></example>
    public static AsyncSeqView<TSource> Shard<TSource>(
        this AsyncSeqView<TSource> source,
        int index,
        int count,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(index))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
        return SliceMap.Over(
            source, new(index, ^0, count),
            new(nameof(Shard), $"{argumentText.Or(index)}, {count}", filePath, lineNumber, memberName));
    }
}
