using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Enumerates sources of a view, and has the failures that come from there pass the view: the one such guard.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class GuardedEnumerator<T>(IView view, int start) : SeqEnumerator<T>(start)
{
    public sealed override bool MoveNext()
    {
        if (!StepTo(out var index))
        {
            return false;
        }

        if (!Holds(index))
        {
            return End();
        }

        try
        {
            return MoveTo(index) || End();
        }
        catch (EvaluationException e) when (e.PassedBy(view, index))
        {
            throw;
        }
    }

    /// <summary>Whether there is such an index, asked outside the guard: a length reports its failure itself.</summary>
    protected virtual bool Holds(int index) => true;

    /// <summary>Evaluates the element at an index into <see cref="SeqEnumerator{T}.Current"/>.</summary>
    /// <returns>Whether there is one.</returns>
    protected abstract bool MoveTo(int index);
}
