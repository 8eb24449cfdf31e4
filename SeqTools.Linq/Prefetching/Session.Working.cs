namespace SeqTools.Linq;

/// <content>What workers do, whatever they are.</content>
internal abstract partial class Session<T>
{
    /// <summary>The window that is read and filled now.</summary>
    protected Window<T> Current => Volatile.Read(ref window)!;

    protected bool IsOver => isOver;

    /// <summary>Whether an element waits to be begun.</summary>
    protected bool HasWork() => !isOver && (!requests.IsEmpty || Current.HasWork() || HasRoomUnattended);

    /// <summary>
    /// Whether workers have nothing to wait for but another read: the window reaches to the end of the list.
    /// </summary>
    protected bool IsAtEnd =>
        Current.Limit >= Volatile.Read(ref count)
        && (Volatile.Read(ref isCountWhole) || Volatile.Read(ref count) == Volatile.Read(ref foundEnd));

    protected bool HasRequests => !requests.IsEmpty;

    /// <summary>Calls the workers that are not at work, as many as there are elements for.</summary>
    private void CallWorkers(bool isUrgent)
    {
        if (Workers.IsComplete)
        {
            return;
        }

        if (!isUrgent && hasOneReader && (Cost.IsCheap || IsHeldBack))
        {
            CallForCheapElements();
            return;
        }

        var elements = Math.Max(isUrgent ? 1 : 0, (long)Current.Unclaimed + requests.Count);
        if (elements > 0)
        {
            ReportIfAny(Workers.Call((int)Math.Min(int.MaxValue, elements), UsefulWorkers));
        }
    }

    /// <summary>
    /// There is no use for more workers than elements, nor for more than the buffer has room for. Those that are still
    /// at what was left behind, be it in this window, serve nobody else meanwhile.
    /// </summary>
    private int UsefulWorkers =>
        (int)Math.Min(
            plan.WorkerCount,
            Math.Min(Volatile.Read(ref count), plan.MaxBuffered + 1L) + Volatile.Read(ref inUseElsewhere));

    /// <summary>Without a worker, readers evaluate for themselves; who can't is told why there is none.</summary>
    private void ReportIfAny(Exception? failure)
    {
        if (failure is null)
        {
            return;
        }

        using (Uninterrupted.Lock(gate))
        {
            if (!requests.IsEmpty || (window?.IsCalled ?? false))
            {
                Report(EvaluationException.Of(failure));
            }
        }
    }

    /// <summary>
    /// Runs, on a worker, what the user wants to be run first. A reader may call a worker that has just left because
    /// the session is over: there is nothing to run.
    /// </summary>
    /// <returns>Whether the worker may go on; otherwise it has left.</returns>
    protected bool TryStart(int number)
    {
        if (isOver)
        {
            Workers.Leave(number);
            return false;
        }

        try
        {
            plan.Options.OnWorkerStart?.Invoke(number);
            return true;
        }
        catch (Exception e)
        {
            FailToStart(number, e);
            return false;
        }
    }

    /// <summary>
    /// Tells a reader that a worker could not start. The worker has left by then, so that the reader which is told can
    /// call another.
    /// </summary>
    protected void FailToStart(int number, Exception failure)
    {
        Workers.Leave(number);
        Report(EvaluationException.Of(failure));
    }

    /// <summary>Runs, on a worker that is to leave, what the user wants to be run last.</summary>
    protected void RunStop(int number)
    {
        try
        {
            plan.Options.OnWorkerStop?.Invoke(number);
        }
        catch (Exception e)
        {
            TellNextRead(e);
        }
    }

    /// <summary>Signs off a worker that its park has sent away.</summary>
    protected void LeaveParked(int number) => ReportIfAny(Workers.LeaveParked(number));

    /// <summary>
    /// Begins an element that a reader waits for beside the window. What else is waited for there is left to other
    /// workers.
    /// </summary>
    protected bool TryAnswer(out Window<T> at, out int index)
    {
        while (requests.TryDequeue(out at!))
        {
            if (at.TryAnswer(out index))
            {
                requests.Enqueue(at);
                return true;
            }
        }

        index = 0;
        return false;
    }

    /// <summary>An element that a worker of this session evaluates.</summary>
    protected Evaluated ByWorker(Window<T> at, int index) => new(at.NodeOf(index), crew);

    /// <summary>Leaves the outcome of an element that a worker has begun in its slot.</summary>
    protected void Complete(Window<T> at, int index, Outcome<T> outcome, bool isThere)
    {
        ref var slot = ref at[index];
        slot.Fill(outcome);
        if (!isThere || !slot.TryMove(index, SlotState.Started, SlotState.Ready))
        {
            Settle(at, index, isThere);
        }
    }

    /// <summary>Has a read throw why a worker could not start.</summary>
    private void Report(EvaluationException failure)
    {
        using (Uninterrupted.Lock(gate))
        {
            if (!isOver)
            {
                startFailure = failure;
                LeadReaderToGate();
                WakeReaders();
                return;
            }
        }

        UnobservedFailure.Report(failure.InnerException!);
    }

    /// <summary>
    /// Sees to a result that is not simply left in its slot: somebody waits for it, or nobody wants it, or the element
    /// is gone from the list.
    /// </summary>
    private void Settle(Window<T> at, int index, bool isThere)
    {
        var dropped = NothingDropped();
        using (Uninterrupted.Lock(gate))
        {
            ref var slot = ref at[index];
            switch (slot[index])
            {
                case SlotState.Started:
                    slot.Fill(default);
                    slot.Set(index, SlotState.Empty);
                    at.Close(index);
                    foundEnd = Math.Min(foundEnd, index);
                    break;
                case SlotState.Stale:
                    if (isThere)
                    {
                        dropped.Add(slot.Value, slot.Error);
                    }

                    at.Release(index);
                    MakeRoom(at, index);
                    break;
                default:
                    if (!isThere)
                    {
                        plan.Counters.Produce(1);
                    }

                    slot.Set(index, SlotState.Ready);
                    WakeReaders();
                    break;
            }
        }

        Discard(dropped);
    }
}
