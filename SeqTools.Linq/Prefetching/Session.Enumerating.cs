using System.Diagnostics;

namespace SeqTools.Linq;

/// <content>
/// What the reader of an enumeration, the only one of its session, does without the gate while elements are cheap.
/// </content>
internal abstract partial class Session<T>
{
    protected const int NoReader = -1;

    /// <summary>Where a reader has asked for fewer elements within a moment, one is timed: they may be slow.</summary>
    private const int FewestInMoment = 16;

    /// <summary>The most elements between two reads that go through the gate, where one is timed.</summary>
    private const int LongestStride = 64;

    /// <summary>The most elements before a reader that has evaluated slow ones tries again.</summary>
    private const int LongestPause = 1 << 12;

    /// <summary>The smallest buffer in which a part may wait to be handed on.</summary>
    private const int FewestInParts = 24;

    /// <summary>The element that the only reader has asked for last.</summary>
    private Counter asked = Counter.Of(NoReader);

    /// <summary>
    /// The elements before this one are reserved for the only reader: they are in no window, and nobody else can begin
    /// them.
    /// </summary>
    private volatile int reservedEnd;

    /// <summary>How many elements it has taken, and how many it has evaluated itself, without the gate.</summary>
    private Counter taken;
    private Counter evaluated;

    /// <summary>How many of them the figures count; guarded by the gate.</summary>
    private (long Taken, long Evaluated) counted;

    /// <summary>How far the reader may go from the head before it moves the window on.</summary>
    private int stride;

    /// <summary>Whether the reader is to evaluate the elements, which cost less than to hand them over.</summary>
    private volatile bool isReadInPlace;

    /// <summary>From which element on it may be so again, and for how many it may not after the next time.</summary>
    private int inPlaceFrom;
    private int pause = LongestStride;

    /// <summary>Whether workers are kept from elements that there is room for: the reader evaluates them.</summary>
    private volatile bool isHeldBack;

    /// <summary>What elements cost, where they are evaluated by threads.</summary>
    protected ElementCost Cost { get; } = new();

    /// <summary>By which that is measured, in ticks of <see cref="Stopwatch"/>.</summary>
    protected virtual long Now => Stopwatch.GetTimestamp();

    /// <summary>Whether workers are kept from elements that there is room for, until the reader stops.</summary>
    protected bool IsHeldBack => isHeldBack;

    /// <summary>Whether elements are reserved, few or many; under the gate.</summary>
    private bool IsReserved => window is { IsRetired: true } && !isOver;

    /// <summary>Whether there is room that the window does not show, and no worker to come and see.</summary>
    private bool HasRoomUnattended =>
        hasOneReader && (isHeldBack || asked.Value > Current.Head) && !Workers.IsAttended;

    /// <summary>Adds to the figures what the reader has taken.</summary>
    public void Count()
    {
        using (Uninterrupted.Lock(gate))
        {
            CountTaken();
        }
    }

    /// <summary>Whether the only reader has asked for another element than it had.</summary>
    protected bool HasGoneOn(ref int reader)
    {
        var before = reader;
        reader = (int)asked.Value;
        if (reader - before < FewestInMoment)
        {
            LeadReaderToGate();
        }

        return reader != before;
    }

    /// <summary>
    /// Has, on a worker, the window follow a reader that has stopped, or whose elements are not cheap any more.
    /// </summary>
    /// <returns>Whether there is work.</returns>
    protected bool TryFollowReader()
    {
        if (!hasOneReader)
        {
            return false;
        }

        var dropped = NothingDropped();
        var countNow = plan.CountAgain(Volatile.Read(ref count));
        using (Uninterrupted.Lock(gate))
        {
            if (!isOver)
            {
                count = Math.Max(count, countNow);
                MoveToReader(ref dropped);
                window!.Open(count, inUseElsewhere);
                isHeldBack = false;
            }
        }

        Discard(dropped);
        return HasWork();
    }

    /// <summary>
    /// Reserves, under the gate, what follows an element for the reader that is to evaluate it, if nobody has begun any
    /// of it.
    /// </summary>
    private bool TryReserve(int index)
    {
        if (!isReadInPlace || !(IsReserved || window!.TryReserve()))
        {
            return false;
        }

        reservedEnd = index + LongestStride;
        return true;
    }

    /// <summary>Has the window go on at an element, if its reader is not to evaluate what follows.</summary>
    private void GoOnUnlessInPlace(int index)
    {
        if (!isReadInPlace)
        {
            LeadReaderToGate();
            window!.GoOnAt(index);
        }
    }

    /// <summary>Has the only reader come through the gate with its next element, and not evaluate it before.</summary>
    private void LeadReaderToGate() => reservedEnd = 0;

    /// <summary>Moves the window, on a worker, to the element that the reader has asked for last.</summary>
    private void MoveToReader(ref Dropped<T> dropped)
    {
        if (!IsReserved)
        {
            window!.TryMoveTo((int)asked.Value, ref dropped);
            return;
        }

        // The reader has no fence of its own: either what it asks for is seen here, or it comes to the gate.
        LeadReaderToGate();
        Interlocked.MemoryBarrierProcessWide();
        window!.GoOnBehind((int)asked.Value);
    }

