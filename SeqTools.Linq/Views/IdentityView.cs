using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A view that has the elements of its source, read in whatever way is best there.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal class IdentityView<T>(SeqView<T> source, ViewOrigin origin) : StageView<T, T>(source, origin)
{
    internal sealed override ArraySegment<T> Segment => Source.Segment;

    internal sealed override T Make(T element, int index, ref LastCall call) => element;

    internal sealed override T Apply(T element, int index) => element;

    internal sealed override void Fill(int start, Span<T> destination)
    {
        try
        {
            Source.Fill(start, destination);
        }
        catch (EvaluationException e) when (e.PassedBy(this, e.Position))
        {
            throw;
        }
    }

    internal sealed override bool TryGetSpan(out ReadOnlySpan<T> span) => Source.TryGetSpan(out span);

    internal override SeqView<T> Over(Substitution sources) => new IdentityView<T>(sources.Of(Source), Origin);
}
