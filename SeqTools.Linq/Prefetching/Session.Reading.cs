namespace SeqTools.Linq;

/// <content>What readers do.</content>
internal abstract partial class Session<T>
{
    /// <summary>What a reader has to do next.</summary>
    private enum Turn
    {
        /// <summary>Take the outcome: it is there.</summary>
        Deliver,

        /// <summary>Evaluate the element, which it has begun.</summary>
        Evaluate,

        /// <summary>Evaluate the element, for which there is no slot.</summary>
        EvaluateAlone,

        /// <summary>Wait for whoever evaluates the element.</summary>
        Wait,

        /// <summary>Start over: the window has moved on.</summary>
        Again,
    }

    /// <summary>Reads an element; blocks while others evaluate it.</summary>
    public Outcome<T> Read(int index)
    {
        while (true)
        {
            switch (Approach(index, plan.ReadersMayEvaluate, out var at, out var outcome))
            {
                case Turn.Deliver:
                    return outcome;
                case Turn.Evaluate:
                    return Finish(at, index, Evaluate(index));
                case Turn.EvaluateAlone:
                    outcome = Evaluate(index);
                    plan.Tally.Deliver();
                    return outcome;
                case Turn.Wait when WaitFor(at, index, out outcome):
                    return outcome;
            }
        }
    }

    /// <summary>Reads an element; neither blocks this thread nor evaluates anything on it.</summary>
    public ValueTask<Outcome<T>> ReadAsync(int index, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var turn = Approach(index, mayEvaluate: false, out var at, out var outcome);
        return turn == Turn.Deliver ? new(outcome) : AwaitAsync(at, index, cancellationToken);
    }

    /// <summary>Evaluates an element on the thread that reads it.</summary>
    protected abstract Outcome<T> EvaluateHere(int index);

    private Outcome<T> Evaluate(int index)
    {
        var outcome = EvaluateHere(index);
        plan.Tally.Produce();
        return outcome;
    }

    /// <summary>Moves the window to an element and says how to come by it.</summary>
    private Turn Approach(int index, bool mayEvaluate, out Window<T> at, out Outcome<T> outcome)
    {
        RefuseOwnWorkers();
        var dropped = NothingDropped();
        var countNow = plan.CountFrom(index, out var isWhole);
        Turn turn;
        lock (gate)
        {
            ThrowIfOver();
            at = null!;
            if (TakeFailure() is { } failure)
            {
                (turn, outcome) = (Turn.Deliver, Outcome<T>.Beside(failure));
            }
            else
            {
                Follow(isWhole ? countNow : Math.Max(count, countNow), index);
                turn = Move(index, mayEvaluate, ref dropped, out at, out outcome);
            }
        }

        LeaveGate(dropped, isUrgent: turn == Turn.Wait);
        return turn;
    }

    /// <summary>Takes note of how long the list is now.</summary>
    private void Follow(int countNow, int index)
    {
        if (countNow < count)
        {
            WakeReaders();
        }

        count = countNow;
        if (index >= count)
        {
            throw plan.Outside(index);
        }
    }

    private void RefuseOwnWorkers()
    {
        if (plan.IsInside)
        {
            throw new InvalidOperationException(
                $"An element of {plan.Origin} reads the very view that it belongs to, which would wait for itself.");
        }
    }

    private Turn Move(int index, bool mayEvaluate, ref Dropped<T> dropped, out Window<T> at, out Outcome<T> outcome)
    {
        outcome = default;
        if (window is { } current && index < current.Head && current.Head - index < plan.MaxBuffered)
        {
            current.Forget();
            return StepAside(index, mayEvaluate, out at);
        }

        if (window is null || !window.TryMoveTo(index, ref dropped))
        {
            LeaveWindow(ref dropped);
            Volatile.Write(ref window, new(index, WindowSize()));
        }

        window.Open(count, inUseElsewhere);
        at = window;
        var turn = TakeUp(ref at[index], index, mayEvaluate, out outcome);
        if (turn == Turn.Evaluate)
        {
            at.Skip(index + 1);
        }

        return turn == Turn.EvaluateAlone ? StepAside(index, mayEvaluate, out at) : turn;
    }

