using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Enumerates a view in the passes that its class offers; where it offers none, by reading one index after the other.
/// The elements before <paramref name="known"/> are known to be there.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class IndexEnumerator<T>(SeqView<T> view, int start, int known = 0) : SeqEnumerator<T>(start)
{
    private IEnumerator<T>? pass;
    private bool goesOn;
    private bool isByIndex;

    public override bool MoveNext()
    {
        if (!isByIndex)
        {
            return AdvanceInPass();
        }

        var index = Step();
        return Exists(index) ? ReadAt(index) : End();
    }

    protected override void Close() => pass?.Dispose();

    /// <summary>A pass that failed is at an end: another one begins with the element behind.</summary>
    private bool AdvanceInPass()
    {
        if (!StepTo(out var index))
        {
            return false;
        }

        if (!goesOn && !Exists(index))
        {
            return End();
        }

        try
        {
            pass = goesOn ? pass : Reopen(index);
            goesOn = false;
            if (pass is not null)
            {
                if (!pass.MoveNext())
                {
                    return End();
                }

                Current = pass.Current;
                return goesOn = true;
            }
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e, view, index);
        }

        isByIndex = true;
        return ReadAt(index);
    }

    private IEnumerator<T>? Reopen(int index)
    {
        var failed = pass;
        pass = null;
        failed?.Dispose();
        return view.PassFrom(index);
    }

    private bool Exists(int index) => index < known || view.HoldsNow(index);

    private bool ReadAt(int index)
    {
        Current = view.Read(index);
        return true;
    }
}