    /// <summary>Evaluates an element that is reserved. It needs no slot, for nobody else comes to it.</summary>
    private bool TryEvaluateReserved(int index, out Outcome<T> outcome)
    {
        outcome = default;
        asked.Set(index);
        if (index >= reservedEnd)
        {
            return false;
        }

        EvaluateHere(index, node: default, out outcome);
        evaluated.Set(evaluated.Value + 1);
        CountIfOver();
        return true;
    }

    /// <summary>
    /// Takes an element that is there, or evaluates one that nobody has begun. The slot is given up at once and handed
    /// on later, together with others.
    /// </summary>
    private bool TryTake(int index, bool mayBlock, out Outcome<T> outcome)
    {
        outcome = default;
        if (stride == 0 || window is not { } at || (uint)(index - at.Head) >= (uint)stride || HasFailure)
        {
            return false;
        }

        asked.Set(index);
        ref var slot = ref at[index];
        if (mayBlock && slot[index] == SlotState.Started)
        {
            YieldUntilDone(at, index);
        }

        var mayEvaluate = mayBlock && plan.ReadersMayEvaluate;
        return slot[index] switch
        {
            SlotState.Ready => TryTakeReady(ref slot, index, out outcome),
            SlotState.Empty when mayEvaluate => TryEvaluateInPlace(ref slot, index, out outcome),
            _ => false,
        };
    }

    private bool TryTakeReady(ref Slot<T> slot, int index, out Outcome<T> outcome)
    {
        if (!slot.TryTake(index, out outcome))
        {
            return false;
        }

        taken.Set(taken.Value + 1);
        CountIfOver();
        CallIfUnattended();
        return true;
    }

    private bool TryEvaluateInPlace(ref Slot<T> slot, int index, out Outcome<T> outcome)
    {
        outcome = default;
        if (!slot.TryMove(index, SlotState.Empty, SlotState.Spent))
        {
            return false;
        }

        CallIfUnattended();
        EvaluateHere(index, node: default, out outcome);
        evaluated.Set(evaluated.Value + 1);
        CountIfOver();
        return true;
    }

    /// <summary>Counts what was taken while the session was ended, since no stay under the gate follows.</summary>
    private void CountIfOver()
    {
        if (isOver)
        {
            Count();
        }
    }

    private void CallIfUnattended()
    {
        if (!Workers.IsAttended)
        {
            ReportIfAny(Workers.CallOne());
        }
    }

    /// <summary>
    /// Calls for as few workers as will do: one that looks after the reader, or one that fills the buffer when it is
    /// half empty. If it is at that already and can't keep up, all.
    /// </summary>
    private void CallForCheapElements()
    {
        if (Current.Unclaimed < Current.Size / 2)
        {
            CallIfUnattended();
        }
        else
        {
            ReportIfAny(Workers.AreIdle ? Workers.CallOne() : Workers.Call(Current.Unclaimed, UsefulWorkers));
        }
    }

    /// <summary>Waits, as others do, for an element that will be there soon; all workers are to help.</summary>
    private void YieldUntilDone(Window<T> at, int index)
    {
        using var wait = plan.Counters.ReaderWaits.Begin();
        if (at.Unclaimed > 0 && !Workers.IsComplete)
        {
            ReportIfAny(Workers.Call(at.Unclaimed, UsefulWorkers));
        }

        YieldWhile(at, index, SlotState.Started);
    }

    /// <summary>Chooses, for a read under the gate, how far the reader may go without it from here.</summary>
    private void Pace(int index, bool mayEvaluate, bool isWhole)
    {
        if (!hasOneReader)
        {
            return;
        }

        asked.Set(index);
        isReadInPlace = mayEvaluate && isWhole && (isReadInPlace || (index >= inPlaceFrom && Cost.IsBelowHandOver));
        stride = isWhole && plan.MaxBuffered >= FewestInParts && Cost.IsCheap
            ? Math.Min(LongestStride, plan.MaxBuffered / 3)
            : 1;
    }

    /// <summary>Has workers evaluate the elements again when they are slow, each time for longer.</summary>
    private void Sample(int index, long cost)
    {
        if (Cost.IsSlow(cost) && isReadInPlace)
        {
            isReadInPlace = false;
            LeadReaderToGate();
            inPlaceFrom = (int)Math.Min(int.MaxValue, (long)index + pause);
            pause = Math.Min(2 * pause, LongestPause);
        }
    }

    private void OpenWindow()
    {
        isHeldBack = isReadInPlace || IsReserved;
        if (isHeldBack)
        {
            window!.Close(window.Head);
        }
        else
        {
            window!.Open(count, inUseElsewhere);
        }
    }

    /// <summary>
    /// Counts, at the end, what the reader has taken. It has no fence of its own: either that is seen here, or it sees
    /// that the session is over.
    /// </summary>
    private void CountAtEnd()
    {
        if (hasOneReader)
        {
            Interlocked.MemoryBarrierProcessWide();
        }

        CountTaken();
    }

    private void CountTaken()
    {
        var (takenNow, evaluatedNow) = (taken.Value, evaluated.Value);
        plan.Counters.ProduceByReader((int)(evaluatedNow - counted.Evaluated));
        plan.Counters.Deliver((int)(takenNow - counted.Taken + evaluatedNow - counted.Evaluated));
        counted = (takenNow, evaluatedNow);
    }
}
