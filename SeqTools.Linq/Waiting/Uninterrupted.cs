using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// A lock that <see cref="Thread.Interrupt"/> does not keep from being taken, for what has to be done whatever becomes
/// of the thread: the interrupt comes where the thread blocks next.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly ref struct Uninterrupted
{
    private static readonly ManualResetEvent Signalled = new(initialState: true);

    private readonly object gate;

    private Uninterrupted(object gate) => this.gate = gate;

    public static Uninterrupted Lock(object gate)
    {
        var wasInterrupted = false;
        while (!TryEnter(gate))
        {
            wasInterrupted = true;
        }

        Resume(wasInterrupted);
        return new(gate);
    }

    /// <summary>Leaves an interrupt to where the thread blocks next.</summary>
    public static void Resume(bool wasInterrupted)
    {
        if (wasInterrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }

    /// <summary>
    /// Completes a task. To wake those who wait for it takes locks: an interrupt that came there would leave the others
    /// asleep.
    /// </summary>
    public static void Complete(TaskCompletionSource task) => Do(() => task.TrySetResult());

    /// <inheritdoc cref="Complete(TaskCompletionSource)"/>
    public static void Complete<T>(TaskCompletionSource<T> task, T result) => Do(() => task.TrySetResult(result));

    public void Dispose() => Monitor.Exit(gate);

    private static void Do(Action action)
    {
        var wasInterrupted = TryTakeInterrupt();
        action();
        Resume(wasInterrupted);
    }

    /// <summary>Takes back an interrupt that waits for this thread to block.</summary>
    private static bool TryTakeInterrupt()
    {
        try
        {
            Signalled.WaitOne(0);
            return false;
        }
        catch (ThreadInterruptedException)
        {
            return true;
        }
    }

    private static bool TryEnter(object gate)
    {
        try
        {
            Monitor.Enter(gate);
            return true;
        }
        catch (ThreadInterruptedException)
        {
            return false;
        }
    }
}
