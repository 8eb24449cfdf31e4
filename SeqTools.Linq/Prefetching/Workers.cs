using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// The workers of a session: they are started when there is work, park when there is none, and leave when they are
/// stopped. They know the session, and never the view.
/// </summary>
/// <param name="size">The number of workers.</param>
/// <param name="hasWork">Whether there is work.</param>
/// <param name="counters">What counts them.</param>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class Workers(int size, Func<bool> hasWork, PrefetchCounters counters)
{
    private readonly Stack<int> absent = new(Enumerable.Range(0, size).Reverse());
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many there can be, as far as a start that failed has shown.</summary>
    private int available = int.MaxValue;
    private int atWork;
    private int dozing;
    private volatile bool isStarting;

    /// <summary>How many there can be at most.</summary>
    public int Size => size;

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

    /// <summary>Whether no worker is at work.</summary>
    public bool AreIdle => Volatile.Read(ref atWork) == 0;

    /// <summary>Whether a worker will look for work in a moment, though nobody calls it.</summary>
    public bool IsAttended => Volatile.Read(ref atWork) > 0 || IsDozing;

    /// <summary>Whether a worker is being started: who starts it waits until it runs.</summary>
    public bool IsStarting => isStarting;

    /// <summary>Whether a worker dozes.</summary>
    public bool IsDozing => Volatile.Read(ref dozing) > 0;

    /// <summary>Under which workers park, and are called.</summary>
    protected object Gate { get; } = new();

    protected bool IsStopped { get; private set; }

    /// <summary>How many are there, at work or not; guarded by the gate.</summary>
    private int Present => size - absent.Count;

    /// <summary>Where one could not be started, those that are there serve; without any it is tried again.</summary>
    private bool MayStart => absent.Count > 0 && (Present < available || Present == 0);

    /// <summary>
    /// Wakes as many of the parked workers as there are elements to do, and starts absent ones for those that are left.
    /// </summary>
    /// <param name="elements">The number of elements.</param>
    /// <param name="most">How many workers are of use.</param>
    /// <returns>Why none could be started, if there is none.</returns>
    public Exception? Call(int elements, int most)
    {
        using (Uninterrupted.Lock(Gate))
        {
            if (IsStopped)
            {
                return null;
            }

            for (var parked = Present - atWork; parked > 0 && elements > 0; parked--, elements--)
            {
                Wake();
            }

            Exception? failure = null;
            for (; failure is null && elements > 0 && Present < most && MayStart; elements--)
            {
                failure = TryStart();
            }

            return Present == 0 ? failure : null;
        }
    }

    /// <summary>Wakes a worker, or starts one where none is parked.</summary>
    /// <returns>Why none could be started, if there is none.</returns>
    public Exception? CallOne()
    {
        using (Uninterrupted.Lock(Gate))
        {
            if (IsStopped)
            {
                return null;
            }

            if (Present > atWork)
            {
                Wake();
                return null;
            }

            var failure = MayStart ? TryStart() : null;
            return Present == 0 ? failure : null;
        }
    }

    /// <summary>Signs off a worker that could not start.</summary>
    /// <param name="number">The worker.</param>
    public void Leave(int number)
    {
        using (Uninterrupted.Lock(Gate))
        {
            Interlocked.Decrement(ref atWork);
            counters.CountWorkers(working: -1, idle: 0);
            SignOff(number);
        }
    }

    /// <summary>
    /// Signs off a worker that its park has sent away. Who has called it since took it for one that parks, so that it
    /// looks once more, and is started anew where there is work.
    /// </summary>
    /// <param name="number">The worker.</param>
    /// <returns>Why it could not be started, if it could not and there is no other.</returns>
    public Exception? LeaveParked(int number)
    {
        using (Uninterrupted.Lock(Gate))
        {
            counters.CountWorkers(working: 0, idle: -1);
            SignOff(number);
            var failure = !IsStopped && hasWork() ? TryStart() : null;
            return Present == 0 ? failure : null;
        }
    }

    /// <summary>Tells all workers to leave when they have finished what they are doing.</summary>
    public void Stop()
    {
        using (Uninterrupted.Lock(Gate))
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
        counters.CountWorkers(working: -1, idle: 1);
        return hasWork();
    }

    /// <summary>
    /// Says, under the gate, that a worker dozes, or has ceased to. It dozes before it is no longer at work and until
    /// it is again, so that there is no moment in which nobody would look.
    /// </summary>
    protected void CountDozing(int more) => Volatile.Write(ref dozing, dozing + more);

    /// <summary>Has, under the gate, a worker that stood in its park go back to work, or leave.</summary>
    /// <param name="goesOn">Whether there may be work.</param>
    /// <returns>Whether it is at work; otherwise it is to leave.</returns>
    protected bool Return(bool goesOn)
    {
        if (IsStopped || !(goesOn || hasWork()))
        {
            return false;
        }

        Interlocked.Increment(ref atWork);
        counters.CountWorkers(working: 1, idle: -1);
        return true;
    }

    private Exception? TryStart()
    {
        var number = absent.Pop();
        Interlocked.Increment(ref atWork);
        counters.CountWorkers(working: 1, idle: 0);
        isStarting = true;
        try
        {
            Start(number);
            return null;
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            Interlocked.Decrement(ref atWork);
            counters.CountWorkers(working: -1, idle: 0);
            SignOff(number);
            available = Present;
            return e;
        }
        finally
        {
            isStarting = false;
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
            Uninterrupted.Complete(gone);
        }
    }
}
