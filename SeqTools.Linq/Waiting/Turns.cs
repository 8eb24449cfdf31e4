using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// A lock under which code of the user runs, which may take its time and wait for others. Who waits for it for long
/// waits for a task, so that the thread pool makes up for it, and announces that.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class Turns(ViewOrigin origin)
{
    /// <summary>How long is short: that long a thread waits as for any lock, which is cheaper.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly object gate = new();
    private readonly Node node = new(new(), EvaluationFrame.NoIndex);

    /// <summary>Completes when a turn ends; there is none before somebody waits.</summary>
    private TaskCompletionSource? end;
    private int waiting;

    /// <summary>Waits for the turn of this thread; one that has it may take it again.</summary>
    /// <exception cref="InvalidOperationException">It would never come: who has it waits for this thread.</exception>
    public Turn Take()
    {
        if (!Monitor.TryEnter(gate, Moment))
        {
            TakeLater();
        }

        Evaluating.Enter(new(node));
        return new(this);
    }

    /// <summary>The same for what has to be done: an interrupt comes where the thread blocks next.</summary>
    public Turn TakeUninterrupted()
    {
        var wasInterrupted = false;
        while (true)
        {
            try
            {
                var turn = Take();
                Uninterrupted.Resume(wasInterrupted);
                return turn;
            }
            catch (ThreadInterruptedException)
            {
                wasInterrupted = true;
            }
        }
    }

    /// <summary>
    /// Who ends a turn looks afterwards whether others wait; they say that they do, and look afterwards whether it has
    /// ended.
    /// </summary>
    private void TakeLater()
    {
        using var wait = WaitForGraph.Announce(Evaluating.Here, node, origin);
        Interlocked.Increment(ref waiting);
        try
        {
            for (var next = NextEnd(); !Monitor.TryEnter(gate); next = NextEnd())
            {
                next.Wait();
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private Task NextEnd()
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref end, mine, null) ?? mine).Task;
    }

    private void Pass()
    {
        Evaluating.Leave();
        Monitor.Exit(gate);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref waiting) > 0 && Interlocked.Exchange(ref end, null) is { } ended)
        {
            Uninterrupted.Complete(ended);
        }
    }

    /// <summary>A turn, until it is disposed of.</summary>
    internal readonly struct Turn(Turns turns) : IDisposable
    {
        public void Dispose() => turns.Pass();
    }
}
