using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A session whose workers are asynchronous producers.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ProducerSession<T> : Session<T>
{
    private readonly ProducerPlan<T> plan;
    private readonly ProducerWorkers workers;

    /// <summary>What is cancelled with the session, for each producer that is about to start.</summary>
    private readonly CancellationTokenSource?[] starts;

    /// <summary>The element that each producer is at.</summary>
    private readonly Production?[] productions;

    public ProducerSession(ProducerPlan<T> plan, bool hasOneReader)
        : base(plan, hasOneReader)
    {
        this.plan = plan;
        workers = new(plan.WorkerCount, HasWork, WorkAsync, plan.Counters);
        productions = new Production?[plan.WorkerCount];
        starts = new CancellationTokenSource?[plan.WorkerCount];
    }

    protected override Workers Workers => workers;

    protected override Outcome<T> EvaluateHere(int index, Node node) =>
        throw new UnreachableException("Readers of awaited elements wait for a producer.");

    protected override void CancelAbandoned()
    {
        for (var number = 0; number < productions.Length; number++)
        {
            Volatile.Read(ref productions[number])?.CancelIfAbandoned();
        }
    }

    /// <summary>What the user has waiting for the token is not run on the thread that ends the session.</summary>
    protected override void CancelStarts()
    {
        for (var number = 0; number < starts.Length; number++)
        {
            Volatile.Read(ref starts[number])?.CancelAsync();
        }
    }

    private async Task WorkAsync(int number)
    {
        ExecutionContext.Restore(plan.Context);
        using var wrapped = SeqErrors.Use(ErrorMode.Wrap);
        plan.Enter();
        if (!TryStart(number) || !await TryStartAsync(number).ConfigureAwait(false))
        {
            return;
        }

        do
        {
            while (!IsOver && TryBegin(out var at, out var index))
            {
                await EvaluateAsync(number, at, index).ConfigureAwait(false);
            }
        }
        while (await ParkAsync().ConfigureAwait(false));

        await RunStopAsync(number).ConfigureAwait(false);
        RunStop(number);
        LeaveParked(number);
    }

    private async ValueTask<bool> TryStartAsync(int number)
    {
        if (plan.Options.OnWorkerStartAsync is not { } start)
        {
            return true;
        }

        var starting = new CancellationTokenSource();
        Interlocked.Exchange(ref starts[number], starting);
        if (IsOver)
        {
            await starting.CancelAsync().ConfigureAwait(false);
        }

        try
        {
            await start(number, starting.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (starting.IsCancellationRequested)
        {
            Workers.Leave(number);
            return false;
        }
        catch (Exception e)
        {
            FailToStart(number, e);
            return false;
        }
    }

    private async ValueTask RunStopAsync(int number)
    {
        if (plan.Options.OnWorkerStopAsync is not { } stop)
        {
            return;
        }

        try
        {
            await stop(number).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            TellNextRead(e);
        }
    }

    /// <summary>Waits for work; that is waiting for room in the buffer, unless the list has no more elements.</summary>
    private async ValueTask<bool> ParkAsync()
    {
        if (IsOver || IsAtEnd)
        {
            return await workers.ParkAsync().ConfigureAwait(false);
        }

        using var wait = plan.Counters.WorkerWaits.Begin();
        return await workers.ParkAsync().ConfigureAwait(false);
    }

    private bool TryBegin(out Window<T> at, out int index)
    {
        if (TryAnswer(out at, out index))
        {
            return true;
        }

        at = Current;
        while (at.TryClaim(1, out index, out _))
        {
            if (at[index].TryStart(index))
            {
                return true;
            }
        }

        return at.TryTakeOver(out index);
    }

    /// <summary>Evaluates an element that this producer has begun.</summary>
    private async ValueTask EvaluateAsync(int number, Window<T> at, int index)
    {
        var production = new Production(at, index);
        Interlocked.Exchange(ref productions[number], production);
        production.CancelIfAbandoned();
        Evaluating.EnterFlow(ByWorker(at, index));
        var (outcome, isThere) = await plan.EvaluateAsync(index, production.Token).ConfigureAwait(false);
        Volatile.Write(ref productions[number], null);
        plan.Counters.Produce(isThere ? 1 : 0);
        Complete(at, index, outcome, isThere);
    }

    /// <summary>
    /// An element on its way. Whoever abandons its slot looks for it afterwards, and it is made known before it looks
    /// at its slot: one of them sees the other.
    /// </summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Production(Window<T> at, int index) : CancellationTokenSource
    {
        /// <summary>
        /// What the user has waiting for the token is not run on the thread that abandons the element, which may be a
        /// reader's.
        /// </summary>
        public void CancelIfAbandoned()
        {
            if (at[index][index] == SlotState.Stale)
            {
                _ = CancelAsync();
            }
        }
    }
}
