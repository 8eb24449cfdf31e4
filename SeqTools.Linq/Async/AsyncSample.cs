using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>
    /// Views some elements of an awaited view, no two of which stand at one position, in a random order that the seed
    /// fixes.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="Sample{TSource}(
    ///     IReadOnlyList{TSource}, int, int, CallerInfo, string, string, int, string)"/>:
    /// nothing is evaluated when the view is made, and a read evaluates the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to draw from.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="seed">What fixes the choice and the order: any number.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative, or there are fewer elements
    /// and their number can't change; if it can, reading <see cref="AsyncSeqView{T}.Count"/> or an element throws <see
    /// cref="InvalidOperationException"/>.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(letters.Sample(3, seed: 1).Count); // 3
    /// </code></example>
    public static AsyncSeqView<TSource> Sample<TSource>(
        this AsyncSeqView<TSource> source,
        int count,
        int seed,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(count))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (source.Length.IsFixed)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, source.Length.Count);
        }

        ViewOrigin origin = new(
            nameof(Sample), ArgumentText.Join(argumentText.Or(count), ArgumentText.Named(nameof(seed), seed)),
            filePath, lineNumber, memberName);
        var map = new SampleMap(count, new(seed), origin);
        return new AsyncMapView<TSource, SampleMap>(source, map, source.Length.Then(map.Count), origin);
    }
}
