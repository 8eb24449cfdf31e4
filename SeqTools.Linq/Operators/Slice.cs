using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a part of a list.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is the element <c>i</c> places after the start of the range. Nothing is evaluated when the view is made; a read evaluates
    /// the one element. Ends counted from the end follow the source as it grows and shrinks, and the view is as long as what there
    /// is of the range at the moment. A slice of a slice reads the list directly.</para>
    /// <para>A range that can never fit is refused at once, as in C# elsewhere; <see cref="Take{TSource}(IReadOnlyList{TSource}, Range, string, string, int, string)"/> is lenient.</para>
    /// <para><c>view[2..^3]</c> is the same. <c>seq[2:-3]</c> in SeqTools (Python); <c>itertools.islice</c>.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list.</param>
    /// <param name="range">The positions.</param>
    /// <param name="rangeText">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range ends before it starts, or is outside a list whose length can't change.</exception>
    /// <example><code>
    /// var middle = new[] { "a", "b", "c", "d" }.Slice(1..^1);
    /// Console.WriteLine(string.Join(" ", middle)); // b c
    /// </code></example>
    public static SeqView<TSource> Slice<TSource>(
        this IReadOnlyList<TSource> source,
        Range range,
        [CallerArgumentExpression(nameof(range))] string rangeText = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        var view = ListView.Of(source);
        return SliceMap.Over(view, SliceMap.Of(range, rangeText, view.Length), new(nameof(Slice), rangeText, file, line, member));
    }
}

/// <summary>Every <paramref name="Step"/>-th position from one end of a range to the other, as far as the source reaches.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly record struct SliceMap(Index Start, Index End, int Step = 1) : IIndexMap
{
    public bool IsRun => Step == 1;

    public static SeqView<T> Over<T>(SeqView<T> source, SliceMap map, ViewOrigin origin)
    {
        var step = map.On(source.Length);
        if (source is MapView<T, SliceMap> inner && step.After(inner.Map) is { } whole)
        {
            return new MapView<T, SliceMap>(source, step, inner.Target, whole, whole.LengthOver(inner.Target.Length), origin);
        }

        return new MapView<T, SliceMap>(source, step, step.LengthOver(source.Length), origin);
    }

    /// <summary>The positions of a range that a source may have, now or later.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It can't ever have them.</exception>
    public static SliceMap Of(Range range, string rangeText, Length source)
    {
        if (!CanFit(range, source))
        {
            var within = source.IsFixed ? $" among {source.Count} elements" : "";
            throw new ArgumentOutOfRangeException(nameof(range), range, $"There is no range {rangeText}{within}.");
        }

        return new SliceMap(range.Start, range.End).On(source);
    }

    /// <summary>The range of so many positions from one on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative, or no list is that long.</exception>
    public static Range RangeOf(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, int.MaxValue - start);
        return start..(start + length);
    }

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
        _ when Step > 1 => source.Then(Count),
        ({ IsFromEnd: false, Value: var start }, { IsFromEnd: false, Value: var end }) => source.Clip(start, Math.Max(0, end - start)),
        ({ IsFromEnd: false, Value: var start }, { IsFromEnd: true, Value: var end }) => source.Clip(Clamp((long)start + end), int.MaxValue),
        ({ IsFromEnd: true, Value: var start }, { IsFromEnd: true, Value: var end }) => source.Clip(end, Math.Max(0, start - end)),
        _ => source.Then(Count),
    };

    public int Locate(int index, Length source) =>
        (Start.IsFromEnd ? Offset(Start, source.Count) : Start.Value) + (index * Step);

    public int Run(int index, int count, Length source) => Step == 1 ? count : 1;

    /// <summary>The same positions counted from the start, where the length of the source can't change.</summary>
    private SliceMap On(Length source) =>
        source.IsFixed ? this with { Start = Offset(Start, source.Count), End = Offset(End, source.Count) } : this;

    /// <summary>This map and the one beneath it as one, where a single one can say it at every length of the source.</summary>
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
        ({ IsFromEnd: false, Value: var last }, { IsFromEnd: false, Value: var end }) => Math.Min(end, inner.Position(last)),
        ({ IsFromEnd: false, Value: var last }, { IsFromEnd: true, Value: 0 }) => inner.Position(last),
        ({ IsFromEnd: true, Value: var left }, { IsFromEnd: true, Value: var end }) when inner.Step == 1 => ^Clamp((long)left + end),
        _ => null,
    };

    private int Position(int index) => Clamp(Start.Value + ((long)index * Step));

    private static int Clamp(long position) => (int)Math.Min(int.MaxValue, position);

    private static int Offset(Index index, int count) => Math.Clamp(index.GetOffset(count), 0, count);
}
