using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>
    /// Views the elements of a list, of which those that were read last are kept and not evaluated again.
    /// </summary>
    /// <remarks>
    /// <para>The elements, their order and the length are the source's. Reading an element that is kept evaluates
    /// nothing. Reading any other evaluates it, keeps it, and, where more than
    /// <paramref name="capacity"/> would be kept, drops the one whose last read is the longest ago.
    /// <see langword="null"/> is kept as any value; a failure is not, and the next read tries again.</para>
    /// <para>An element that several threads read at once is evaluated once, for all of them; the readers of other
    /// elements don't wait. Elements that read each other through the cache, so that one needs itself, fail with an
    /// <see cref="InvalidOperationException"/>; a ring that leads through threads that the function itself starts and
    /// waits for is not noticed.</para>
    /// <para>An index that the source has no more is refused, kept or not. A value is kept although the source may have
    /// another one by now.</para>
    /// <para>A read of what is kept costs O(1). <c>add_cache</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list whose elements are kept.</param>
    /// <param name="capacity">
    /// The most elements to keep. Where the length of the list can change, places are set aside for so many.
    /// </param>
    /// <param name="onDiscard">
    /// Is given each value that is kept no more, once; for values to dispose of. It is called by the read that drops
    /// the value, or by <see cref="CachedView{T}.Dispose"/>. What it throws, that read throws, wrapped; the element of
    /// the read is kept nevertheless.
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
    /// var squares = new[] { 1, 2, 3 }.Select(n => { evaluations++; return n * n; }).AsCached(capacity: 2);
    /// Console.WriteLine(squares[2] + squares[2]); // 18
    /// Console.WriteLine(evaluations); // 1
    /// </code></example>
    public static CachedView<TSource> AsCached<TSource>(
        this IReadOnlyList<TSource> source,
        int capacity,
        Action<TSource>? onDiscard = null,
        CacheOptions<TSource>? options = null,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return new(
            ListView.Of(source), capacity, onDiscard, options,
            new(nameof(AsCached), $"capacity: {capacity}", filePath, lineNumber, memberName));
    }
}
