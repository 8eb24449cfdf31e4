namespace SeqTools.Linq.Orleans;

/// <summary>An element that somebody waits for.</summary>
internal sealed class PendingRead : TaskCompletionSource<ElementAnswer>
{
    private List<KnownSilo>? failedOn;

    public PendingRead(int index)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        Index = index;
        Place = new(this);
    }

    public int Index { get; }

    public LinkedListNode<PendingRead> Place { get; }

    public ReadCall? Call { get; set; }

    public int Losses { get; set; }

    public KnownSilo? LostOn { get; set; }

    /// <summary>What the recipe threw where this read was last, if it did.</summary>
    public ElementAnswer? BuildFailure { get; private set; }

    /// <summary>Each silo builds the recipe for it once at most.</summary>
    public bool MayGoTo(KnownSilo silo) => failedOn?.Contains(silo) != true;

    /// <summary>Takes in why a silo has given it back.</summary>
    public void Learn(ReadAnswer answer, KnownSilo silo)
    {
        if (answer.Refusal is { Kind: RefusalKind.BuildFailed, Failure: var failure })
        {
            (failedOn ??= []).Add(silo);
            BuildFailure = new(0, null, failure);
        }
    }
}
