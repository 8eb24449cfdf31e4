using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the elements of batches one by one: the inverse of <c>Batch</c>.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is element <c>i % size</c> of batch <c>i / size</c>. All batches but the last one are of
    /// the same size, so nothing has to be looked up. Nothing is evaluated when the view is made; a read evaluates the
    /// one batch, and of it, where it is a view itself, the one element.</para>
    /// <para>The batches that were read last are kept, <paramref name="cacheSize"/> of them, and all readers share
    /// them: who reads in order, by index, by batches, in windows or computed ahead, evaluates each batch once.
    /// Where one of several workers falls behind the others, a batch may be evaluated again; a greater
    /// <paramref name="cacheSize"/> keeps it for that worker. Nothing is kept of batches that lie in memory already.
    /// Concurrent reads are safe: a batch that several of them need is evaluated once.</para>
    /// <para>The length is the size of all batches but the last, and that of the last one: <paramref name="lastSize"/>,
    /// or the <c>Count</c> of the last batch. That evaluates the last batch when <see cref="SeqView{T}.Count"/> is read
    /// first, or one of its elements; it is then kept beside the others, unless nothing is to be kept.</para>
    /// <para>A batch with fewer elements than said is an <see cref="InvalidOperationException"/> at the read of one
    /// that is missing; what a batch has beyond its size is left out. <c>Flatten</c> is for lists of any length.
    /// <c>unbatch</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list of batches.</param>
    /// <param name="size">The number of elements of every batch but the last.</param>
    /// <param name="lastSize">The number of elements of the last batch; <see langword="null"/> to ask it.</param>
    /// <param name="cacheSize">The most batches to keep of those that were read last; 0 for none.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="size"/> is not positive, <paramref name="lastSize"/> is not from 1 to <paramref name="size"/>,
    /// or <paramref name="cacheSize"/> is negative.
    /// </exception>
    /// <exception cref="OverflowException">
    /// There would be more than <see cref="int.MaxValue"/> elements; thrown where <see cref="SeqView{T}.Count"/> is
    /// read if the length can change.
    /// </exception>
    /// <example><code>
    /// var doubled = Seq.Range(0, 7).Batch(3).Select(batch => batch.Select(x => 2 * x).ToArray()).Unbatch(3);
    /// Console.WriteLine(doubled[4]); // 8
    /// Console.WriteLine(doubled.Count); // 7
    /// </code></example>
    public static SeqView<TSource> Unbatch<TSource>(
        this IReadOnlyList<IReadOnlyList<TSource>> source,
        int size,
        int? lastSize = null,
        int cacheSize = 2,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(size))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lastSize ?? size, nameof(lastSize));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lastSize ?? size, size, nameof(lastSize));
        ArgumentOutOfRangeException.ThrowIfNegative(cacheSize);
        var arguments = ArgumentText.Join(
            argumentText.Or(size), lastSize is null ? "" : $"lastSize: {lastSize}",
            Lists<TSource>.ArgumentText(cacheSize));
        return new UnbatchView<TSource>(
            new(ListView.Of(source), cacheSize), size, lastSize,
            new(nameof(Unbatch), arguments, filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class UnbatchView<T>(Lists<T> batches, int size, int? lastSize, ViewOrigin origin)
    : NestedView<T>(batches, UnbatchLength<T>.Of(batches, size, lastSize, origin), origin)
{
    internal override SeqView<T> Over(Substitution sources) =>
        new UnbatchView<T>(Lists.Over(sources), size, lastSize, Origin);

    protected override (int List, int Index) Locate(int index) => Math.DivRem(index, size);

    protected override int? Share(int number) =>
        Lists.Source.HoldsNow(number + 1) ? size : Lists.Source.HoldsNow(number) ? lastSize : 0;

    protected override int Measure(int number, int count) => Math.Min(size, count);
}

/// <summary>The length of batches whose last one has to be asked for its own.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class UnbatchLength<T>(Lists<T> batches, int size, ViewOrigin origin)
    : Length(mayEvaluate: true)
{
    public static Length Of(Lists<T> batches, int size, int? lastSize, ViewOrigin origin) => lastSize is { } last
        ? batches.Source.Length.Then(
            count => count == 0 ? 0 : Checked(((count - 1L) * size) + last, origin),
            (length, index, isCounting) =>
                length.HoldsPosition(index < last ? 0 : ((index - last) / size) + 1L, isCounting))
        : new UnbatchLength<T>(batches, size, origin);

    public override int Count
    {
        get
        {
            try
            {
                var last = batches.Source.CountNow() - 1;
                return last < 0 ? 0 : Checked(((long)last * size) + LastSize(last), origin);
            }
            catch (EvaluationException e) when (EvaluationException.Catches(e))
            {
                throw EvaluationException.OfCount(e, this);
            }
        }
    }

    protected override bool EvaluatesNow => !batches.Source.LiesInMemory;

    public override bool Holds(int index, bool isCounting) =>
        index >= 0 && (batches.Source.HoldsNow((index / size) + 1) || index < Count);

    private int LastSize(int last) =>
        Math.Min(size, NestedView<T>.CountOf(batches.ReadOutOfTurn(last), last, origin));
}
