using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A session whose workers are threads.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ThreadSession<T> : Session<T>
{
    /// <summary>
    /// What it costs to stop a thread and to start it again, about. Elements that are cheaper are claimed several at a
    /// time.
    /// </summary>
    private static readonly long CostOfSignal = Stopwatch.Frequency / 200_000;

    /// <summary>
    /// How often a worker looks for room before it is stopped: for about as long as an element that is worth a worker
    /// takes,
    /// </summary>
    private const int MostYields = 500;

    /// <summary>and where that was in vain, seldom enough to cost next to nothing.</summary>
    private const int FewestYields = 20;

    private readonly ThreadPlan<T> plan;
    private readonly ThreadWorkers workers;
    private readonly int mostClaimed;
    private long costOfElement = long.MaxValue;

    public ThreadSession(ThreadPlan<T> plan)
        : base(plan)
    {
        this.plan = plan;
        workers = new(
            plan.WorkerCount, HasWork, Work, plan.Options.IdleTimeout, plan.Options.TimeProvider, plan.Counters);
        mostClaimed = (int)Math.Max(1, (plan.MaxBuffered - 1) / (2L * plan.WorkerCount));
    }

    protected override Workers Workers => workers;

    protected override Outcome<T> EvaluateHere(int index)
    {
        using var here = plan.EnterEvaluation();
        plan.TryEvaluate(index, out var outcome);
        return outcome;
    }

    private void Work(int number)
    {
        using var wrapped = SeqErrors.Use(ErrorMode.Wrap);
        ReentranceGuard.Enter(plan);
        if (!TryStart(number))
        {
            return;
        }

        var yields = MostYields;
        while ((!IsOver && (TryWork() || YieldUntilRoom(ref yields))) || Park())
        {
            // On to the next element.
        }

        RunStop(number);
        LeaveParked(number);
    }

    /// <summary>
    /// Waits a moment, in which a reader may make room. As a reader does, it lets others run. A wait in vain halves the
    /// next one: under a slow reader, workers soon park almost at once.
    /// </summary>
    private bool YieldUntilRoom(ref int yields)
    {
        for (var yielded = 0; yielded < yields && !IsOver; yielded++)
        {
            if (Current.Unclaimed > 0 || HasRequests || IsAtEnd)
            {
                break;
            }

            Thread.Yield();
        }

        var hasRoom = Current.Unclaimed > 0;
        yields = hasRoom ? MostYields : Math.Max(FewestYields, yields / 2);
        return hasRoom;
    }

    /// <summary>Waits for work; that is waiting for room in the buffer, unless the list has no more elements.</summary>
    private bool Park()
    {
        if (IsOver || IsAtEnd)
        {
            return workers.Park();
        }

        using var wait = plan.Counters.WorkerWaits.Begin();
        return workers.Park();
    }

    private bool TryWork()
    {
        if (TryAnswer(out var at, out var index))
        {
            Evaluate(at, index);
            return true;
        }

        at = Current;
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

    /// <summary>
    /// How many neighbours to claim: as many as a signal's time covers, and never so many that the other workers go
    /// without.
    /// </summary>
    private int Claim() =>
        (int)Math.Clamp(CostOfSignal / Math.Max(1, Volatile.Read(ref costOfElement)), 1, mostClaimed);

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
        Complete(at, index, outcome, isThere);
    }
}
