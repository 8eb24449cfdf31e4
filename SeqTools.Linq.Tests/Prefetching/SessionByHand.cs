using System.Diagnostics;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>
/// A session whose workers do, on the thread of the test, what the test has them do; and nothing else. Element <c>i</c>
/// is <c>10 * i</c>, and costs a reader next to nothing.
/// </summary>
internal sealed class SessionByHand : Session<int>
{
    private readonly PlanByHand plan;
    private long now;
    private long asked;

    public SessionByHand(PlanByHand plan, bool hasOneReader)
        : base(plan, hasOneReader)
    {
        this.plan = plan;
        Crew = new(plan.WorkerCount, HasWork, plan.Counters);
    }

    public WorkersByHand Crew { get; }

    /// <summary>The elements that readers have evaluated themselves.</summary>
    public List<int> Here { get; } = [];

    /// <summary>How often who evaluates what nobody wants any more was told.</summary>
    public int ToldOfAbandoned { get; private set; }

    /// <summary>What an element comes to that a reader evaluates.</summary>
    public Func<int, Outcome<int>> Evaluation { get; set; } = Value;

    public Window<int> Window => Current;

    public bool HasWorkNow => HasWork();

    public bool IsClosedToWorkers => IsHeldBack;

    public bool ReachesToTheEnd => IsAtEnd;

    protected override Workers Workers => Crew;

    /// <summary>How many elements were timed: three looks at the clock each.</summary>
    public long Timed => asked / 3;

    /// <summary>To ask for the time takes a tick.</summary>
    protected override long Now
    {
        get
        {
            asked++;
            return now++;
        }
    }

    public static Outcome<int> Value(int index) => new(10 * index, null);

    /// <summary>What the elements cost is known from here on.</summary>
    public void Costs(long nanoseconds) => Cost.Note(Ticks(nanoseconds));

    /// <summary>An element that costs a reader so much.</summary>
    public Outcome<int> Slow(int index, long nanoseconds)
    {
        now += Ticks(nanoseconds);
        return Value(index);
    }

    public Outcome<int> Read(int index)
    {
        Read(index, out var outcome);
        return outcome;
    }

    /// <summary>Begins, as a worker, what is to be begun next.</summary>
    /// <returns>The element; -1 where there is none.</returns>
    public int Begin(out Window<int> at)
    {
        if (TryAnswer(out at, out var index))
        {
            return index;
        }

        at = Current;
        while (at.TryClaim(1, out index, out _))
        {
            if (at[index].TryStart(index))
            {
                return index;
            }
        }

        return at.TryTakeOver(out index) ? index : -1;
    }

    /// <summary>Leaves, as a worker, the value of an element that was begun.</summary>
    public void Finish(Window<int> at, int index, bool isThere = true)
    {
        plan.Counters.Produce(isThere ? 1 : 0);
        Complete(at, index, Value(index), isThere);
    }

    /// <summary>Evaluates, as a worker, all that there is to evaluate.</summary>
    /// <returns>The elements.</returns>
    public List<int> Work()
    {
        List<int> done = [];
        for (var index = Begin(out var at); index >= 0; index = Begin(out at))
        {
            Finish(at, index);
            done.Add(index);
        }

        return done;
    }

    /// <summary>An element that a worker has begun, as one that it evaluates.</summary>
    public Evaluated Begun(Window<int> at, int index) => ByWorker(at, index);

    /// <summary>Has, as a worker, the window follow the reader.</summary>
    public bool Follow() => TryFollowReader();

    public new bool HasGoneOn(ref int reader) => base.HasGoneOn(ref reader);

    public void Tell(Exception failure) => TellNextRead(failure);

    /// <summary>Says, as a worker that has begun nothing yet, that it could not start.</summary>
    public void FailToBegin(int number, Exception failure) => FailToStart(number, failure);

    protected override void CancelAbandoned() => ToldOfAbandoned++;

    private static long Ticks(long nanoseconds) => nanoseconds * Stopwatch.Frequency / 1_000_000_000;

    protected override void EvaluateHere(int index, Node node, out Outcome<int> outcome)
    {
        Here.Add(index);
        outcome = Evaluation(index);
    }
}
