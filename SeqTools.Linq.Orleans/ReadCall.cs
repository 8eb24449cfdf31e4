namespace SeqTools.Linq.Orleans;

/// <summary>Reads that were given to a silo together.</summary>
internal sealed class ReadCall(KnownSilo silo, int route, PendingRead?[] reads, int retries)
{
    public KnownSilo Silo => silo;

    public int Route => route;

    public PendingRead?[] Reads => reads;

    /// <summary>How often routes had been tried anew when it was made.</summary>
    public int Retries => retries;

    public CancellationTokenSource Cancellation { get; } = new();

    /// <summary>How many of its reads somebody still waits for.</summary>
    public int Wanted { get; set; } = reads.Length;

    public IEnumerable<PendingRead> Unsettled => reads.OfType<PendingRead>();

    /// <summary>Takes a read out; none where it was taken out before.</summary>
    public PendingRead? Settle(int place)
    {
        var read = reads[place];
        reads[place] = null;
        Wanted -= read is { Task.IsCompleted: false } ? 1 : 0;
        return read;
    }
}
