using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A view over a piece of memory, whose length can't change.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class MemoryView<T>(ReadOnlyMemory<T> memory, object list, ViewOrigin origin)
    : OperatorView<T>(origin, Length.Fixed(memory.Length))
{
    protected override IReadOnlyList<object> Sources => [list];

    internal override bool ReadsByIndex => true;

    internal override bool CannotFail => true;

    internal override T Read(int index) => memory.Span[index];

    internal override bool TryGetSpan(out ReadOnlySpan<T> span)
    {
        span = memory.Span;
        return true;
    }
}
