using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the awaited elements at the given positions: reordered, repeated, or some of them only.</summary>
    /// <remarks>
    /// As
    /// <see cref="Gather{TSource}(
    ///     IReadOnlyList{TSource}, IReadOnlyList{int}, CallerInfo, string, string, int, string)"/>:
    /// nothing is evaluated when the view is made, and a read evaluates one index and the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to take elements from.</param>
    /// <param name="indices">The positions, each of which must be in the source when it is read.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>
    /// The view. Reading an element whose index is outside the source throws <see cref="ArgumentOutOfRangeException"/>,
    /// which says which position holds which index.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.Gather([2, 0]).GetAsync(0)); // c
    /// </code></example>
    public static AsyncSeqView<TSource> Gather<TSource>(
        this AsyncSeqView<TSource> source,
        IReadOnlyList<int> indices,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(indices))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(indices);
        var positions = ListView.Of(indices);
        ViewOrigin origin = new(nameof(Gather), argumentText, filePath, lineNumber, memberName);
        return new AsyncMapView<TSource, GatherMap>(
            source, new(new(positions, source.Length, origin)), positions.Length, origin, positions);
    }
}
