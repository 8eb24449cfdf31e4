using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>
    /// Views an awaited view, each element of which is kept after its first read and not evaluated again.
    /// </summary>
    /// <remarks>
    /// As <see cref="Memoize{TSource}(IReadOnlyList{TSource}, CallerInfo, string, int, string)"/>. Readers that await
    /// one element at once share its evaluation, which is cancelled when the last of them has given up. A read of what
    /// is kept is there at once. See <c>AsCached</c> for a bound.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view whose elements are kept.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var evaluations = 0;
    /// var squares = Seq.Range(0, 1000)
    ///     .SelectAsync((n, _) => { evaluations++; return ValueTask.FromResult(n * n); })
    ///     .Memoize();
    /// Console.WriteLine(await squares.GetAsync(7) + await squares.GetAsync(7)); // 98
    /// Console.WriteLine(evaluations); // 1
    /// </code></example>
    public static AsyncMemoizedView<TSource> Memoize<TSource>(
        this AsyncSeqView<TSource> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(source, new(nameof(Memoize), "", filePath, lineNumber, memberName));
    }
}
