using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the same awaited elements, and disposes of the pipeline with the view.</summary>
    /// <remarks>
    /// As <see cref="WithOwnership{TSource}(SeqView{TSource}, CallerInfo, string, int, string)"/>; it is disposed of by
    /// <c>await using</c>.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to dispose of with its pipeline.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view. It is <see cref="IAsyncDisposable"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// await using var squares = Seq.Range(0, 100)
    ///     .AsPrefetched(2, 8)
    ///     .SelectAsync((n, _) => ValueTask.FromResult(n * n))
    ///     .WithOwnership();
    /// Console.WriteLine(await squares.GetAsync(3)); // 9
    /// </code></example>
    public static AsyncOwningView<TSource> WithOwnership<TSource>(
        this AsyncSeqView<TSource> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(source, new(nameof(WithOwnership), "", filePath, lineNumber, memberName));
    }
}
