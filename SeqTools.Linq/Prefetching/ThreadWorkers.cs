using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>Workers that are dedicated threads, which end when nothing was asked of them for a while.</summary>
/// <param name="size">The number of workers.</param>
/// <param name="hasWork">Whether there is work.</param>
/// <param name="work">What a worker does, given its number; it ends by leaving.</param>
/// <param name="idleTimeout">The while.</param>
/// <param name="clock">By which it is measured.</param>
/// <param name="counters">What counts them.</param>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ThreadWorkers(
    int size, Func<bool> hasWork, Action<int> work, TimeSpan idleTimeout, TimeProvider clock, PrefetchCounters counters)
    : Workers(size, hasWork, counters)
{
    /// <summary>How often workers were called; guarded by the gate.</summary>
    private int calls;

    /// <summary>Waits, on a worker, until there may be work.</summary>
    /// <returns>Whether to go on; otherwise the worker is to leave.</returns>
    public bool Park()
    {
        using (Uninterrupted.Lock(Gate))
        {
            var goesOn = MayStay() || IsCalled(moment: null);
            return Return(goesOn);
        }
    }

    /// <summary>
    /// Waits, on a worker, for a moment at most; who calls for a worker may end it. It stays until it parks.
    /// </summary>
    /// <returns>Whether to go on; otherwise the workers were stopped.</returns>
    public bool Doze(TimeSpan moment)
    {
        using (Uninterrupted.Lock(Gate))
        {
            CountDozing(1);
            _ = MayStay() || IsCalled(moment);
            var goesOn = Return(goesOn: true);
            CountDozing(-1);
            return goesOn;
        }
    }

    /// <summary>The context of the reader that happens to call for it is not the worker's.</summary>
    protected override void Start(int number) =>
        new Thread(() => work(number)) { IsBackground = true, Name = "SeqTools prefetch" }.UnsafeStart();

    protected override void Wake()
    {
        calls++;
        Monitor.Pulse(Gate);
    }

    protected override void WakeAll()
    {
        calls++;
        Monitor.PulseAll(Gate);
    }

    /// <param name="moment">How long it waits at most; the idle time-out, by the clock, where there is none.</param>
    private bool IsCalled(TimeSpan? moment)
    {
        try
        {
            return IsStopped || (moment is { } most ? Monitor.Wait(Gate, most) : WaitByClock());
        }
        catch (ThreadInterruptedException)
        {
            // A function of the user interrupted the thread that it runs on: that is no reason to end.
            return true;
        }
    }

    /// <summary>
    /// The system's clock is the monitor's own. The alarm of another one wakes all who wait, of whom those that have
    /// waited for long enough leave, and the others go on waiting.
    /// </summary>
    private bool WaitByClock()
    {
        if (clock == TimeProvider.System || idleTimeout == Timeout.InfiniteTimeSpan)
        {
            return Monitor.Wait(Gate, idleTimeout);
        }

        var (since, callsBefore) = (clock.GetTimestamp(), calls);
        using var alarm = clock.CreateTimer(_ => LookAtClock(), null, idleTimeout, Timeout.InfiniteTimeSpan);
        do
        {
            Monitor.Wait(Gate);
        }
        while (calls == callsBefore && clock.GetElapsedTime(since) < idleTimeout);
        return calls != callsBefore;
    }

    private void LookAtClock()
    {
        using (Uninterrupted.Lock(Gate))
        {
            Monitor.PulseAll(Gate);
        }
    }
}
