using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>
    /// Views, by index, the elements of a sequence that can only be enumerated: cursors go to the element that is read.
    /// </summary>
    /// <remarks>
    /// <para>Element <c>i</c> is what the sequence yields at <c>i</c>. A cursor is an enumerator, and stands on the
    /// element that it yielded last. A read moves the nearest cursor that stands on the element or before it, step by
    /// step; where all of them are past it, the one that was not used for the longest time starts over. So reading
    /// forward makes one step a read, reading backwards one pass a read, and as many interleaved readers are served
    /// well as there are <paramref name="cursors"/>. The last <paramref name="cacheSize"/> elements that cursors left
    /// behind are read again without any step: enough of them for readers that go back a little, or that are a little
    /// out of order. Those that the buffer of <c>AsPrefetched</c> reaches over are kept of its own accord, and so are,
    /// once a read had to go back by 1,000 elements or fewer, four times as many as it went back, 64 at least and 1,000
    /// at most, <paramref name="cacheSize"/> or not: of large elements, that is memory. So batches, windows and
    /// prefetched elements cost one step each.</para>
    /// <para>The length is <paramref name="count"/>, or what the sequence tells without being enumerated
    /// (<see cref="Enumerable.TryGetNonEnumeratedCount"/>), or is counted, once, in a pass over the sequence when
    /// <c>Count</c> is read first; reading by index does not count. A sequence that is a list is read by index unless
    /// <paramref name="count"/> is given.</para>
    /// <para>Nothing is enumerated when the view is made. A <c>foreach</c> over the view has an enumerator of its own
    /// and makes one pass. Where a later pass is seen to differ from an earlier one, or can't be begun, that read and
    /// all that follow throw <see cref="InvalidOperationException"/>: the sequence can be enumerated only once. It is
    /// seen by elements that are known again (numbers, texts, dates, tuples of them, and records and other types with a
    /// hash code of their own whose fields are such values), and by where the sequence ends; classes that are equal to
    /// themselves only, and what holds arrays or other objects, are not compared. A sequence of
    /// <see cref="IndexableOptions{T}.SinglePass"/> is enumerated once, by its cursor; an overload opens a fresh
    /// sequence for each pass.</para>
    /// <para>Several threads can read: one at a time moves the cursors, and the sequence is enumerated by whichever
    /// reads.</para>
    /// <para>An enumerator is disposed when its cursor starts over, steps on the last element or fails, and when the
    /// view is disposed. A view that is forgotten disposes of nothing. Values that are stepped over are dropped, or go
    /// to <see cref="IndexableOptions{T}.OnDiscard"/>.</para>
    /// <para><c>uniter</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The sequence, which is to yield the same elements each time.</param>
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
    /// using var lines = Lines().AsIndexable(cacheSize: 2);
    /// Console.WriteLine(lines[2]); // line 2
    /// Console.WriteLine(lines[1]); // line 1
    /// Console.WriteLine(lines.Count); // 4
    ///
    /// static IEnumerable&lt;string> Lines()
    /// {
    ///     for (var i = 0; i &lt; 4; i++)
    ///     {
    ///         yield return $"line {i}";
    ///     }
    /// }
    /// </code></example>
    public static IndexableView<TSource> AsIndexable<TSource>(
        this IEnumerable<TSource> source,
        int? count = null,
        int cacheSize = 0,
        int cursors = 1,
        IndexableOptions<TSource>? options = null,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        var list = count is null && source is IReadOnlyList<TSource> readable ? ListView.Of(readable) : null;
        return Indexable(
            source, source, list, count, cacheSize, cursors, options, filePath, lineNumber, memberName);
    }

    /// <summary>
    /// Views, by index, the elements of a sequence that a function opens, a fresh one for each cursor and each pass.
    /// </summary>
    /// <remarks>
    /// <para>As
    /// <see cref="AsIndexable{TSource}(
    ///     IEnumerable{TSource}, int?, int, int, IndexableOptions{TSource}, CallerInfo, string, int, string)"/>,
    /// for what can be enumerated once, and opened again: the lines of a file, the rows of a reader, the frames of a
    /// video. <see cref="File.ReadLines(string)"/> is such a sequence: its enumerators share one reader.</para>
    /// <para>Nothing is opened when the view is made. The function is called when a cursor starts, when one starts
    /// over, when the elements are counted and when a <c>foreach</c> begins, by whichever thread reads. What it throws
    /// is a failure of the element that is read.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">Opens the sequence, which is to yield the same elements each time.</param>
    /// <param name="count">
    /// How many elements it has. If it has fewer, reading those that are missing throws
    /// <see cref="InvalidOperationException"/>; if it has more, reading the last one does.
    /// </param>
    /// <param name="cacheSize">How many of the elements that cursors left behind last to keep.</param>
    /// <param name="cursors">The most enumerators at a time, beside those of <c>foreach</c>.</param>
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
    /// using System.IO;
    ///
    /// var path = Path.GetTempFileName();
    /// File.WriteAllLines(path, ["a", "b", "c"]);
    /// Func&lt;IEnumerable&lt;string>> open = () => File.ReadLines(path);
    /// using (var lines = open.AsIndexable(cursors: 2))
    /// {
    ///     Console.WriteLine(lines[2] + lines[0] + lines[1]); // cab
    /// }
    ///
    /// File.Delete(path);
    /// </code></example>
    public static IndexableView<TSource> AsIndexable<TSource>(
        this Func<IEnumerable<TSource>> source,
        int? count = null,
        int cacheSize = 0,
        int cursors = 1,
        IndexableOptions<TSource>? options = null,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return Indexable(
            source, new OpenedSequence<TSource>(source), null, count, cacheSize, cursors, options, filePath, lineNumber,
            memberName);
    }

    private static IndexableView<T> Indexable<T>(
        object source, IEnumerable<T> sequence, SeqView<T>? list, int? count, int cacheSize, int cursors,
        IndexableOptions<T>? options, string filePath, int lineNumber, string memberName)
    {
        if (count is { } number)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(number, nameof(count));
        }

        ThrowIfNotPossible(cacheSize, cursors, options ??= new());
        var known = count is null ? "" : $"count: {count}, ";
        ViewOrigin origin = new(
            nameof(AsIndexable), $"{known}cacheSize: {cacheSize}, cursors: {cursors}", filePath, lineNumber,
            memberName);
        return new(source, sequence, list, new(sequence, count, cacheSize, cursors, options, origin), origin);
    }

    private static void ThrowIfNotPossible<T>(int cacheSize, int cursors, IndexableOptions<T> options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cacheSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(cursors, 1);
        if (options.SinglePass && cursors > 1)
        {
            throw new ArgumentException("A sequence that is enumerated once has one cursor.", nameof(cursors));
        }
    }
}
