using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Enumerates a list in one pass. The list's enumerator is asked for at the first step: building evaluates nothing. One
/// that has failed may be at its end: from there on, the list is read by index.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ListEnumerator<T>(SeqView<T> view, IReadOnlyList<T> list) : SeqEnumerator<T>(start: 0)
{
    private IEnumerator<T>? elements;
    private bool hasFailed;

    public override bool MoveNext()
    {
        if (!StepTo(out var index))
        {
            return false;
        }

        if (hasFailed)
        {
            return view.HoldsNow(index) ? Show(view.Read(index)) : End();
        }

        return AdvanceTo(index) || End();
    }

    private bool AdvanceTo(int index)
    {
        hasFailed = true;
        try
        {
            elements ??= list.GetEnumerator();
            var isThere = elements.MoveNext();
            if (isThere)
            {
                Current = elements.Current;
            }

            hasFailed = false;
            return isThere;
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e, view, index);
        }
    }

    protected override void Close() => elements?.Dispose();
}
