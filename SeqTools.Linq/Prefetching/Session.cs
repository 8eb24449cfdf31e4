using System.Collections.Concurrent;
using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// A window over the elements, the workers that fill it, and its readers. The indexer of a prefetching view has one,
/// and each enumeration has one of its own. Whatever readers do to the window, they do under the gate; user code never
/// runs under it.
/// </summary>
/// <remarks>The states, who moves them, and why no wake-up is lost are written down in ADR 0003.</remarks>
[DebuggerStepThrough, StackTraceHidden]
internal abstract partial class Session<T>(PrefetchPlan<T> plan, bool hasOneReader)
{
    private readonly object gate = new();

    /// <summary>What its workers are known by where an element waits for one of them.</summary>
    private readonly object crew = new();

    /// <summary>What callbacks beside the elements have thrown, for the next read to throw.</summary>
    private readonly List<Exception> failuresBeside = [];
    private CancellationTokenRegistration[] registrations = [];
    private CancellationToken cancelledBy;
    private volatile bool isOver;

    /// <summary>
    /// Windows in which readers wait for an element that only a worker may begin: those that were left behind, those of
    /// one slot, and where a reader that was interrupted has given an element back.
    /// </summary>
    private readonly ConcurrentQueue<Window<T>> requests = new();
    private Window<T>? window;

    /// <summary>The slots in use in windows that were left behind; they count against the buffer.</summary>
    private int inUseElsewhere;
    private int count;

    /// <summary>Whether these are all, and not only as many as a window may reach to.</summary>
    private bool isCountWhole;

    /// <summary>The first element that a worker has found to be none, where readers don't look so far ahead.</summary>
    private int foundEnd = int.MaxValue;
    private int blockedReaders;
    private TaskCompletionSource? changed;
    private EvaluationException? startFailure;

    /// <summary>Completes when the session is over and its last worker has left.</summary>
    public Task Gone => Workers.Gone;

    protected abstract Workers Workers { get; }

    /// <summary>
    /// Ends the session when one of the tokens is cancelled. The tokens hold on to the session, never to its view.
    /// </summary>
    public void EndWith(params CancellationToken[] tokens)
    {
        registrations = Array.ConvertAll(
            tokens, token => token.UnsafeRegister(static (session, cause) => ((Session<T>)session!).End(cause), this));
        Interlocked.MemoryBarrier();
        if (isOver)
        {
            Unregister();
        }
    }

    /// <summary>
    /// Stops the workers, wakes the readers, and drops what was not read. Does not wait for elements in evaluation.
    /// </summary>
    public void End(CancellationToken cause = default)
    {
        var dropped = NothingDropped();
        Exception[] failures;
        using (Uninterrupted.Lock(gate))
        {
            if (isOver)
            {
                return;
            }

            cancelledBy = cause;
            isOver = true;
            LeadReaderToGate();
            CountAtEnd();
            window?.Retire(ref dropped);
            failures = TakeFailures();
            WakeReaders();
        }

        Array.ForEach(failures, UnobservedFailure.Report);
        Unregister();
        Workers.Stop();
        CancelStarts();
        Workers.Gone.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() => plan.Forget(this));
        Discard(dropped);
    }

    private void Unregister() => Array.ForEach(registrations, registration => registration.Unregister());

    private void ThrowIfOver()
    {
        if (isOver)
        {
            throw cancelledBy.IsCancellationRequested
                ? plan.Origin.Cancellation(cancelledBy)
                : plan.Origin.Disposed();
        }
    }

    private Dropped<T> NothingDropped() => new(keepsValues: plan.DeliversOnce);

    /// <summary>Tells those who evaluate elements that nobody wants any more, if they can be told.</summary>
    protected virtual void CancelAbandoned()
    {
        // A thread can't be told anything.
    }

    /// <summary>Tells workers that still start that the session is over, if they can be told.</summary>
    protected virtual void CancelStarts()
    {
        // A thread can't be told anything.
    }

    /// <summary>
    /// Has the next read throw what a callback beside the elements has thrown; when there is none to come, nobody
    /// observes it.
    /// </summary>
    protected void TellNextRead(Exception failure)
    {
        using (Uninterrupted.Lock(gate))
        {
            if (!isOver)
            {
                failuresBeside.Add(failure);
                LeadReaderToGate();
                return;
            }
        }

        UnobservedFailure.Report(failure);
    }

    private void Discard(Dropped<T> dropped)
    {
        if (dropped.LeavesWork)
        {
            CancelAbandoned();
        }

        if (dropped.Count == 0)
        {
            return;
        }

        plan.Counters.Discard(dropped.Count);
        if (dropped.Values is not { } values)
        {
            return;
        }

        using var context = CallerContext.Enter(plan.Context);
        foreach (var value in values)
        {
            try
            {
                plan.Options.OnDiscard!(value);
            }
            catch (Exception e)
            {
                TellOfDiscard(e);
            }
        }
    }

    private void TellOfDiscard(Exception failure)
    {
        if (plan.Options.OnDiscardError is not { } onError)
        {
            TellNextRead(failure);
            return;
        }

        try
        {
            onError(failure);
        }
        catch (Exception e)
        {
            UnobservedFailure.Report(e);
        }
    }

    /// <summary>What went wrong beside the elements, to be thrown at a read.</summary>
    private Exception? TakeFailure()
    {
        if (startFailure is null)
        {
            return TakeFailuresBeside() switch
            {
                [] => null,
                [var one] => one,
                var several => new AggregateException(several),
            };
        }

        var failure = startFailure;
        startFailure = null;
        return failure;
    }

    /// <summary>Whether there is something to be thrown at the next read.</summary>
    private bool HasFailure => Volatile.Read(ref startFailure) is not null || failuresBeside.Count > 0;

    /// <summary>What went wrong beside the elements, when no read comes any more.</summary>
    private Exception[] TakeFailures() =>
        startFailure is null ? TakeFailuresBeside() : [startFailure.InnerException!, .. TakeFailuresBeside()];

    private Exception[] TakeFailuresBeside()
    {
        Exception[] failures = [.. failuresBeside];
        failuresBeside.Clear();
        return failures;
    }

    /// <summary>Has every reader that waits look again at what it waits for.</summary>
    private void WakeReaders()
    {
        if (blockedReaders > 0)
        {
            Monitor.PulseAll(gate);
        }

        if (changed is { } awaited)
        {
            changed = null;
            Uninterrupted.Complete(awaited);
        }
    }
}
