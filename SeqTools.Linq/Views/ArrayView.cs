using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A view over an array, which can't fail within its bounds and can't change its length.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ArrayView<T>(T[] array, object list, ViewOrigin origin)
    : OperatorView<T>(origin, Length.Fixed(array.Length))
{
    protected override IReadOnlyList<object> Sources => [list];

    internal override bool PrefersPass => true;

    internal override T Read(int index) => array[index];

    internal override SeqEnumerator<T> Enumerate(int start) => new ArrayEnumerator<T>(array, start);

    internal override bool TryGetSpan(out ReadOnlySpan<T> span)
    {
        span = array;
        return true;
    }
}
