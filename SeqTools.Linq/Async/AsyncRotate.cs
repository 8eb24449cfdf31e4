using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>
    /// Views an awaited view from another element on, and goes on at the start when the end is reached.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="Rotate{TSource}(
    ///     IReadOnlyList{TSource}, int, CallerInfo, string, string, int, string)"/>:
    /// nothing is evaluated when the view is made, and a read evaluates the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to rotate.</param>
    /// <param name="by">The position of the element that comes first; counted from the end where it is
    /// negative.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.Rotate(3).GetAsync(1)); // a
    /// </code></example>
    public static AsyncSeqView<TSource> Rotate<TSource>(
        this AsyncSeqView<TSource> source,
        int by,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(by))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return new AsyncMapView<TSource, RotateMap>(
            source, new(by), source.Length, new(nameof(Rotate), argumentText.Or(by), filePath, lineNumber, memberName));
    }
}
