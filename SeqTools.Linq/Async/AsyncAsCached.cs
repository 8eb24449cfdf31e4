using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views awaited elements, of which those that were read last are kept and not evaluated again.</summary>
    /// <remarks>
    /// <para>As
    /// <see cref="AsCached{TSource}(
    ///     IReadOnlyList{TSource}, int, Action{TSource}, CacheOptions{TSource}, CallerInfo, string, int, string)"/>:
    /// the least recently read one is dropped, <see langword="null"/> is kept, and a failure is not.</para>
    /// <para>An element that several readers await at once is evaluated once, for all of them; the readers of other
    /// elements don't wait. The token that functions are given is cancelled when all who wait for the element have
    /// given up, and not when one has; who comes before the function has ended waits for that, and has it called again
    /// if there is no value. A function that awaits the very element that it computes gets an
    /// <see cref="InvalidOperationException"/>.</para>
    /// <para>A read of what is kept costs O(1), completes at once and allocates nothing. <c>add_cache</c> in SeqTools
    /// (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view whose elements are kept.</param>
    /// <param name="capacity">
    /// The most elements to keep. Where the length of the list can change, places are set aside for so many.
    /// </param>
    /// <param name="onDiscard">
    /// Is given each value that is kept no more, once; for values to dispose of. It is called by the evaluation that
    /// drops the value, or by <see cref="AsyncCachedView{T}.DisposeAsync"/>. What it throws, those who await the
    /// element throw, wrapped; the element is kept nevertheless.
    /// </param>
    /// <param name="options">Who is told of failures of <paramref name="onDiscard"/>.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>
    /// The view. To dispose of it is to drop what it keeps; one without <paramref name="onDiscard"/> may as well be
    /// left to the garbage collector.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    /// <example><code>
    /// var evaluations = 0;
    /// var squares = new[] { 1, 2, 3 }
    ///     .SelectAsync((n, _) => { evaluations++; return ValueTask.FromResult(n * n); })
    ///     .AsCached(capacity: 2);
    /// Console.WriteLine(await squares.GetAsync(2) + await squares.GetAsync(2)); // 18
    /// Console.WriteLine(evaluations); // 1
    /// </code></example>
    public static AsyncCachedView<TSource> AsCached<TSource>(
        this AsyncSeqView<TSource> source,
        int capacity,
        Action<TSource>? onDiscard = null,
        CacheOptions<TSource>? options = null,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ViewOrigin origin = new(nameof(AsCached), $"capacity: {capacity}", filePath, lineNumber, memberName);
        return new(source, new(source.Length, capacity, onDiscard, options, origin), origin);
    }
}
