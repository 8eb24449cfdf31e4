using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views groups of neighbours, whose elements are awaited together.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is an array of the elements from <c>i * size</c> on. Nothing is evaluated when the view
    /// is made. A read begins the elements of its batch side by side, at most
    /// <paramref name="maxConcurrent"/> at a time, and is complete when all of them are. If one fails, no more are
    /// begun, those that were are awaited, and the first of the failures is thrown.</para>
    /// <para>LINQ's <c>Chunk</c>; <c>batch</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to batch.</param>
    /// <param name="size">The number of elements of a batch.</param>
    /// <param name="dropLast">Whether a last batch that is not full is left out; otherwise it is shorter.</param>
    /// <param name="maxConcurrent">The most elements of a batch that are awaited at a time.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view of batches, each read of which gives an array of its own.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="size"/> or <paramref name="maxConcurrent"/> is not positive.
    /// </exception>
    /// <example><code>
    /// var batches = Seq.Range(1, 5).SelectAsync((n, _) => ValueTask.FromResult(n)).Batch(2);
    /// Console.WriteLine(string.Join(" ", await batches.GetAsync(1))); // 3 4
    /// Console.WriteLine(batches.Count); // 3
    /// </code></example>
    public static AsyncSeqView<TSource[]> Batch<TSource>(
        this AsyncSeqView<TSource> source,
        int size,
        bool dropLast = false,
        int maxConcurrent = 64,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(size))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxConcurrent);
        return AsyncNeighboursView<TSource>.Batches(
            source, size, dropLast, maxConcurrent,
            new(nameof(Batch), argumentText.Or(size), filePath, lineNumber, memberName));
    }

    /// <summary>Views the results of a function of each group of neighbours, which are awaited together.</summary>
    /// <remarks>
    /// As
    /// <see cref="Batch{TSource}(
    ///     AsyncSeqView{TSource}, int, bool, int, CallerInfo, string, string, int, string)"/>:
    /// a read awaits the elements of its batch and calls <paramref name="collate"/> once.
    /// <c>batch</c> with <c>collate_fn</c> in SeqTools (Python).
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The view to batch.</param>
    /// <param name="size">The number of elements of a batch.</param>
    /// <param name="collate">
    /// The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the read.
    /// </param>
    /// <param name="dropLast">Whether a last batch that is not full is left out; otherwise it is shorter.</param>
    /// <param name="maxConcurrent">The most elements of a batch that are awaited at a time.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view of collated batches.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="size"/> or <paramref name="maxConcurrent"/> is not positive.
    /// </exception>
    /// <example><code>
    /// var sums = Seq.Range(1, 5).SelectAsync((n, _) => ValueTask.FromResult(n)).Batch(2, batch => batch.Sum());
    /// Console.WriteLine(await sums.GetAsync(1)); // 7
    /// </code></example>
    public static AsyncSeqView<TResult> Batch<TSource, TResult>(
        this AsyncSeqView<TSource> source,
        int size,
        Func<TSource[], TResult> collate,
        bool dropLast = false,
        int maxConcurrent = 64,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(collate))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentNullException.ThrowIfNull(collate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxConcurrent);
        return new AsyncSelectView<TSource[], TResult>(
            AsyncNeighboursView<TSource>.Batches(source, size, dropLast, maxConcurrent, ViewOrigin.None),
            collate,
            new(nameof(Batch), ArgumentText.Join($"{size}", argumentText), filePath, lineNumber, memberName));
    }
}
