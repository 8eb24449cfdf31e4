using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views an awaited view over and over, as many elements as said.</summary>
    /// <remarks>
    /// As
    /// <see cref="Cycle{TSource}(
    ///     IReadOnlyList{TSource}, int, CallerInfo, string, string, int, string)"/>:
    /// nothing is evaluated when the view is made, and a read evaluates the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to repeat.</param>
    /// <param name="count">The number of elements in all.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view. Reading one over an empty view throws <see cref="InvalidOperationException"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.Cycle(10).GetAsync(9)); // b
    /// </code></example>
    public static AsyncSeqView<TSource> Cycle<TSource>(
        this AsyncSeqView<TSource> source,
        int count,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(count))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ViewOrigin origin = new(nameof(Cycle), argumentText.Or(count), filePath, lineNumber, memberName);
        return new AsyncMapView<TSource, CycleMap>(source, new(origin), Length.Fixed(count), origin);
    }

    /// <summary>Views an awaited view over and over, without end.</summary>
    /// <remarks>
    /// As <see cref="Cycle{TSource}(IReadOnlyList{TSource}, CallerInfo, string, int, string)"/>: nothing is evaluated
    /// when the view is made, and a read evaluates the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to repeat.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view. Reading one over an empty view throws <see cref="InvalidOperationException"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.Cycle().GetAsync(4001)); // b
    /// </code></example>
    public static AsyncSeqView<TSource> Cycle<TSource>(
        this AsyncSeqView<TSource> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ViewOrigin origin = new(nameof(Cycle), "", filePath, lineNumber, memberName);
        return new AsyncMapView<TSource, CycleMap>(source, new(origin), Length.Endless, origin);
    }
}