    /// <summary>
    /// Leaves the window where it is. An element that only a worker may evaluate gets a slot of its own.
    /// </summary>
    private Turn StepAside(int index, bool mayEvaluate, out Window<T> at)
    {
        at = window!;
        if (mayEvaluate)
        {
            return Turn.EvaluateAlone;
        }

        at = Window<T>.OfOne(index);
        inUseElsewhere++;
        errands.Enqueue(at);
        return Turn.Wait;
    }

    /// <summary>
    /// Starts a new generation. What other readers wait for is still evaluated, and counts against the buffer until
    /// then.
    /// </summary>
    private void LeaveWindow(ref Dropped<T> dropped)
    {
        if (window is null)
        {
            return;
        }

        var (inUse, called) = window.Retire(ref dropped);
        inUseElsewhere += inUse;
        if (called > 0)
        {
            errands.Enqueue(window);
        }
    }

    /// <summary>As large as the buffer may be, but not much larger than a list of that length can fill.</summary>
    private int WindowSize()
    {
        const int Modest = 1024;
        return Math.Min(plan.MaxBuffered, Math.Max(count, Modest));
    }

    /// <summary>Takes the result of an element, or its evaluation, or a place among those who wait for it.</summary>
    private Turn TakeUp(ref Slot<T> slot, int index, bool mayEvaluate, out Outcome<T> outcome)
    {
        outcome = default;
        while (true)
        {
            var state = slot[index];
            var (next, turn) = state switch
            {
                SlotState.Ready or SlotState.Delivered => (state, Turn.Deliver),
                SlotState.Spent => (state, Turn.EvaluateAlone),
                SlotState.Empty or SlotState.Called when mayEvaluate => (SlotState.Awaited, Turn.Evaluate),
                SlotState.Empty => (SlotState.Called, Turn.Wait),
                SlotState.Started => (SlotState.Awaited, Turn.Wait),
                _ => (state, Turn.Wait),
            };
            if (next != state && !slot.TryMove(index, state, next))
            {
                continue;
            }

            if (turn == Turn.Deliver)
            {
                outcome = Take(ref slot, index);
            }
            else if (turn != Turn.EvaluateAlone)
            {
                slot.Waiters++;
            }

            return turn;
        }
    }

    private Outcome<T> Take(ref Slot<T> slot, int index)
    {
        if (slot[index] == SlotState.Ready)
        {
            slot.Set(index, SlotState.Delivered);
            plan.Tally.Deliver();
        }

        return new(slot.Value, slot.Error);
    }

    /// <summary>
    /// Puts a result that a reader has evaluated into its slot, for others that wait for it, and takes it.
    /// </summary>
    private Outcome<T> Finish(Window<T> at, int index, Outcome<T> outcome)
    {
        var dropped = NothingDropped();
        lock (gate)
        {
            ref var slot = ref at[index];
            slot.Fill(outcome);
            slot.Set(index, SlotState.Ready);
            WakeReaders();
            Take(ref slot, index);
            Leave(at, index, ref dropped);
        }

        LeaveGate(dropped);
        return outcome;
    }

    private bool WaitFor(Window<T> at, int index, out Outcome<T> outcome)
    {
        var dropped = NothingDropped();
        using var wait = plan.Tally.ReaderWaits.Begin();
        Linger(at, index);
        try
        {
            lock (gate)
            {
                while (true)
                {
                    var turn = Look(at, index, ref dropped, out outcome);
                    if (turn != Turn.Wait)
                    {
                        return turn == Turn.Deliver;
                    }

                    Block(at, index, ref dropped);
                }
            }
        }
        finally
        {
            LeaveGate(dropped);
        }
    }

