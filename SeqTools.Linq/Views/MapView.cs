using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace SeqTools.Linq;

/// <summary>A view that only says where its elements stand in one source.</summary>
/// <remarks>
/// The <c>source</c> is the list that the operator was given and <c>step</c> leads to it; the <c>target</c> is the one
/// that is read and <c>map</c> leads there: further down, where views between could be skipped.
/// </remarks>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class MapView<T, TMap>(
    SeqView<T> source, TMap step, SeqView<T> target, TMap map, Length length, ViewOrigin origin, params IView[] others)
    : OperatorView<T>(origin, length, [source, .. others])
    where TMap : struct, IIndexMap
{
    public MapView(SeqView<T> source, TMap map, Length length, ViewOrigin origin, params IView[] others)
        : this(source, map, source, map, length, origin, others)
    {
    }

    /// <summary>
    /// Not where the elements stand apart: there a pass reads one after the other, and looks after the length besides.
    /// </summary>
    internal override bool PrefersPass => target.PrefersPass && map.IsRun;

    internal override bool ReadsByIndex => target.ReadsByIndex && Length.IsFixed;

    /// <summary>Where the elements stand may have to be evaluated, but for neighbours.</summary>
    internal override bool LiesInMemory => map.IsRun && target.LiesInMemory;

    public SeqView<T> Target => target;

    public TMap Map => map;

    internal override T Read(int index)
    {
        try
        {
            return ReadTarget(index);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    /// <summary>Where a look at the length is an evaluation, it is the target's.</summary>
    internal override bool TryRead(int index, [MaybeNullWhen(false)] out T element)
    {
        if (!Length.Evaluates || map.PositionInStep(index) is not { } position)
        {
            return base.TryRead(index, out element);
        }

        try
        {
            return target.TryRead(position, out element);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal override async ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            var position = map.Locate(index, target.Length);
            return await target.ReadAtAsync(position, cancellationToken).ConfigureAwait(false);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal override SeqEnumerator<T> Enumerate(int start) =>
        ReadsByIndex ? base.Enumerate(start) : new Pass(this, start);

    internal override SeqEnumerator<T> EnumeratePart(int start, int count) =>
        ReadsByIndex ? base.Enumerate(start) : new Pass(this, start, start + count);

    internal override void Fill(int start, Span<T> destination)
    {
        while (!destination.IsEmpty)
        {
            var run = map.Run(start, destination.Length, target.Length);
            var block = destination[..Math.Abs(run)];
            if (block.Length == 1)
            {
                block[0] = Read(start);
            }
            else
            {
                FillBlock(start, block, isAscending: run > 0);
            }

            start += block.Length;
            destination = destination[block.Length..];
        }
    }

    internal override bool TryGetSpan(out ReadOnlySpan<T> span)
    {
        span = default;
        if (!map.IsRun || !target.TryGetSpan(out _))
        {
            return false;
        }

        var count = CountNow();
        if (count == 0)
        {
            return true;
        }

        return map.Run(0, count, target.Length) == count
            && target.TryGetSpan(map.Locate(0, target.Length), count, out span);
    }

    /// <summary>As the user wrote it: no view is skipped.</summary>
    internal override SeqView<T> Over(Substitution sources)
    {
        var over = sources.Of(source);
        var keepsLength = ReferenceEquals(Length, source.Length);
        return new MapView<T, TMap>(over, (TMap)step.Over(sources), keepsLength ? over.Length : Length, Origin);
    }

    /// <summary>The views that were skipped report their own stages, innermost first.</summary>
    internal override void Trace(EvaluationException failure, int index)
    {
        if (index != EvaluationFrame.NoIndex && !ReferenceEquals(source, target))
        {
            source.Trace(failure, step.Locate(index, source.Length));
        }

        base.Trace(failure, index);
    }

    private T ReadTarget(int index) => target.ReadAt(map.Locate(index, target.Length));

    /// <summary>
    /// The source from the position of an index on, where all that is left stands there side by side. How much that is
    /// is not asked where it takes a look at elements that no reader may come to.
    /// </summary>
    private SeqEnumerator<T>? OneRun(int index)
    {
        if (Length.Evaluates)
        {
            return PrefersPass ? target.Enumerate(map.Locate(index, target.Length)) : null;
        }

        var left = CountNow() - index;
        return left > 0 && map.Run(index, left, target.Length) == left
            ? target.EnumeratePart(map.Locate(index, target.Length), left)
            : null;
    }

    private void FillBlock(int start, Span<T> block, bool isAscending)
    {
        int? first = null;
        try
        {
            first = map.Locate(start, target.Length);
            target.FillAt(isAscending ? first.Value : first.Value - block.Length + 1, block);
        }
        catch (EvaluationException e) when (e.PassedBy(this, start + Math.Abs(e.Position - (first ?? e.Position))))
        {
            throw;
        }

        if (!isAscending)
        {
            block.Reverse();
        }
    }

    /// <summary>The elements before <paramref name="known"/> are known to be there.</summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Pass(MapView<T, TMap> view, int start, int known = 0)
        : GuardedEnumerator<T>(view, start)
    {
        private SeqEnumerator<T>? run;
        private bool isOpen;

        protected override bool Holds(int index) => index < known || view.HoldsNow(index);

        protected override bool MoveTo(int index)
        {
            if (!isOpen)
            {
                run = view.OneRun(index);
                isOpen = true;
            }

            return run is null ? Show(view.ReadTarget(index)) : run.MoveNext() && Show(run.Current);
        }

        protected override void Close() => run?.Dispose();
    }
}
