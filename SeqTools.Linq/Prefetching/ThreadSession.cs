using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A session whose workers are threads.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ThreadSession<T> : Session<T>
{
    /// <summary>
    /// How often a worker looks for room before it is stopped: for about as long as an element that is worth a worker
    /// takes,
    /// </summary>
    private const int MostYields = 500;

    /// <summary>and where that was in vain, seldom enough to cost next to nothing.</summary>
    private const int FewestYields = 20;

    /// <summary>After how long without a step a reader is taken to have stopped.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly ThreadPlan<T> plan;
    private readonly ThreadWorkers workers;
    private readonly int mostClaimed;

    public ThreadSession(ThreadPlan<T> plan, bool hasOneReader)
        : base(plan, hasOneReader)
    {
        this.plan = plan;
        workers = new(
            plan.WorkerCount, HasWork, Work, plan.Options.IdleTimeout, plan.Options.TimeProvider, plan.Counters);
        mostClaimed = (int)Math.Max(1, (plan.MaxBuffered - 1) / (2L * plan.WorkerCount));
    }

    protected override Workers Workers => workers;

    protected override void EvaluateHere(int index, Node node, out Outcome<T> outcome)
    {
        using var here = plan.EnterEvaluation(node);
        plan.TryEvaluate(index, at: null, out outcome);
    }

    private void Work(int number)
    {
        ExecutionContext.Restore(plan.Context);
        using var wrapped = SeqErrors.Use(ErrorMode.Wrap);
        Evaluating.EnterWorker(plan);
        if (!TryStart(number))
        {
            return;
        }

        var yields = MostYields;
        var reader = NoReader;
        while ((!IsOver && (TryWork() || YieldUntilRoom(ref yields))) || Rest(ref reader))
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
            if (Current.Unclaimed > 0 || HasRequests || IsAtEnd || IsHeldBack)
            {
                break;
            }

            Thread.Yield();
        }

        var hasRoom = Current.Unclaimed > 0;
        yields = hasRoom ? MostYields : Math.Max(FewestYields, yields / 2);
        return hasRoom;
    }

    /// <summary>
    /// Waits for work. While a reader goes on from one cheap element to the next, one worker looks after it every
    /// moment, so that nobody need call it for each of them; a reader that has stopped finds the buffer full.
    /// </summary>
    private bool Rest(ref int reader)
    {
        if (IsOver)
        {
            return workers.Park();
        }

        if ((Cost.IsCheap || IsHeldBack) && HasGoneOn(ref reader))
        {
            return workers.IsDozing ? Park() : Doze();
        }

        return TryFollowReader() || Park();
    }

    /// <summary>Waits for work; that is waiting for room in the buffer, unless the list has no more elements.</summary>
    private bool Park()
    {
        if (IsAtEnd)
        {
            return workers.Park();
        }

        using var wait = plan.Counters.WorkerWaits.Begin();
        return workers.Park();
    }

    private bool Doze()
    {
        using var wait = plan.Counters.WorkerWaits.Begin();
        return workers.Doze(Moment);
    }

    private bool TryWork()
    {
        if (TryAnswer(out var at, out var index))
        {
            Evaluate(at, index);
            return true;
        }

        at = Current;
        if (at.TryClaim(Cost.ElementsOfClaim(mostClaimed), out var first, out var end))
        {
            Evaluate(at, first, end);
            LetOthersStart();
            return true;
        }

        if (at.TryTakeOver(out index))
        {
            Evaluate(at, index);
            return true;
        }

        return false;
    }

    /// <summary>A thread that is to start may stand behind this one, for a slice of the processor's time.</summary>
    private void LetOthersStart()
    {
        if (workers.IsStarting)
        {
            Thread.Yield();
        }
    }

    /// <summary>Evaluates what this worker has claimed, but for what others have begun.</summary>
    private void Evaluate(Window<T> at, int first, int end)
    {
        var since = Now;
        var (evaluated, uncounted) = (0, 0);
        for (var index = first; index < end; index++)
        {
            if (at[index].TryStart(index))
            {
                evaluated++;
                Evaluate(at, index, ref uncounted, isLast: index == end - 1);
            }
        }

        plan.Counters.Produce(uncounted);
        if (evaluated > 0)
        {
            Cost.Note((Now - since) / evaluated);
        }
    }

    private void Evaluate(Window<T> at, int index)
    {
        var uncounted = 0;
        Evaluate(at, index, ref uncounted, isLast: true);
    }

    /// <summary>
    /// Evaluates an element that this worker has begun. It is counted before it is there, with those before it.
    /// </summary>
    private void Evaluate(Window<T> at, int index, ref int uncounted, bool isLast)
    {
        Evaluating.MoveTo(ByWorker(at, index));
        bool isThere;
        Outcome<T> outcome;
        using (CallerContext.Isolate())
        {
            isThere = plan.TryEvaluate(index, at, out outcome);
        }

        uncounted += isThere ? 1 : 0;
        if (isLast)
        {
            plan.Counters.Produce(uncounted);
            uncounted = 0;
        }

        Complete(at, index, outcome, isThere);
    }
}
