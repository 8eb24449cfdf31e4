using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list in groups of neighbours.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is a view of the elements from <c>i * size</c> on. Nothing is evaluated when the view is
    /// made, nor when a batch is read: reading an element of the batch evaluates that one. <c>AsPrefetched</c>
    /// computes batches whole, ahead of their reader. Where a batch is to be computed as a whole at once, say how:
    /// <c>Batch(32, batch => batch.ToArray())</c>, or <c>Chunk(32)</c>.</para>
    /// <para><c>batch</c> in SeqTools (Python); <c>itertools.batched</c>.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to batch.</param>
    /// <param name="size">The number of elements of a batch.</param>
    /// <param name="dropLast">Whether a last batch that is not full is left out; otherwise it is shorter.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view of batches.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not positive.</exception>
    /// <example><code>
    /// var batches = Seq.Range(0, 7).Batch(3);
    /// Console.WriteLine(string.Join(" ", batches[1])); // 3 4 5
    /// Console.WriteLine(batches[^1].Count); // 1
    /// </code></example>
    public static SeqView<SeqView<TSource>> Batch<TSource>(
        this IReadOnlyList<TSource> source,
        int size,
        bool dropLast = false,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(size))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return new BatchView<TSource>(
            ListView.Of(source), size, dropLast,
            new(nameof(Batch), argumentText.Or(size), filePath, lineNumber, memberName));
    }

    /// <summary>Views a list in groups of neighbours, all of them full.</summary>
    /// <remarks>
    /// As <see cref="Batch{TSource}(IReadOnlyList{TSource}, int, bool, CallerInfo, string, string, int, string)"/>,
    /// with the last batch filled up.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to batch.</param>
    /// <param name="size">The number of elements of a batch.</param>
    /// <param name="pad">What stands in the last batch where the list has no more elements.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view of batches.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not positive.</exception>
    /// <example><code>
    /// var batches = Seq.Range(1, 4).Batch(3, pad: 0);
    /// Console.WriteLine(string.Join(" ", batches[1])); // 4 0 0
    /// </code></example>
    public static SeqView<SeqView<TSource>> Batch<TSource>(
        this IReadOnlyList<TSource> source,
        int size,
        TSource pad,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(size))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return new PaddedBatchView<TSource>(
            ListView.Of(source), size, pad,
            new(nameof(Batch), argumentText.Or(size), filePath, lineNumber, memberName));
    }

    /// <summary>Views the results of a function of each group of neighbours.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is what <paramref name="collate"/> makes of the view of the elements from <c>i * size</c>
    /// on. Nothing is evaluated when the view is made; a read calls <paramref name="collate"/> once, which evaluates
    /// what it reads of its batch, as often as it reads it.</para>
    /// <para><c>batch</c> with <c>collate_fn</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The list to batch.</param>
    /// <param name="size">The number of elements of a batch.</param>
    /// <param name="collate">
    /// The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the read.
    /// </param>
    /// <param name="dropLast">Whether a last batch that is not full is left out; otherwise it is shorter.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view of collated batches.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not positive.</exception>
    /// <example><code>
    /// var sums = Seq.Range(1, 5).Batch(2, batch => batch.Sum());
    /// Console.WriteLine(string.Join(" ", sums)); // 3 7 5
    /// </code></example>
    public static SeqView<TResult> Batch<TSource, TResult>(
        this IReadOnlyList<TSource> source,
        int size,
        Func<SeqView<TSource>, TResult> collate,
        bool dropLast = false,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(collate))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentNullException.ThrowIfNull(collate);
        return new SelectView<SeqView<TSource>, TResult>(
            new BatchView<TSource>(ListView.Of(source), size, dropLast, ViewOrigin.None),
            collate,
            new(nameof(Batch), ArgumentText.Join($"{size}", argumentText), filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class BatchView<T>(SeqView<T> source, int size, bool dropLast, ViewOrigin origin)
    : PartsView<T>(source, BatchMap.LengthOver(source.Length, size, dropLast), origin), IView
{
    long IView.Reach(long elements) => elements * size;

    internal override SeqView<T> Read(int index) => Part(index * size, size);

    internal override SeqView<SeqView<T>> Over(Substitution sources) =>
        new BatchView<T>(sources.Of(Source), size, dropLast, Origin);
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class PaddedBatchView<T>(SeqView<T> source, int size, T pad, ViewOrigin origin)
    : OperatorView<SeqView<T>>(origin, BatchMap.LengthOver(source.Length, size, dropLast: false), source), IView
{
    private readonly SeqView<T> padding = new RepeatView<T>(pad, Length.Endless, ViewOrigin.None);

    long IView.Reach(long elements) => elements * size;

    internal override SeqView<T> Read(int index) =>
        new ListsView<T, PadMap>([source, padding], new(index * size), Length.Fixed(size), Origin);

    internal override SeqView<SeqView<T>> Over(Substitution sources) =>
        new PaddedBatchView<T>(sources.Of(source), size, pad, Origin);
}

/// <summary>The first list from a position on, and the second one after its end.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly struct PadMap(int start) : IListsMap
{
    public (int List, int Index) Locate(int index, Length[] lists) =>
        lists[0].HoldsPosition((long)start + index) ? (0, start + index) : (1, index);
}
