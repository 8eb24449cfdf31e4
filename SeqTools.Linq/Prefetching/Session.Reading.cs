namespace SeqTools.Linq;

/// <content>What readers do.</content>
internal abstract partial class Session<T>
{
    /// <summary>What a reader has to do next.</summary>
    private enum ReadStep
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
        Retry,
    }

    /// <summary>Reads an element; blocks while others evaluate it.</summary>
    public void Read(int index, out Outcome<T> outcome)
    {
        if (index < reservedEnd ? TryEvaluateReserved(index, out outcome) : TryTake(index, mayBlock: true, out outcome))
        {
            return;
        }

        while (true)
        {
            switch (BeginRead(index, plan.ReadersMayEvaluate, out var at, out outcome))
            {
                case ReadStep.Deliver:
                    return;
                case ReadStep.Evaluate:
                    Evaluate(index, at.NodeOf(index), out outcome);
                    Finish(at, index, outcome);
                    return;
                case ReadStep.EvaluateAlone:
                    Evaluate(index, node: default, out outcome);
                    plan.Counters.Deliver(1);
                    return;
                case ReadStep.Wait when WaitFor(at, index, out outcome):
                    return;
            }
        }
    }

    /// <summary>Reads an element; neither blocks this thread nor evaluates anything on it.</summary>
    public ValueTask<Outcome<T>> ReadAsync(int index, CancellationToken cancellationToken)
    {
        plan.Origin.ThrowIfCancelled(cancellationToken);
        if (TryTake(index, mayBlock: false, out var outcome))
        {
            return new(outcome);
        }

        var step = BeginRead(index, mayEvaluate: false, out var at, out outcome);
        return step == ReadStep.Deliver ? new(outcome) : AwaitAsync(at, index, cancellationToken);
    }

    /// <summary>Evaluates an element on the thread that reads it.</summary>
    /// <param name="index">The element.</param>
    /// <param name="node">What others wait for; none where they can't.</param>
    /// <param name="outcome">What came of it.</param>
    protected abstract void EvaluateHere(int index, Node node, out Outcome<T> outcome);

    private void Evaluate(int index, Node node, out Outcome<T> outcome)
    {
        if (hasOneReader)
        {
            EvaluateTimed(index, node, out outcome);
        }
        else
        {
            EvaluateHere(index, node, out outcome);
        }

        plan.Counters.ProduceByReader(1);
    }

    private void EvaluateTimed(int index, Node node, out Outcome<T> outcome)
    {
        // The first two tell what it costs to ask for the time, which may be more than the element does.
        var before = Now;
        var begin = Now;
        EvaluateHere(index, node, out outcome);
        var end = Now;
        Sample(index, end - begin - (begin - before));
    }

    /// <summary>Moves the window to an element and says how to come by it.</summary>
    private ReadStep BeginRead(int index, bool mayEvaluate, out Window<T> at, out Outcome<T> outcome)
    {
        plan.RefuseFromInside();
        var dropped = NothingDropped();
        var countNow = plan.CountFrom(index, out var isWhole);
        ReadStep step;
        lock (gate)
        {
            CountTaken();
            ThrowIfOver();
            at = null!;
            if (TakeFailure() is { } failure)
            {
                (step, outcome) = (ReadStep.Deliver, Outcome<T>.Of(failure));
            }
            else
            {
                isCountWhole = isWhole;
                Follow(isWhole ? countNow : CountUpTo(countNow, index), index);
                Pace(index, mayEvaluate, isWhole);
                step = Move(index, mayEvaluate, ref dropped, out at, out outcome);
            }
        }

        LeaveGate(dropped, isUrgent: step == ReadStep.Wait);
        return step;
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

    /// <summary>
    /// How many elements are taken to be there: as far as a window has reached, but for those from the end on that a
    /// worker has found. An index from there on is there again, since its reader has looked.
    /// </summary>
    private int CountUpTo(int reach, int index)
    {
        if (index >= foundEnd)
        {
            foundEnd = int.MaxValue;
        }

        return Math.Min(foundEnd, Math.Max(count, reach));
    }

    private ReadStep Move(int index, bool mayEvaluate, ref Dropped<T> dropped, out Window<T> at, out Outcome<T> outcome)
    {
        outcome = default;
        if (window is { } current && index < current.Head && current.Head - index < plan.Reach)
        {
            current.Forget();
            return ReadBeside(index, mayEvaluate, out at);
        }

        MoveWindow(index, ref dropped);
        OpenWindow();
        at = window!;
        if (TryReserve(index))
        {
            return ReadStep.EvaluateAlone;
        }

        var step = Claim(ref at[index], index, mayEvaluate, out outcome);
        if (step == ReadStep.Evaluate)
        {
            at.Skip(index + 1);
        }

        return step == ReadStep.EvaluateAlone ? ReadBeside(index, mayEvaluate, out at) : step;
    }

    private void MoveWindow(int index, ref Dropped<T> dropped)
    {
        if (IsReserved)
        {
            GoOnUnlessInPlace(index);
        }
        else if (window is null || !window.TryMoveTo(index, ref dropped))
        {
            LeaveWindow(ref dropped);
            Volatile.Write(ref window, new(index, WindowSize()));
        }
    }

    /// <summary>
    /// Leaves the window where it is. An element that only a worker may evaluate gets a slot of its own.
    /// </summary>
    private ReadStep ReadBeside(int index, bool mayEvaluate, out Window<T> at)
    {
        at = window!;
        if (mayEvaluate)
        {
            return ReadStep.EvaluateAlone;
        }

        at = Window<T>.OfOne(index);
        inUseElsewhere++;
        requests.Enqueue(at);
        return ReadStep.Wait;
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
            requests.Enqueue(window);
        }
    }

    /// <summary>As large as the buffer may be, but not much larger than a list of that length can fill.</summary>
    private int WindowSize()
    {
        const int Modest = 1024;
        return Math.Min(plan.MaxBuffered, Math.Max(count, Modest));
    }

    /// <summary>
    /// Takes the result of an element, or its evaluation, or a place among those who wait for it: one reader where it
    /// will be that reader's alone.
    /// </summary>
    private ReadStep Claim(ref Slot<T> slot, int index, bool mayEvaluate, out Outcome<T> outcome)
    {
        outcome = default;
        if (slot.Waiters > 0 && plan.DeliversOnce)
        {
            return ReadStep.EvaluateAlone;
        }

        while (true)
        {
            var state = slot[index];
            var (next, step) = state switch
            {
                SlotState.Ready or SlotState.Delivered => (state, ReadStep.Deliver),
                SlotState.Spent => (state, ReadStep.EvaluateAlone),
                SlotState.Empty or SlotState.Called when mayEvaluate => (SlotState.Awaited, ReadStep.Evaluate),
                SlotState.Empty => (SlotState.Called, ReadStep.Wait),
                SlotState.Started => (SlotState.Awaited, ReadStep.Wait),
                _ => (state, ReadStep.Wait),
            };
            if (next != state && !slot.TryMove(index, state, next))
            {
                continue;
            }

            if (step == ReadStep.Deliver)
            {
                outcome = Take(ref slot, index);
            }
            else if (step != ReadStep.EvaluateAlone)
            {
                slot.Waiters++;
            }

            return step;
        }
    }

    private Outcome<T> Take(ref Slot<T> slot, int index)
    {
        if (slot[index] == SlotState.Ready)
        {
            plan.Counters.Deliver(1);
            if ((hasOneReader || plan.DeliversOnce) && slot.TryTake(index, out var outcome))
            {
                return outcome;
            }

            slot.Set(index, SlotState.Delivered);
        }

        return new(slot.Value, slot.Error);
    }

    /// <summary>
    /// Puts a result that a reader has evaluated into its slot, for others that wait for it, and takes it. That the
    /// reader was interrupted is no result: another evaluates the element.
    /// </summary>
    private void Finish(Window<T> at, int index, Outcome<T> outcome)
    {
        if (outcome.IsInterrupt)
        {
            HandBack(at, index);
            return;
        }

        var dropped = NothingDropped();
        using (Uninterrupted.Lock(gate))
        {
            ref var slot = ref at[index];
            slot.Fill(outcome);
            slot.Set(index, SlotState.Ready);
            WakeReaders();
            Take(ref slot, index);
            Leave(at, index, ref dropped);
        }

        LeaveGate(dropped);
    }

    /// <summary>Leaves an element to workers, for others that wait, as if this reader had not begun it.</summary>
    private void HandBack(Window<T> at, int index)
    {
        plan.Counters.Deliver(1);
        var dropped = NothingDropped();
        using (Uninterrupted.Lock(gate))
        {
            ref var slot = ref at[index];
            var isAwaited = slot.Waiters > 1;
            slot.Set(index, isAwaited ? SlotState.Called : SlotState.Empty);
            if (isAwaited)
            {
                requests.Enqueue(at);
            }

            Leave(at, index, ref dropped);
        }

        LeaveGate(dropped, isUrgent: true);
    }

    private bool WaitFor(Window<T> at, int index, out Outcome<T> outcome)
    {
        using var wait = plan.Counters.ReaderWaits.Begin();
        YieldWhile(at, index, SlotState.Awaited);
        using var announced = Announce(Evaluating.Here, at, index);
        var step = Thread.CurrentThread.IsThreadPoolThread
            ? WaitForTask(at, index, out outcome)
            : WaitForPulse(at, index, out outcome);
        return step == ReadStep.Deliver;
    }

    /// <summary>Waits for a task, so that the thread pool makes up for the thread that is blocked.</summary>
    private ReadStep WaitForTask(Window<T> at, int index, out Outcome<T> outcome)
    {
        while (true)
        {
            var step = LookAhead(at, index, out outcome, out var change);
            if (step != ReadStep.Wait)
            {
                return step;
            }

            try
            {
                change!.Wait();
            }
            catch (ThreadInterruptedException)
            {
                GiveUp(at, index);
                throw;
            }
        }
    }

    /// <summary>Waits for the gate's pulse, which allocates nothing.</summary>
    private ReadStep WaitForPulse(Window<T> at, int index, out Outcome<T> outcome)
    {
        var dropped = NothingDropped();
        try
        {
            using (Uninterrupted.Lock(gate))
            {
                while (true)
                {
                    var step = Look(at, index, ref dropped, out outcome);
                    if (step != ReadStep.Wait)
                    {
                        return step;
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

    /// <summary>Announces a wait within evaluations; one that would never end ends here.</summary>
    private WaitForGraph.Announced Announce(Evaluated[] by, Window<T> at, int index)
    {
        if (by is [])
        {
            return default;
        }

        try
        {
            return WaitForGraph.Announce(new SlotWait(this, plan.Origin, by, at, index));
        }
        catch (InvalidOperationException)
        {
            GiveUp(at, index);
            throw;
        }
    }

    private void GiveUp(Window<T> at, int index)
    {
        var dropped = NothingDropped();
        using (Uninterrupted.Lock(gate))
        {
            Leave(at, index, ref dropped);
        }

        LeaveGate(dropped);
    }

    /// <summary>How often a reader looks before it is stopped: as often as <see cref="SemaphoreSlim"/> does.</summary>
    private const int Yields = 140;

    /// <summary>
    /// Looks a few times more before this thread is stopped, and lets others run in between; to spin on a processor
    /// would keep from it just those who are waited for, as soon as there are no more processors than workers.
    /// </summary>
    private static void YieldWhile(Window<T> at, int index, SlotState state)
    {
        for (var yields = 0; yields < Yields && at[index][index] == state; yields++)
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
        using var wait = plan.Counters.ReaderWaits.Begin();
        var by = Evaluating.Here;
        while (true)
        {
            ReadStep step;
            Outcome<T> outcome;
            using (Announce(by, at, index))
            {
                while ((step = LookAhead(at, index, out outcome, out var change)) == ReadStep.Wait)
                {
                    await Until(change!, at, index, cancellationToken).ConfigureAwait(false);
                }
            }

            if (step == ReadStep.Deliver
                || BeginRead(index, mayEvaluate: false, out at, out outcome) == ReadStep.Deliver)
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
            GiveUp(at, index);
            throw plan.Origin.Cancellation(cancellationToken);
        }
    }

    /// <summary>Looks at an element, and says when it is worth another look.</summary>
    private ReadStep LookAhead(Window<T> at, int index, out Outcome<T> outcome, out Task? change)
    {
        var dropped = NothingDropped();
        try
        {
            using (Uninterrupted.Lock(gate))
            {
                var step = Look(at, index, ref dropped, out outcome);
                change = step == ReadStep.Wait ? NextChange() : null;
                return step;
            }
        }
        finally
        {
            LeaveGate(dropped);
        }
    }

    private Task NextChange() => (changed ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>
    /// What has become of an element that a reader waits for. Once the session is over it is refused, even if it is
    /// there: it may be from after the end.
    /// </summary>
    private ReadStep Look(Window<T> at, int index, ref Dropped<T> dropped, out Outcome<T> outcome)
    {
        ref var slot = ref at[index];
        var state = slot[index];
        outcome = default;
        var step = ReadStep.Deliver;
        if (isOver)
        {
            step = ReadStep.Retry;
        }
        else if (state is SlotState.Ready or SlotState.Delivered)
        {
            outcome = Take(ref slot, index);
        }
        else if (startFailure is not null)
        {
            outcome = Outcome<T>.Of(startFailure);
            startFailure = null;
        }
        else
        {
            var isGone = state == SlotState.Called && index >= count;
            step = isGone ? ReadStep.Retry : ReadStep.Wait;
        }

        if (step != ReadStep.Wait)
        {
            Leave(at, index, ref dropped);
        }

        return step;
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
            OpenWindow();
        }
    }

    /// <summary>What follows a stay under the gate, which may have made room for workers and dropped results.</summary>
    private void LeaveGate(Dropped<T> dropped, bool isUrgent = false)
    {
        CallWorkers(isUrgent || Volatile.Read(ref blockedReaders) > 0 || Volatile.Read(ref changed) is not null);
        Discard(dropped);
    }

    /// <summary>A wait for a slot. What nobody has begun, and its reader may not begin, waits for any worker.</summary>
    private sealed class SlotWait(
        Session<T> session, ViewOrigin origin, Evaluated[] by, Window<T> at, int index)
        : Wait(by, at.NodeOf(index), origin)
    {
        public override (object Crew, int Size)? BusyWorkers =>
            at[index][index] == SlotState.Called && session.Workers.IsComplete
                ? (session.crew, session.Workers.Size)
                : null;
    }
}
