using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// A view over an array or a part of one, which can't fail within its bounds and can't change its length. It is the
/// element of batches and windows, so it is small.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ArrayView<T> : SeqView<T>
{
    private readonly T[] array;
    private readonly object source;
    private readonly int offset;

    /// <summary>A view over a whole array, read as the user handed it in.</summary>
    public ArrayView(T[] array, object list, ViewOrigin origin)
        : base(origin, array.Length)
    {
        this.array = array;
        source = list;
    }

    /// <summary>A view over a part of the array that another one shows.</summary>
    public ArrayView(SeqView<T> source, ArraySegment<T> part, ViewOrigin origin)
        : base(origin, part.Count)
    {
        array = part.Array!;
        offset = part.Offset;
        this.source = source;
    }

    public override int Count => CountNow();

    protected override IReadOnlyList<object> Sources => source is IView view ? view.UserSources : [source];

    internal override bool ReadsByIndex => true;

    internal override bool CannotFail => true;

    internal override ArraySegment<T> Segment => new(array, offset, Count);

    protected override T GetItem(int index) => Read(index);

    internal override T Read(int index) => array[offset + index];

    internal override bool TryGetSpan(out ReadOnlySpan<T> span)
    {
        span = new(array, offset, Count);
        return true;
    }

    internal override SeqView<T> Over(Substitution sources)
    {
        if (source is not SeqView<T> view)
        {
            return this;
        }

        var start = offset - view.Segment.Offset;
        return SliceMap.Over(sources.Of(view), new(start, start + Count), Origin);
    }
}
