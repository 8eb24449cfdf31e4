using System.Diagnostics;

namespace SeqTools.Linq;

/// <inheritdoc/>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class Evaluation<T>(int index, ViewOrigin origin) : Evaluation(index, origin)
{
    private Outcome<T> outcome;

    public Outcome<T> Await()
    {
        Wait();
        return outcome;
    }

    public void End(Outcome<T> result)
    {
        outcome = result;
        End();
    }
}
