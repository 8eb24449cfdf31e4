using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>The figures of a prefetching view, over all its sessions.</summary>
internal sealed class Tally
{
    private Counter produced;
    private Counter delivered;
    private Counter discarded;

    /// <summary>How long readers have waited for elements.</summary>
    public Waits ReaderWaits { get; } = new();

    /// <summary>How long workers have waited for room in the buffer.</summary>
    public Waits WorkerWaits { get; } = new();

    public void Produce() => produced.Add(1);

    public void Deliver() => delivered.Add(1);

    public void Discard(int elements) => discarded.Add(elements);

    /// <summary>The figures now. What was produced is read last: it is never less than what became of it.</summary>
    public PrefetchStatistics Snapshot()
    {
        var (gone, read) = (discarded.Value, delivered.Value);
        var all = produced.Value;
        return new(all, read, gone, all - read - gone, ReaderWaits.Elapsed, WorkerWaits.Elapsed);
    }

    /// <summary>The time that several threads have spent waiting, those included that still do.</summary>
    internal sealed class Waits
    {
        private readonly object gate = new();
        private long waiting;
        private long ended;

        public TimeSpan Elapsed
        {
            get
            {
                lock (gate)
                {
                    return Stopwatch.GetElapsedTime(0, (waiting * Stopwatch.GetTimestamp()) + ended);
                }
            }
        }

        public void Begin() => Count(1);

        public void End() => Count(-1);

        private void Count(int more)
        {
            lock (gate)
            {
                waiting += more;
                ended -= more * Stopwatch.GetTimestamp();
            }
        }
    }
}
