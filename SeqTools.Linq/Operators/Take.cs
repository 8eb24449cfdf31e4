using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the first elements of a list.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is element <c>i</c> of the source; there are <paramref name="count"/> of them or as many
    /// as the source has, none where
    /// <paramref name="count"/> is negative. Nothing is evaluated when the view is made; a read evaluates the one
    /// element.</para>
    /// <para>LINQ's <c>Take</c>; <c>seq[:count]</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to take the beginning of.</param>
    /// <param name="count">The number of elements.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var firstTwo = new[] { "a", "b", "c" }.Take(2);
    /// Console.WriteLine(string.Join(" ", firstTwo)); // a b
    /// </code></example>
    public static SeqView<TSource> Take<TSource>(
        this IReadOnlyList<TSource> source,
        int count,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(count))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return SliceMap.Over(
            ListView.Of(source), new(0, Math.Max(0, count)),
            new(nameof(Take), argumentText.Or(count), filePath, lineNumber, memberName));
    }

    /// <summary>Views the elements of a range, as many as there are.</summary>
    /// <remarks>
    /// <para>As <see cref="Slice{TSource}(IReadOnlyList{TSource}, Range, CallerInfo, string, string, int, string)"/>,
    /// but a range that is partly or wholly outside the list is no error: it has fewer elements, or none.</para>
    /// <para>LINQ's <c>Take</c>.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to take the beginning of.</param>
    /// <param name="range">The positions to take.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var lastThree = new[] { "a", "b" }.Take(^3..);
    /// Console.WriteLine(lastThree.Count); // 2
    /// </code></example>
    public static SeqView<TSource> Take<TSource>(
        this IReadOnlyList<TSource> source,
        Range range,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(range))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return SliceMap.Over(
            ListView.Of(source), new(range.Start, range.End),
            new(nameof(Take), argumentText.Or(range), filePath, lineNumber, memberName));
    }
}
