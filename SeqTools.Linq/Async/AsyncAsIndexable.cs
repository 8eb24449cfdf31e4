using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>
    /// Views, by index, the elements of an asynchronous sequence of a known length: cursors go to the element that is
    /// read.
    /// </summary>
    /// <remarks>
    /// <para>As
    /// <see cref="AsIndexable{TSource}(
    ///     IEnumerable{TSource}, int?, int, int, IndexableOptions{TSource}, CallerInfo, string, int, string)"/>:
    /// reading forward makes one step a read, and reading behind all <paramref name="cursors"/> starts one over; the
    /// last <paramref name="cacheSize"/> elements that cursors left behind are read again without any step. Nothing is
    /// enumerated when the view is made. An enumeration of the view, too, reads by the cursors. A sequence that is seen
    /// to be one that can be enumerated only once is an <see cref="InvalidOperationException"/>.</para>
    /// <para>Several readers can await elements: one at a time moves the cursors. The token of a read ends its wait for
    /// its turn, and is looked at between two steps; a step that is under way is not given up. The token that the
    /// sequence is given is cancelled when the view is disposed.</para>
    /// <para>An enumerator is disposed when its cursor starts over, steps on the last element or fails, and when the
    /// view is disposed. A view that is forgotten disposes of nothing.</para>
    /// <para><c>uniter</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">
    /// The sequence, which is to yield the same elements each time, and must not read the view itself.
    /// </param>
    /// <param name="count">
    /// How many elements it has. If it has fewer, reading those that are missing throws
    /// <see cref="InvalidOperationException"/>; if it has more, reading the last one does.
    /// </param>
    /// <param name="cacheSize">How many of the elements that cursors left behind last to keep.</param>
    /// <param name="cursors">The most enumerators at a time.</param>
    /// <param name="options">What happens to values that nobody reads, and whether a sequence can start again.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> or <paramref name="cacheSize"/> is negative, or <paramref name="cursors"/> is below 1.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// There is to be more than one cursor over a sequence that is enumerated once.
    /// </exception>
    /// <example><code>
    /// await using var lines = LinesAsync().AsIndexable(count: 4, cacheSize: 2);
    /// Console.WriteLine(await lines.GetAsync(2)); // line 2
    /// Console.WriteLine(await lines.GetAsync(1)); // line 1
    ///
    /// static async IAsyncEnumerable&lt;string> LinesAsync()
    /// {
    ///     for (var i = 0; i &lt; 4; i++)
    ///     {
    ///         await Task.Yield();
    ///         yield return $"line {i}";
    ///     }
    /// }
    /// </code></example>
    public static AsyncIndexableView<TSource> AsIndexable<TSource>(
        this IAsyncEnumerable<TSource> source,
        int count,
        int cacheSize = 0,
        int cursors = 1,
        IndexableOptions<TSource>? options = null,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return Indexable(source, source, count, cacheSize, cursors, options, filePath, lineNumber, memberName);
    }

    /// <summary>
    /// Views, by index, the elements of an asynchronous sequence that a function opens, a fresh one for each cursor and
    /// each time that one starts over.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="AsIndexable{TSource}(
    ///     IAsyncEnumerable{TSource}, int, int, int, IndexableOptions{TSource}, CallerInfo, string, int, string)"/>,
    /// for what can be enumerated once, and opened again. Nothing is opened when the view is made. What the function
    /// throws is a failure of the element that is read.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">
    /// Opens the sequence, which is to yield the same elements each time, and must not read the view itself.
    /// </param>
    /// <param name="count">
    /// How many elements it has. If it has fewer, reading those that are missing throws
    /// <see cref="InvalidOperationException"/>; if it has more, reading the last one does.
    /// </param>
    /// <param name="cacheSize">How many of the elements that cursors left behind last to keep.</param>
    /// <param name="cursors">The most enumerators at a time.</param>
    /// <param name="options">What happens to values that nobody reads, and whether a sequence can start again.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> or <paramref name="cacheSize"/> is negative, or <paramref name="cursors"/> is below 1.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// There is to be more than one cursor over a sequence that is enumerated once.
    /// </exception>
    /// <example><code>
    /// Func&lt;IAsyncEnumerable&lt;string>> open = () => LinesAsync();
    /// await using var lines = open.AsIndexable(count: 4, cursors: 2);
    /// Console.WriteLine(await lines.GetAsync(2)); // line 2
    /// Console.WriteLine(await lines.GetAsync(0)); // line 0
    ///
    /// static async IAsyncEnumerable&lt;string> LinesAsync()
    /// {
    ///     for (var i = 0; i &lt; 4; i++)
    ///     {
    ///         await Task.Yield();
    ///         yield return $"line {i}";
    ///     }
    /// }
    /// </code></example>
    public static AsyncIndexableView<TSource> AsIndexable<TSource>(
        this Func<IAsyncEnumerable<TSource>> source,
        int count,
        int cacheSize = 0,
        int cursors = 1,
        IndexableOptions<TSource>? options = null,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return Indexable(
            source, new AsyncOpenedSequence<TSource>(source), count, cacheSize, cursors, options, filePath, lineNumber,
            memberName);
    }

    private static AsyncIndexableView<T> Indexable<T>(
        object source, IAsyncEnumerable<T> sequence, int count, int cacheSize, int cursors,
        IndexableOptions<T>? options, string filePath, int lineNumber, string memberName)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ThrowIfNotPossible(cacheSize, cursors, options ??= new());
        ViewOrigin origin = new(
            nameof(AsIndexable), $"count: {count}, cacheSize: {cacheSize}, cursors: {cursors}", filePath, lineNumber,
            memberName);
        return new(source, sequence, count, new(cursors, cacheSize, options, origin), origin);
    }
}
