using System.Diagnostics;

namespace SeqTools.Linq;

/// <inheritdoc/>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class Evaluation<T>(int index, ViewOrigin origin) : Evaluation(index, origin)
{
    private Outcome<T>? outcome;

    /// <summary>Blocks this thread until the evaluation is over.</summary>
    /// <returns>What came of it; nothing where that is not for others.</returns>
    public Outcome<T>? Await()
    {
        Wait();
        return outcome;
    }

    /// <summary>Waits for the end of the evaluation.</summary>
    /// <returns>What came of it; nothing where that is not for others.</returns>
    public async ValueTask<Outcome<T>?> AwaitAsync(Evaluated[] by, CancellationToken cancellationToken)
    {
        await WaitAsync(by, cancellationToken).ConfigureAwait(false);
        return outcome;
    }

    public void End(Outcome<T>? result)
    {
        outcome = result;
        End();
    }
}
