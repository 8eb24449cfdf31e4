using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Every <paramref name="Step"/>-th position from one end of a range to the other, as far as the source reaches.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly record struct SliceMap(Index Start, Index End, int Step = 1) : IIndexMap
{
    public bool IsRun => Step == 1;

    /// <summary>Whether it goes on as long as the source does, at any length.</summary>
    private bool ReachesEnd => !Start.IsFromEnd && End.IsFromEnd;

    public static SeqView<T> Over<T>(SeqView<T> source, SliceMap map, ViewOrigin origin)
    {
        var step = map.On(source.Length);
        if (step.IsRun && source.Segment is { Array: not null } array)
        {
            return new ArrayView<T>(source, array.Slice(step.Start.Value, step.Count(array.Count)), origin);
        }

        if (source is MapView<T, SliceMap> inner && step.After(inner.Map) is { } whole)
        {
            return new MapView<T, SliceMap>(
                source, step, inner.Target, whole, whole.LengthOver(inner.Target.Length), origin);
        }

        return new MapView<T, SliceMap>(source, step, step.LengthOver(source.Length), origin);
    }

    public static AsyncSeqView<T> Over<T>(AsyncSeqView<T> source, SliceMap map, ViewOrigin origin)
    {
        var step = map.On(source.Length);
        return new AsyncMapView<T, SliceMap>(source, step, step.LengthOver(source.Length), origin);
    }

    /// <summary>The view of a part, which is a slice where the length of the source can't change.</summary>
    public static SeqView<T> Part<T, TMap>(SeqView<T> source, TMap part, ViewOrigin origin)
        where TMap : struct, IPartMap
    {
        var length = source.Length;
        if (!length.IsFixed)
        {
            return new MapView<T, TMap>(source, part, length.Then(part.Count), origin);
        }

        var start = part.Locate(0, length);
        return Over(source, new(start, start + part.Count(length.Count)), origin);
    }

    /// <summary>The positions of a range that a source may have, now or later.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It can't ever have them.</exception>
    public static SliceMap Of(Range range, Length source, ViewOrigin origin) => CanFit(range, source)
        ? new SliceMap(range.Start, range.End).On(source)
        : throw Refusal(nameof(range), range, source, origin);

    /// <summary>So many positions from one on, which a source may have, now or later.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It can't ever have them.</exception>
    public static SliceMap Of(int start, int length, Length source, ViewOrigin origin)
    {
        var most = source.IsFixed ? source.Count : int.MaxValue;
        return (uint)start > (uint)most ? throw Refusal(nameof(start), start, source, origin)
            : (uint)length > (uint)(most - start) ? throw Refusal(nameof(length), length, source, origin)
            : new SliceMap(start, start + length).On(source);
    }

    private static ArgumentOutOfRangeException Refusal(
        string parameter, object value, Length source, ViewOrigin origin) =>
        new(parameter, value, $"{origin} is no part of {(source.IsFixed ? $"{source.Count} elements" : "any list")}.");

    /// <summary>Whether a source may have that range, now or later.</summary>
    public static bool CanFit(Range range, Length source)
    {
        if (source.IsFixed)
        {
            var start = range.Start.GetOffset(source.Count);
            var end = range.End.GetOffset(source.Count);
            return start >= 0 && start <= end && end <= source.Count;
        }

        return range.Start.IsFromEnd != range.End.IsFromEnd
            || (range.Start.IsFromEnd ? range.Start.Value >= range.End.Value : range.Start.Value <= range.End.Value);
    }

    public int Count(int sourceCount)
    {
        var length = (long)Offset(End, sourceCount) - Offset(Start, sourceCount);
        return (int)Math.Max(0, (length + Step - 1) / Step);
    }

    public Length LengthOver(Length source) => (Start, End) switch
    {
        _ when source.IsEndless && ReachesEnd => source.ThenToTheEnd(Count, Holds),
        _ when Step > 1 => source.Then(Count, Holds),
        ({ IsFromEnd: false, Value: var start }, { IsFromEnd: false, Value: var end }) =>
            source.Clip(start, Math.Max(0, end - start)),
        ({ IsFromEnd: false, Value: var start }, { IsFromEnd: true, Value: var end }) =>
            source.Clip(Clamp((long)start + end), int.MaxValue),
        ({ IsFromEnd: true, Value: var start }, { IsFromEnd: true, Value: var end }) => source.Clip(
            end, Math.Max(0, start - end)),
        _ => source.Then(Count, Holds),
    };

    /// <summary>Whether there is an index, by one position of the source where it starts at a known one.</summary>
    private bool Holds(Length source, int index, bool isCounting) => (Start, End) switch
    {
        ({ IsFromEnd: false, Value: var start }, { IsFromEnd: true, Value: var end }) =>
            source.HoldsPosition(start + ((long)index * Step) + end, isCounting),
        ({ IsFromEnd: false, Value: var start }, { IsFromEnd: false, Value: var end }) =>
            start + ((long)index * Step) < end
                && source.HoldsPosition(start + ((long)index * Step), isCounting),
        _ => index < Count(source.Count),
    };

    public int Locate(int index, Length source) =>
        (Start.IsFromEnd ? Offset(Start, source.Count) : Start.Value) + (index * Step);

    public int? PositionInStep(int index)
    {
        var position = Start.Value + ((long)index * Step);
        var isInStep = !Start.IsFromEnd && (End.IsFromEnd ? End.Value == 0 : position < End.Value);
        return isInStep && position <= int.MaxValue ? (int)position : null;
    }

    public int Run(int index, int count, Length source) => Step == 1 ? count : 1;

    /// <summary>
    /// The same positions counted from the start, where the length of the source can't change. What has no end stays
    /// so.
    /// </summary>
    private SliceMap On(Length source) => source.IsFixed && !(source.IsEndless && ReachesEnd)
        ? this with { Start = Offset(Start, source.Count), End = Offset(End, source.Count) }
        : this;

    /// <summary>
    /// This map and the one beneath it as one, where a single one can say it at every length of the source.
    /// </summary>
    private SliceMap? After(SliceMap inner)
    {
        if (Start.IsFromEnd || inner.Start.IsFromEnd || EndAfter(inner) is not { } end)
        {
            return null;
        }

        return new(inner.Position(Start.Value), end, (int)Math.Min(int.MaxValue, (long)Step * inner.Step));
    }

    private Index? EndAfter(SliceMap inner) => (End, inner.End) switch
    {
        ({ IsFromEnd: true, Value: 0 }, var end) => end,
        ({ IsFromEnd: false, Value: var last }, { IsFromEnd: false, Value: var end }) => Math.Min(
            end, inner.Position(last)),
        ({ IsFromEnd: false, Value: var last }, { IsFromEnd: true, Value: 0 }) => inner.Position(last),
        ({ IsFromEnd: true, Value: var left }, { IsFromEnd: true, Value: var end }) when inner.Step == 1 =>
            ^Clamp((long)left + end),
        _ => null,
    };

    private int Position(int index) => Clamp(Start.Value + ((long)index * Step));

    private static int Clamp(long position) => (int)Math.Min(int.MaxValue, position);

    private static int Offset(Index index, int count) => Math.Clamp(index.GetOffset(count), 0, count);
}
