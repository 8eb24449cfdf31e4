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

    protected override void EvaluateHere(int index, Node node, out Outcome<T> outcome) =>
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
            while (!IsOver && TryBegin(out var at, out var first, out var end))
            {
                foreach (var evaluation in Ask(number, at, first, end))
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
    private bool TryBegin(out Window<T> at, out int first, out int end)
    {
        if (TryAnswer(out at, out first))
        {
            end = first + 1;
            return true;
        }

        at = Current;
        while (at.TryClaim(Workers.IsComplete ? plan.NeighboursAtOnce : 1, out first, out var claimed))
        {
            while (first < claimed && !at[first].TryStart(first))
            {
                first++;
            }

            if (first < claimed)
            {
                end = StartNeighbours(at, first + 1, claimed);
                return true;
            }
        }

        var isTakenOver = at.TryTakeOver(out first);
        end = first + 1;
        return isTakenOver;
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
    private Task[] Ask(int number, Window<T> at, int first, int end)
    {
        var production = new Production(at, first, end);
        Interlocked.Exchange(ref productions[number], production);
        production.CancelIfAbandoned();
        var evaluations = new Task[end - first];
        for (var i = 0; i < evaluations.Length; i++)
        {
            evaluations[i] = EvaluateAsync(at, first + i, production.Token);
        }

        return evaluations;
    }

    private async Task EvaluateAsync(Window<T> at, int index, CancellationToken cancellationToken)
    {
        Evaluating.EnterFlow(ByWorker(at, index));
        var (outcome, isThere) = await plan.EvaluateAsync(index, cancellationToken).ConfigureAwait(false);
        plan.Counters.Produce(isThere ? 1 : 0);
        Complete(at, index, outcome, isThere);
    }

    /// <summary>
    /// Neighbours on their way, mostly one element. Whoever abandons a slot looks for them afterwards, and they are
    /// made known before they look at their slots: one of them sees the other.
    /// </summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Production(Window<T> at, int first, int end) : CancellationTokenSource
    {
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
