using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// A view whose elements are looked at as a base type of theirs. Its failures have their trail, and its own errors pass
/// as they are.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class UpcastView<T>(IReadOnlyList<T> list, IView view, ViewOrigin origin)
    : OperatorView<T>(origin, view.Length, view)
{
    internal override T Read(int index)
    {
        try
        {
            return list[index];
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
            return (T)(await view.ReadAsync(index, cancellationToken).ConfigureAwait(false))!;
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal override SeqEnumerator<T> Enumerate(int start) =>
        start == 0 ? new Pass(this, list.GetEnumerator()) : base.Enumerate(start);

    internal override SeqView<T> Over(Substitution sources)
    {
        var over = view.Substitute(sources);
        return new UpcastView<T>((IReadOnlyList<T>)over, over, Origin);
    }

    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Pass(UpcastView<T> view, IEnumerator<T> elements)
        : GuardedEnumerator<T>(view, start: 0)
    {
        protected override bool MoveTo(int index) => elements.MoveNext() && Show(elements.Current);

        protected override void Close() => elements.Dispose();
    }
}
