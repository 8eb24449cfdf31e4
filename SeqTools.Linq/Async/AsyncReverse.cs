using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views an awaited view from its last element to its first.</summary>
    /// <remarks>
    /// As <see cref="Reverse{TSource}(IReadOnlyList{TSource}, CallerInfo, string, int, string)"/>: nothing is evaluated
    /// when the view is made, and a read evaluates the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to read backwards.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.Reverse().GetAsync(0)); // d
    /// </code></example>
    public static AsyncSeqView<TSource> Reverse<TSource>(
        this AsyncSeqView<TSource> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return new AsyncMapView<TSource, ReverseMap>(
            source, default, source.Length, new(nameof(Reverse), "", filePath, lineNumber, memberName));
    }
}
