using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>The figures of a prefetching view, over all its sessions.</summary>
internal sealed class Tally
{
    private Counter produced;
    private Counter delivered;
    private Counter discarded;
    private Counter readerWait;
    private Counter workerWait;

    public void Produce(int elements = 1) => produced.Add(elements);

    public void Deliver() => delivered.Add(1);

    public void Discard(int elements) => discarded.Add(elements);

    public void ReaderWaited(long since) => readerWait.Add(Stopwatch.GetTimestamp() - since);

    public void WorkerWaited(long since) => workerWait.Add(Stopwatch.GetTimestamp() - since);

    /// <summary>The figures now. Workers count what they produced a little later than readers may have read it.</summary>
    public PrefetchStatistics Snapshot()
    {
        var (gone, read) = (discarded.Value, delivered.Value);
        var all = Math.Max(produced.Value, read + gone);
        return new(
            all, read, gone, all - read - gone,
            Stopwatch.GetElapsedTime(0, readerWait.Value), Stopwatch.GetElapsedTime(0, workerWait.Value));
    }
}
