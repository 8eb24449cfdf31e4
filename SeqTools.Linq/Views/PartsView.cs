using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A view whose elements are neighbours of one source, each a part of the array where there is one.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class PartsView<T>(SeqView<T> source, Length length, ViewOrigin origin)
    : OperatorView<SeqView<T>>(origin, length, source)
{
    private readonly ArraySegment<T> array = source.Segment;

    public SeqView<T> Source => source;

    /// <summary>So many neighbours from a position on, as far as the source reaches.</summary>
    private protected SeqView<T> Part(int start, int size) => array.Array is null
        ? SliceMap.Over(source, new(start, start + Math.Min(size, int.MaxValue - start)), Origin)
        : new ArrayView<T>(source, array.Slice(start, Math.Min(size, array.Count - start)), Origin);
}
