using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>Workers that are dedicated threads, which end when nothing was asked of them for a while.</summary>
/// <param name="size">The number of workers.</param>
/// <param name="hasWork">Whether there is work.</param>
/// <param name="work">What a worker does, given its number; it ends by leaving.</param>
/// <param name="idleTimeout">The while.</param>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ThreadWorkers(int size, Func<bool> hasWork, Action<int> work, TimeSpan idleTimeout)
    : Workers(size, hasWork)
{
    /// <summary>Waits, on a worker, until there may be work.</summary>
    /// <param name="number">The worker.</param>
    /// <returns>Whether to go on; otherwise the worker has left.</returns>
    public bool Park(int number)
    {
        lock (Gate)
        {
            var goesOn = MayStay() || IsCalled();
            return Return(number, goesOn);
        }
    }

    protected override void Start(int number) =>
        new Thread(() => work(number)) { IsBackground = true, Name = "SeqTools prefetch" }.Start();

    protected override void Wake() => Monitor.Pulse(Gate);

    protected override void WakeAll() => Monitor.PulseAll(Gate);

    private bool IsCalled()
    {
        try
        {
            return IsStopped || Monitor.Wait(Gate, idleTimeout);
        }
        catch (ThreadInterruptedException)
        {
            // A function of the user interrupted the thread that it runs on: that is no reason to end.
            return true;
        }
    }
}
