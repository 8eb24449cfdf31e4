using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views an awaited view, and measures how fast it is read.</summary>
    /// <remarks>
    /// As
    /// <see cref="Measure{TSource}(
    ///     IReadOnlyList{TSource}, MeasureOptions, CallerInfo, string, int, string)"/>:
    /// nothing is evaluated when the view is made, and a read awaits the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view whose reads are measured.</param>
    /// <param name="options">By which clock the time is measured.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// var measured = letters.Measure();
    /// await measured.GetAsync(0);
    /// Console.WriteLine(measured.MeanReadTime >= TimeSpan.Zero); // True
    /// </code></example>
    public static AsyncMeasuredView<TSource> Measure<TSource>(
        this AsyncSeqView<TSource> source,
        MeasureOptions? options = null,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(
            source, (options ?? new()).TimeProvider, new(nameof(Measure), "", filePath, lineNumber, memberName));
    }
}
