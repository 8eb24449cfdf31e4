using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>An element that a thread is evaluating: where other threads wait for it.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class Evaluation(int index, ViewOrigin origin)
{
    /// <summary>What each thread waits for that waits for an element, whatever view that belongs to.</summary>
    private static readonly Dictionary<Thread, Evaluation> Waits = [];

    private readonly object change = new();
    private readonly Thread evaluator = Thread.CurrentThread;
    private bool isOver;

    /// <summary>Blocks this thread until the evaluation is over.</summary>
    /// <exception cref="InvalidOperationException">It never would be: the evaluation waits for this thread.</exception>
    protected void Wait()
    {
        Announce();
        try
        {
            lock (change)
            {
                while (!isOver)
                {
                    Monitor.Wait(change);
                }
            }
        }
        finally
        {
            Withdraw();
        }
    }

    /// <summary>Lets those go on who wait.</summary>
    protected void End()
    {
        using (Uninterrupted.Lock(change))
        {
            Volatile.Write(ref isOver, true);
            Monitor.PulseAll(change);
        }
    }

    private void Announce()
    {
        lock (Waits)
        {
            if (IsHeldUpBy(Thread.CurrentThread))
            {
                throw new InvalidOperationException(
                    $"Element {index} of {origin} depends on itself: it is read while it is evaluated.");
            }

            Waits[Thread.CurrentThread] = this;
        }
    }

    private static void Withdraw()
    {
        using (Uninterrupted.Lock(Waits))
        {
            Waits.Remove(Thread.CurrentThread);
        }
    }

    /// <summary>
    /// Whether a thread is the one that evaluates this element, or the one that evaluates what that waits for, and so
    /// on. Nobody in such a ring can go on, and the last one to enter it sees the others: they announced themselves
    /// under the same lock.
    /// </summary>
    private bool IsHeldUpBy(Thread thread)
    {
        var evaluation = this;
        while (evaluation is not null && !Volatile.Read(ref evaluation.isOver))
        {
            if (evaluation.evaluator == thread)
            {
                return true;
            }

            evaluation = Waits.GetValueOrDefault(evaluation.evaluator);
        }

        return false;
    }
}
