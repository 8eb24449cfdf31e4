using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// A view that makes one element of each element of its source. Stages that follow each other share one guard, that of
/// the outermost, however they are read.
/// </summary>
/// <remarks>What is named as <c>read</c> stands for the source in drawings and for lengths that failed.</remarks>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class StageView<TSource, T>(SeqView<TSource> source, ViewOrigin origin, IView? read = null)
    : OperatorView<T>(origin, source.Length, read ?? source)
{
    private readonly SeqView<TSource> source = source;
    private readonly int calls = source.Calls;

    public SeqView<TSource> Source => source;

    internal sealed override bool PrefersPass => source.PrefersPass;

    internal sealed override bool ReadsByIndex => source.ReadsByIndex;

    internal override int Calls => calls;

    /// <summary>The elements of an array are read in place, whatever kinds of sources there are besides.</summary>
    protected TSource[]? Array { get; } = source.Segment.Array;

    protected int Offset { get; } = source.Segment.Offset;

    internal override T Read(int index)
    {
        LastCall call = default;
        try
        {
            return Get(index, ref call);
        }
        catch (Exception e) when (Wrap(e, index, ref call) is { } failure)
        {
            throw failure;
        }
    }

    internal abstract override T Get(int index, ref LastCall call);

    internal override EvaluationException? Tell(Exception failure, int index, ref LastCall call)
    {
        var told = source.Tell(failure, index, ref call);
        told?.PassedBy(this, index);
        return told;
    }

    internal sealed override SeqEnumerator<T> Enumerate(int start) =>
        ReadsByIndex ? base.Enumerate(start) : Pass(source.Enumerate(start), start);

    internal sealed override SeqEnumerator<T> EnumeratePart(int start, int count) =>
        ReadsByIndex ? base.EnumeratePart(start, count) : Pass(source.EnumeratePart(start, count), start);

    internal override void Fill(int start, Span<T> destination)
    {
        if (source.TryGetSpan(start, destination.Length, out _))
        {
            FillByIndex(start, destination);
            return;
        }

        base.Fill(start, destination);
    }

    protected TSource GetSource(int index, ref LastCall call) =>
        Array is null ? source.Get(index, ref call) : Array[Offset + index];

    /// <summary>The pass over this view that one over its source makes.</summary>
    protected abstract SeqEnumerator<T> Pass(SeqEnumerator<TSource> elements, int start);
}