    /// <summary>How often a reader looks before it is stopped: as often as <see cref="SemaphoreSlim"/> does.</summary>
    private const int Looks = 140;

    /// <summary>
    /// Looks a few times more before this thread is stopped, and lets others run in between; to spin on a processor
    /// would keep from it just those who are waited for, as soon as there are no more processors than workers.
    /// </summary>
    private static void Linger(Window<T> at, int index)
    {
        for (var looks = 0; looks < Looks && at[index][index] == SlotState.Awaited; looks++)
        {
            Thread.Yield();
        }
    }

    private void Block(Window<T> at, int index, ref Dropped<T> dropped)
    {
        blockedReaders++;
        try
        {
            Monitor.Wait(gate);
        }
        catch (ThreadInterruptedException)
        {
            Leave(at, index, ref dropped);
            throw;
        }
        finally
        {
            blockedReaders--;
        }
    }

    private async ValueTask<Outcome<T>> AwaitAsync(Window<T> at, int index, CancellationToken cancellationToken)
    {
        using var wait = plan.Tally.ReaderWaits.Begin();
        while (true)
        {
            var turn = LookAhead(at, index, out var outcome, out var change);
            if (turn == Turn.Wait)
            {
                await Until(change, at, index, cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (turn == Turn.Deliver || Approach(index, mayEvaluate: false, out at, out outcome) == Turn.Deliver)
            {
                return outcome;
            }
        }
    }

    private async Task Until(Task change, Window<T> at, int index, CancellationToken cancellationToken)
    {
        try
        {
            await change.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            var dropped = NothingDropped();
            lock (gate)
            {
                Leave(at, index, ref dropped);
            }

            LeaveGate(dropped);
            throw;
        }
    }

    /// <summary>Looks at an element, and says when it is worth another look.</summary>
    private Turn LookAhead(Window<T> at, int index, out Outcome<T> outcome, out Task change)
    {
        var dropped = NothingDropped();
        try
        {
            lock (gate)
            {
                var turn = Look(at, index, ref dropped, out outcome);
                changed ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                change = changed.Task;
                return turn;
            }
        }
        finally
        {
            LeaveGate(dropped);
        }
    }

    /// <summary>What has become of an element that a reader waits for.</summary>
    private Turn Look(Window<T> at, int index, ref Dropped<T> dropped, out Outcome<T> outcome)
    {
        ref var slot = ref at[index];
        var state = slot[index];
        outcome = default;
        var turn = Turn.Deliver;
        if (state is SlotState.Ready or SlotState.Delivered)
        {
            outcome = Take(ref slot, index);
        }
        else if (isOver)
        {
            turn = Turn.Again;
        }
        else if (startFailure is not null)
        {
            outcome = Outcome<T>.Beside(startFailure);
            startFailure = null;
        }
        else
        {
            var isGone = state == SlotState.Called && index >= count;
            turn = isGone ? Turn.Again : Turn.Wait;
        }

        if (turn != Turn.Wait)
        {
            Leave(at, index, ref dropped);
        }

        return turn;
    }

    private void Leave(Window<T> at, int index, ref Dropped<T> dropped)
    {
        at.Leave(index, ref dropped);
        MakeRoom(at, index);
    }

    /// <summary>A slot that was handed on leaves room for another element.</summary>
    private void MakeRoom(Window<T> at, int index)
    {
        if (at.IsRetired && at[index].Index != index)
        {
            inUseElsewhere--;
        }

        if (!isOver)
        {
            window!.Open(count, inUseElsewhere);
        }
    }

    /// <summary>What follows a stay under the gate, which may have made room for workers and dropped results.</summary>
    private void LeaveGate(Dropped<T> dropped, bool isUrgent = false)
    {
        CallWorkers(isUrgent || Volatile.Read(ref blockedReaders) > 0 || Volatile.Read(ref changed) is not null);
        Discard(dropped);
    }
}
