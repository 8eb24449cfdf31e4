namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>A plan whose sessions are led by hand.</summary>
internal sealed class PlanByHand(
    IView source, int workers, int maxBuffered, PrefetchOptions<int>? options = null)
    : PrefetchPlan<int>(source, new(workers, maxBuffered), options ?? new(), new("ByHand"))
{
    /// <summary>With a list of so many elements.</summary>
    public PlanByHand(int count, int workers, int maxBuffered, PrefetchOptions<int>? options = null)
        : this(Seq.Range(0, count), workers, maxBuffered, options)
    {
    }

    public override bool ReadersMayEvaluate => Options.OnWorkerStart is null;

    /// <summary>Whether whoever reads is evaluating an element.</summary>
    public override bool IsInside => ReadsFromInside;

    public bool ReadsFromInside { get; set; }

    public SessionByHand Enumerate() => (SessionByHand)Open(hasOneReader: true, default);

    public SessionByHand ReadByIndex() => (SessionByHand)Open(hasOneReader: false, default);

    /// <summary>The figures as far as they are counted: readers of cheap elements count several at a time.</summary>
    public (long Produced, long Delivered, long Discarded, long Ready) Counted
    {
        get
        {
            var now = Counters.Snapshot();
            return (now.Produced, now.Delivered, now.Discarded, now.Ready);
        }
    }

    protected override Session<int> NewSession(bool hasOneReader) => new SessionByHand(this, hasOneReader);
}
