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

    /// <summary>The elements that each producer is at.</summary>
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
            while (!IsOver && Begin() is { } production)
            {
                foreach (var evaluation in Evaluate(number, production))
                {
                    await evaluation.ConfigureAwait(false);
                }

                Volatile.Write(ref productions[number], null);
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

    /// <summary>Begins an element, or some neighbours.</summary>
    /// <returns>What was begun; nothing where there is no work.</returns>
    private Production? Begin()
    {
        if (TryAnswer(out var at, out var index))
        {
            return new(at, index, index + 1);
        }

        at = Current;
        while (at.TryClaim(Workers.IsComplete ? plan.NeighboursAtOnce : 1, out var first, out var end))
        {
            while (first < end && !at[first].TryStart(first))
            {
                first++;
            }

            if (first < end)
            {
                return new(at, first, StartNeighbours(at, first + 1, end));
            }
        }

        return at.TryTakeOver(out index) ? new(at, index, index + 1) : null;
    }

    /// <summary>Begins what was claimed, up to an element that somebody else has begun.</summary>
    private static int StartNeighbours(Window<T> at, int index, int end)
    {
        while (index < end && at[index].TryStart(index))
        {
            index++;
        }

        return index;
    }

    /// <summary>Evaluates what this producer has begun: all of it is asked for before the first is awaited.</summary>
    private Task[] Evaluate(int number, Production production)
    {
        Interlocked.Exchange(ref productions[number], production);
        production.CancelIfAbandoned();
        var evaluations = new Task[production.End - production.First];
        for (var i = 0; i < evaluations.Length; i++)
        {
            evaluations[i] = EvaluateAsync(production, production.First + i);
        }

        return evaluations;
    }

    private async Task EvaluateAsync(Production production, int index)
    {
        Evaluating.EnterFlow(ByWorker(production.At, index));
        var (outcome, isThere) = await plan.EvaluateAsync(index, production.Token).ConfigureAwait(false);
        plan.Counters.Produce(isThere ? 1 : 0);
        Complete(production.At, index, outcome, isThere);
    }

    /// <summary>
    /// Neighbours on their way, mostly one element. Whoever abandons a slot looks for them afterwards, and they are
    /// made known before they look at their slots: one of them sees the other.
    /// </summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Production(Window<T> at, int first, int end) : CancellationTokenSource
    {
        public Window<T> At => at;

        public int First => first;

        public int End => end;

        /// <summary>
        /// What the user has waiting for the token is not run on the thread that abandons the elements, which may be a
        /// reader's.
        /// </summary>
        public void CancelIfAbandoned()
        {
            var isAbandoned = false;
            for (var index = first; index < end; index++)
            {
                var state = at[index][index];
                if (state is SlotState.Started or SlotState.Awaited)
                {
                    return;
                }

                isAbandoned |= state == SlotState.Stale;
            }

            if (isAbandoned)
            {
                _ = CancelAsync();
            }
        }
    }
}
