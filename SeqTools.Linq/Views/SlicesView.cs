using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A view whose elements are slices of one source, known when it is made.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class SlicesView<T>(SeqView<T> source, SliceMap[] slices, ViewOrigin origin)
    : OperatorView<SeqView<T>>(origin, Length.Fixed(slices.Length), source)
{
    internal override SeqView<T> Read(int index) => SliceMap.Over(source, slices[index], Origin);

    internal override SeqView<SeqView<T>> Over(Substitution sources) =>
        new SlicesView<T>(sources.Of(source), slices, Origin);
}
