using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Enumerates a list in one pass. The list's enumerator is asked for at the first step: building evaluates nothing.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ListEnumerator<T>(SeqView<T> view, IReadOnlyList<T> list) : SeqEnumerator<T>(start: 0)
{
    private IEnumerator<T>? elements;

    public override bool MoveNext()
    {
        if (HasEnded)
        {
            return false;
        }

        var index = Step();
        try
        {
            elements ??= list.GetEnumerator();
            if (elements.MoveNext())
            {
                Current = elements.Current;
                return true;
            }
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e, view, index);
        }

        return End();
    }

    protected override void Close() => elements?.Dispose();
}
