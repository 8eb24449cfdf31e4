using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>An element that a thread or a flow is evaluating: where others wait for it.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class Evaluation(int index, ViewOrigin origin)
{
    /// <summary>Completes when the evaluation is over; there is none before somebody waits.</summary>
    private TaskCompletionSource? change;
    private bool isOver;

    public Node Node { get; } = new(new(), index);

    /// <summary>
    /// Blocks this thread until the evaluation is over. It waits for a task, so that the thread pool makes up for it.
    /// </summary>
    /// <exception cref="InvalidOperationException">It never would be: the evaluation waits for this thread.</exception>
    protected void Wait()
    {
        using var wait = WaitForGraph.Announce(Evaluating.Here, Node, origin);
        WhenOver().Wait();
    }

    /// <summary>Waits for the end of the evaluation.</summary>
    /// <param name="by">What is held up meanwhile.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">There would be none: the evaluation waits for that.</exception>
    protected async ValueTask WaitAsync(Evaluated[] by, CancellationToken cancellationToken)
    {
        using var wait = WaitForGraph.Announce(by, Node, origin);
        await WhenOver().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets those go on who wait.</summary>
    protected void End()
    {
        Volatile.Write(ref isOver, true);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref change) is { } awaited)
        {
            Uninterrupted.Complete(awaited);
        }
    }

    /// <summary>Either who ends the evaluation sees the task, or who waits sees that it is over.</summary>
    private Task WhenOver()
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var shared = Interlocked.CompareExchange(ref change, mine, null) ?? mine;
        if (Volatile.Read(ref isOver))
        {
            Uninterrupted.Complete(shared);
        }

        return shared.Task;
    }
}
