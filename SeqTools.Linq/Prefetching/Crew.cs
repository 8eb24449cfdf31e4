using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// The workers of a session: dedicated threads that are started when there is work, park when there is none, and leave when nothing
/// was asked of them for a while. They know the session, and never the view.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class Crew(int size, TimeSpan idleTimeout)
{
    private readonly object gate = new();
    private readonly Stack<int> absent = new(Enumerable.Range(0, size).Reverse());
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int atWork;
    private bool isStopped;

    /// <summary>Completes when the crew was stopped and its last worker has left.</summary>
    public Task Gone => gone.Task;

    /// <summary>
    /// Whether there is anyone to call. A worker says that it parks before it looks for work the last time, and a reader offers work
    /// before it asks this: one of them sees the other.
    /// </summary>
    public bool IsComplete
    {
        get
        {
            Interlocked.MemoryBarrier();
            return Volatile.Read(ref atWork) == size;
        }
    }

    /// <summary>Starts the workers that are absent, and wakes as many of the parked ones as there are elements to do.</summary>
    /// <param name="elements">The number of elements.</param>
    /// <param name="work">What a worker does, given its number; it ends by leaving.</param>
    /// <returns>Why a thread could not be started, if one could not.</returns>
    public Exception? Call(int elements, Action<int> work)
    {
        lock (gate)
        {
            if (isStopped)
            {
                return null;
            }

            for (var parked = size - absent.Count - atWork; parked > 0 && elements > 0; parked--, elements--)
            {
                Monitor.Pulse(gate);
            }

            Exception? failure = null;
            while (failure is null && absent.TryPop(out var number))
            {
                failure = Start(number, work);
            }

            return failure;
        }
    }

    /// <summary>Waits, on a worker, until there may be work.</summary>
    /// <param name="number">The worker.</param>
    /// <param name="hasWork">Whether there is work.</param>
    /// <returns>Whether to go on; otherwise the worker has left.</returns>
    public bool Park(int number, Func<bool> hasWork)
    {
        lock (gate)
        {
            Interlocked.Decrement(ref atWork);
            var goesOn = hasWork() || IsCalled() || hasWork();
            if (isStopped || !goesOn)
            {
                SignOff(number);
                return false;
            }

            Interlocked.Increment(ref atWork);
            return true;
        }
    }

    /// <summary>Signs a worker off.</summary>
    /// <param name="number">The worker.</param>
    public void Leave(int number)
    {
        lock (gate)
        {
            Interlocked.Decrement(ref atWork);
            SignOff(number);
        }
    }

    /// <summary>Tells all workers to leave when they have finished what they are doing.</summary>
    public void Stop()
    {
        lock (gate)
        {
            isStopped = true;
            Monitor.PulseAll(gate);
            SayWhetherGone();
        }
    }

    private Exception? Start(int number, Action<int> work)
    {
        Interlocked.Increment(ref atWork);
        try
        {
            new Thread(() => work(number)) { IsBackground = true, Name = "SeqTools prefetch" }.Start();
            return null;
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            Interlocked.Decrement(ref atWork);
            SignOff(number);
            return e;
        }
    }

    private bool IsCalled()
    {
        try
        {
            return isStopped || Monitor.Wait(gate, idleTimeout);
        }
        catch (ThreadInterruptedException)
        {
            // A function of the user interrupted the thread that it runs on: that is no reason to end.
            return true;
        }
    }

    private void SignOff(int number)
    {
        absent.Push(number);
        SayWhetherGone();
    }

    private void SayWhetherGone()
    {
        if (isStopped && absent.Count == size)
        {
            gone.TrySetResult();
        }
    }
}
