using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>
    /// Views the elements of a list, each of which is kept after its first read and not evaluated again.
    /// </summary>
    /// <remarks>
    /// <para>The elements, their order and the length are the source's. The first read of an element evaluates it, and
    /// later ones give what that gave, as long as the view lives; memory is used for what was read only.
    /// <see langword="null"/> is kept as any value; a failure is not, and the next read tries again.</para>
    /// <para>An element that several threads read at once is evaluated once, for all of them; the readers of other
    /// elements don't wait. Elements that read each other through the view, so that one needs itself, fail with an
    /// <see cref="InvalidOperationException"/>; a ring that leads through threads that the function itself starts and
    /// waits for is not noticed.</para>
    /// <para>An index that the source has no more is refused, kept or not. A value is kept although the source may have
    /// another one by now.</para>
    /// <para>A read of what is kept costs O(1). See <c>AsCached</c> for a bound.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list whose elements are kept.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var evaluations = 0;
    /// var squares = Seq.Range(0, 1000).Select(n => { evaluations++; return n * n; }).Memoize();
    /// Console.WriteLine(squares.Take(10).Sum() + squares.Take(10).Sum()); // 570
    /// Console.WriteLine(evaluations); // 10
    /// </code></example>
    public static MemoizedView<TSource> Memoize<TSource>(
        this IReadOnlyList<TSource> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(ListView.Of(source), new(nameof(Memoize), "", filePath, lineNumber, memberName));
    }
}
