using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>The figures of a prefetching view, over all its sessions.</summary>
internal sealed class Tally
{
    private long produced;
    private long delivered;
    private long discarded;
    private long readerWait;
    private long workerWait;

    public void Produce() => Interlocked.Increment(ref produced);

    public void Deliver() => Interlocked.Increment(ref delivered);

    public void Discard(int count) => Interlocked.Add(ref discarded, count);

    public void ReaderWaited(long since) => Interlocked.Add(ref readerWait, Stopwatch.GetTimestamp() - since);

    public void WorkerWaited(long since) => Interlocked.Add(ref workerWait, Stopwatch.GetTimestamp() - since);

    /// <summary>The figures now. What was produced is read last, so that it is never less than what became of it.</summary>
    public PrefetchStatistics Snapshot()
    {
        var (gone, read) = (Volatile.Read(ref discarded), Volatile.Read(ref delivered));
        var all = Volatile.Read(ref produced);
        return new(
            all, read, gone, all - read - gone,
            Stopwatch.GetElapsedTime(0, Volatile.Read(ref readerWait)), Stopwatch.GetElapsedTime(0, Volatile.Read(ref workerWait)));
    }
}
