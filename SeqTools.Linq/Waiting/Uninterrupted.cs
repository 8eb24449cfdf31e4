using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// A lock that <see cref="Thread.Interrupt"/> does not keep from being taken, for what has to be done whatever becomes
/// of the thread: the interrupt comes where the thread blocks next.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly ref struct Uninterrupted
{
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

    public void Dispose() => Monitor.Exit(gate);

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
