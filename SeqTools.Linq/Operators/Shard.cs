using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views one of several shares of a list, which are dealt out like cards.</summary>
    /// <remarks>
    /// <para>The elements are those at <paramref name="index"/>, <c>index + count</c>, <c>index + 2 * count</c> …: the
    /// shares 0 to <c>count - 1</c> are disjoint, cover the list, and differ in length by one at most. The length
    /// follows the source's. Nothing is evaluated when the view is made; a read evaluates the one element. Over a
    /// slice, the list beneath is read directly.</para>
    /// <para>For one of several machines or processes that work on the same list. <c>seq[index::count]</c> in SeqTools
    /// (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to deal out.</param>
    /// <param name="index">Which share, from 0 to <paramref name="count"/> - 1.</param>
    /// <param name="count">The number of shares.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> is not positive, or <paramref name="index"/> is not from 0 to <paramref name="count"/>
    /// - 1.
    /// </exception>
    /// <example><code>
    /// var files = new[] { "a", "b", "c", "d", "e" };
    /// Console.WriteLine(string.Join(" ", files.Shard(0, 2))); // a c e
    /// Console.WriteLine(string.Join(" ", files.Shard(1, 2))); // b d
    /// </code></example>
    public static SeqView<TSource> Shard<TSource>(
        this IReadOnlyList<TSource> source,
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
            ListView.Of(source), new(index, ^0, count),
            new(nameof(Shard), $"{argumentText.Or(index)}, {count}", filePath, lineNumber, memberName));
    }
}
