using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace SeqTools.Linq;

/// <summary>
/// A view that makes one element of each element of its source. Stages that follow each other share one guard, that of
/// the outermost, however they are read.
/// </summary>
/// <remarks>What is named as <c>read</c> stands for the source in drawings, where the view stands for two.</remarks>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class StageView<TSource, T>(SeqView<TSource> source, ViewOrigin origin, IView? read = null)
    : OperatorView<T>(origin, source.Length, read ?? source), IView
{
    /// <summary>
    /// The array that the source's elements are in, where they are its first ones: they are read in place, whatever
    /// kinds of sources there are besides.
    /// </summary>
    private protected readonly TSource[]? array = source.Segment is { Offset: 0 } whole ? whole.Array : null;
    private protected readonly bool isSourceSafe = source.CannotFail;

    public SeqView<TSource> Source => source;

    /// <summary>A stage beneath that has no name belongs to this one.</summary>
    long IView.Reach(long elements) => source.IsUserStage ? elements : ((IView)source).Reach(elements);

    internal sealed override bool PrefersPass => source.PrefersPass;

    internal sealed override bool ReadsByIndex => source.ReadsByIndex;

    internal override int Calls => source.Calls;

    /// <summary>Reads an element, guarded.</summary>
    /// <remarks>
    /// The stages that users have most of say this and <see cref="Get"/> once more, so that what makes the element is
    /// no virtual call there: in a program that has met many kinds of stages, it costs as much as one.
    /// </remarks>
    internal override T Read(int index) =>
        array is not null ? Apply(array[index], index)
        : isSourceSafe ? Apply(source.Read(index), index)
        : ReadGuarded(index);

    /// <summary>Where a look at the length is an evaluation, it is the source's.</summary>
    internal sealed override bool TryRead(int index, [MaybeNullWhen(false)] out T element)
    {
        if (!Length.Evaluates)
        {
            return base.TryRead(index, out element);
        }

        var isThere = TryReadSource(index, out var read);
        element = isThere ? Apply(read!, index) : default;
        return isThere;
    }

    private bool TryReadSource(int index, [MaybeNullWhen(false)] out TSource element)
    {
        try
        {
            return source.TryRead(index, out element);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal override T Get(int index, ref LastCall call) =>
        Make(array is null ? source.Get(index, ref call) : array[index], index, ref call);

    internal override EvaluationException? Tell(Exception failure, int index, ref LastCall call)
    {
        var told = source.Tell(failure, index, ref call);
        told?.PassedBy(this, index);
        return told;
    }

    internal sealed override async ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken)
    {
        TSource element;
        try
        {
            element = await source.ReadAsync(index, cancellationToken).ConfigureAwait(false);
        }
        catch (EvaluationException e) when (Passes(e, index))
        {
            throw;
        }

        return Apply(element, index);
    }

    /// <summary>
    /// What the source computes ahead is computed for this enumeration alone, as it is for one of the source.
    /// </summary>
    public sealed override IAsyncEnumerable<T> ToAsyncEnumerable() =>
        IsComputedAhead ? new AwaitedStage<TSource, T>(this, source.ToAsyncEnumerable()) : base.ToAsyncEnumerable();

    /// <summary>Adds this stage to the trail of a failure of the source; never holds.</summary>
    internal virtual bool Passes(EvaluationException failure, int index) => failure.PassedBy(this, index);

    internal sealed override SeqEnumerator<T> Enumerate(int start) =>
        ReadsByIndex ? base.Enumerate(start)
        : start == 0 && source.KnownList is { } list ? new ListStageEnumerator<TSource, T>(this, list)
        : new StageEnumerator<TSource, T>(this, source.Enumerate(start), start);

    internal sealed override SeqEnumerator<T> EnumeratePart(int start, int count) =>
        ReadsByIndex ? base.EnumeratePart(start, count)
        : new StageEnumerator<TSource, T>(this, source.EnumeratePart(start, count), start);

    /// <summary>Makes the element of one of the source for a caller that guards.</summary>
    internal abstract T Make(TSource element, int index, ref LastCall call);

    /// <summary>Makes the element of one of the source, guarded.</summary>
    internal virtual T Apply(TSource element, int index)
    {
        LastCall call = default;
        try
        {
            return Make(element, index, ref call);
        }
        catch (Exception e) when (Wrap(e, index, ref call) is { } failure)
        {
            throw failure;
        }
    }
}
