using System.Diagnostics;

namespace SeqTools.Linq;

/// <content>What workers do.</content>
internal sealed partial class Session<T>
{
    /// <summary>What it costs to stop a thread and to start it again, about. Elements that are cheaper are claimed several at a time.</summary>
    private static readonly long CostOfSignal = Stopwatch.Frequency / 200_000;

    /// <summary>How often a thread looks, and lets others run, before it is stopped: as often as <see cref="SemaphoreSlim"/> does.</summary>
    private const int LongestMoment = 140;

    private readonly int mostClaimed;
    private long costOfElement = long.MaxValue;

    /// <summary>Calls the workers that are not at work, as many as there are elements for.</summary>
    private void CallWorkers(bool isUrgent)
    {
        if (crew.IsComplete)
        {
            return;
        }

        var elements = Math.Max(isUrgent ? 1 : 0, Volatile.Read(ref window)!.Unclaimed + errands.Count);
        if (elements > 0 && crew.Call(elements, work) is { } failure)
        {
            Report(EvaluationException.Of(failure));
        }
    }

    private void Work(int number)
    {
        using var wrapped = SeqErrors.Use(ErrorMode.Wrap);
        Evaluating.Enter(plan);
        if (TryStart(number) is { } failure)
        {
            crew.Leave(number);
            Report(failure);
            return;
        }

        while (!isOver)
        {
            if (!TryWork() && !Linger() && !Park(number))
            {
                return;
            }
        }

        crew.Leave(number);
    }

    /// <summary>Waits a moment, in which a reader may make room.</summary>
    private bool Linger()
    {
        SpinWait moment = default;
        while (moment.Count < LongestMoment && !isOver)
        {
            var at = Volatile.Read(ref window)!;
            if (at.Unclaimed > 0 || !errands.IsEmpty || at.Limit >= Volatile.Read(ref count))
            {
                break;
            }

            moment.SpinOnce(sleep1Threshold: -1);
        }

        return Volatile.Read(ref window)!.Unclaimed > 0;
    }

    /// <summary>Waits for work; that is waiting for room in the buffer, unless the list has no more elements.</summary>
    private bool Park(int number)
    {
        if (Volatile.Read(ref window)!.Limit >= Volatile.Read(ref count))
        {
            return crew.Park(number, hasWork);
        }

        using var wait = plan.Tally.WorkerWaits.Begin();
        return crew.Park(number, hasWork);
    }

    private EvaluationException? TryStart(int number)
    {
        try
        {
            plan.Options.OnWorkerStart?.Invoke(number);
            return null;
        }
        catch (Exception e)
        {
            return EvaluationException.Of(e);
        }
    }

    /// <summary>Tells a reader that a worker could not start. The worker has left by then, so that the reader which is told can call another.</summary>
    private void Report(EvaluationException failure)
    {
        lock (gate)
        {
            startFailure = failure;
            WakeReaders();
        }
    }

    private bool TryWork()
    {
        int index;
        if (errands.TryDequeue(out var errand))
        {
            while (errand.TryAnswer(out index))
            {
                Evaluate(errand, index);
            }

            return true;
        }

        var at = Volatile.Read(ref window)!;
        if (at.TryClaim(Claim(), out var first, out var end))
        {
            EvaluateRun(at, first, end);
            return true;
        }

        if (at.TryTakeOver(out index))
        {
            Evaluate(at, index);
            return true;
        }

        return false;
    }

    /// <summary>How many neighbours to claim: as many as a signal's time covers, and never so many that the other workers go without.</summary>
    private int Claim() => (int)Math.Clamp(CostOfSignal / Math.Max(1, Volatile.Read(ref costOfElement)), 1, mostClaimed);

    private void EvaluateRun(Window<T> at, int first, int end)
    {
        var since = Stopwatch.GetTimestamp();
        for (var index = first; index < end; index++)
        {
            if (at[index].TryStart(index))
            {
                Evaluate(at, index);
            }
        }

        Volatile.Write(ref costOfElement, (Stopwatch.GetTimestamp() - since) / (end - first));
    }

    /// <summary>Evaluates an element that this worker has begun.</summary>
    private void Evaluate(Window<T> at, int index)
    {
        var isThere = plan.TryEvaluate(index, out var outcome);
        ref var slot = ref at[index];
        slot.Fill(outcome);
        if (isThere)
        {
            plan.Tally.Produce();
        }

        if (!isThere || !slot.TryMove(index, SlotState.Started, SlotState.Ready))
        {
            Settle(at, index, isThere);
        }
    }

    /// <summary>Sees to a result that is not simply left in its slot: somebody waits for it, or nobody wants it, or the element is gone from the list.</summary>
    private void Settle(Window<T> at, int index, bool isThere)
    {
        var dropped = NothingDropped();
        lock (gate)
        {
            ref var slot = ref at[index];
            switch (slot[index])
            {
                case SlotState.Started:
                    slot.Fill(default);
                    slot.Set(index, SlotState.Empty);
                    at.Close(index);
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
                        plan.Tally.Produce();
                    }

                    slot.Set(index, SlotState.Ready);
                    WakeReaders();
                    break;
            }
        }

        Discard(dropped);
    }
}
