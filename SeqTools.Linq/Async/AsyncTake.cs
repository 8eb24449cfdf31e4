using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the first elements of an awaited view.</summary>
    /// <remarks>
    /// As <see cref="Take{TSource}(IReadOnlyList{TSource}, int, CallerInfo, string, string, int, string)"/>: nothing is
    /// evaluated when the view is made, and a read evaluates the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to take the beginning of.</param>
    /// <param name="count">The number of elements; fewer are viewed where there are not so many, and none where it is
    /// negative.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(letters.Take(3).Count); // 3
    /// </code></example>
    public static AsyncSeqView<TSource> Take<TSource>(
        this AsyncSeqView<TSource> source,
        int count,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(count))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return SliceMap.Over(
            source, new(0, Math.Max(0, count)),
            new(nameof(Take), argumentText.Or(count), filePath, lineNumber, memberName));
    }

    /// <summary>Views the elements of an awaited view in a range.</summary>
    /// <remarks>
    /// As
    /// <see cref="Take{TSource}(
    ///     IReadOnlyList{TSource}, Range, CallerInfo, string, string, int, string)"/>:
    /// nothing is evaluated when the view is made, and a read evaluates the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to take the beginning of.</param>
    /// <param name="range">The positions, of which those are viewed that there are.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.Take(^2..).GetAsync(0)); // c
    /// </code></example>
    public static AsyncSeqView<TSource> Take<TSource>(
        this AsyncSeqView<TSource> source,
        Range range,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(range))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return SliceMap.Over(
            source, new(range.Start, range.End),
            new(nameof(Take), argumentText.Or(range), filePath, lineNumber, memberName));
    }
}
