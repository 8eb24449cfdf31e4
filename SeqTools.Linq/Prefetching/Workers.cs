using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// The workers of a session: they are started when there is work, park when there is none, and leave when they are
/// stopped. They know the session, and never the view.
/// </summary>
/// <param name="size">The number of workers.</param>
/// <param name="hasWork">Whether there is work.</param>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class Workers(int size, Func<bool> hasWork)
{
    private readonly Stack<int> absent = new(Enumerable.Range(0, size).Reverse());
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int atWork;

    /// <summary>Completes when the workers were stopped and the last one has left.</summary>
    public Task Gone => gone.Task;

    /// <summary>
    /// Whether there is anyone to call. A worker says that it parks before it looks for work the last time, and a
    /// reader offers work before it asks this: one of them sees the other.
    /// </summary>
    public bool IsComplete
    {
        get
        {
            Interlocked.MemoryBarrier();
            return Volatile.Read(ref atWork) == size;
        }
    }

    /// <summary>Under which workers park, and are called.</summary>
    protected object Gate { get; } = new();

    protected bool IsStopped { get; private set; }

    /// <summary>
    /// Starts the workers that are absent, and wakes as many of the parked ones as there are elements to do.
    /// </summary>
    /// <param name="elements">The number of elements.</param>
    /// <returns>Why a worker could not be started, if one could not.</returns>
    public Exception? Call(int elements)
    {
        lock (Gate)
        {
            if (IsStopped)
            {
                return null;
            }

            for (var parked = size - absent.Count - atWork; parked > 0 && elements > 0; parked--, elements--)
            {
                Wake();
            }

            Exception? failure = null;
            while (failure is null && absent.TryPop(out var number))
            {
                failure = TryStart(number);
            }

            return failure;
        }
    }

    /// <summary>Signs a worker off.</summary>
    /// <param name="number">The worker.</param>
    public void Leave(int number)
    {
        lock (Gate)
        {
            Interlocked.Decrement(ref atWork);
            SignOff(number);
        }
    }

    /// <summary>Tells all workers to leave when they have finished what they are doing.</summary>
    public void Stop()
    {
        lock (Gate)
        {
            IsStopped = true;
            WakeAll();
            SayWhetherGone();
        }
    }

    /// <summary>Starts a worker; called under the gate.</summary>
    /// <exception cref="OutOfMemoryException">There can be no more workers.</exception>
    protected abstract void Start(int number);

    /// <summary>Wakes a worker that waits in its park; called under the gate.</summary>
    protected abstract void Wake();

    /// <summary>Wakes every worker that waits in its park; called under the gate.</summary>
    protected abstract void WakeAll();

    /// <summary>
    /// Says, under the gate, that a worker is no longer at work, and then looks for work the last time.
    /// </summary>
    protected bool MayStay()
    {
        Interlocked.Decrement(ref atWork);
        return hasWork();
    }

    /// <summary>Has, under the gate, a worker that stood in its park go back to work, or leave.</summary>
    /// <param name="number">The worker.</param>
    /// <param name="goesOn">Whether there may be work.</param>
    /// <returns>Whether it is at work; otherwise it has left.</returns>
    protected bool Return(int number, bool goesOn)
    {
        if (IsStopped || !(goesOn || hasWork()))
        {
            SignOff(number);
            return false;
        }

        Interlocked.Increment(ref atWork);
        return true;
    }

    private Exception? TryStart(int number)
    {
        Interlocked.Increment(ref atWork);
        try
        {
            Start(number);
            return null;
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            Interlocked.Decrement(ref atWork);
            SignOff(number);
            return e;
        }
    }

    private void SignOff(int number)
    {
        absent.Push(number);
        SayWhetherGone();
    }

    private void SayWhetherGone()
    {
        if (IsStopped && absent.Count == size)
        {
            gone.TrySetResult();
        }
    }
}
