using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// The figures of a prefetching view, over all its sessions. What is counted here is counted in the sum, too.
/// </summary>
internal sealed class PrefetchCounters(PrefetchCounters? sum)
{
    private Counter produced;
    private Counter delivered;
    private Counter discarded;

    /// <summary>How long readers have waited for elements.</summary>
    public Waits ReaderWaits { get; } = new(sum?.ReaderWaits);

    /// <summary>How long workers have waited for room in the buffer.</summary>
    public Waits WorkerWaits { get; } = new(sum?.WorkerWaits);

    public void Produce()
    {
        produced.Add(1);
        sum?.Produce();
    }

    public void Deliver()
    {
        delivered.Add(1);
        sum?.Deliver();
    }

    public void Discard(int elements)
    {
        discarded.Add(elements);
        sum?.Discard(elements);
    }

    /// <summary>The figures now. What was produced is read last: it is never less than what became of it.</summary>
    public PrefetchStatistics Snapshot()
    {
        var (gone, read) = (discarded.Value, delivered.Value);
        var all = produced.Value;
        return new(all, read, gone, all - read - gone, ReaderWaits.Elapsed, WorkerWaits.Elapsed);
    }

    /// <summary>The time that several threads have spent waiting, those included that still do.</summary>
    internal sealed class Waits(Waits? sum)
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

        /// <summary>Begins a wait.</summary>
        /// <returns>What ends it.</returns>
        public Wait Begin()
        {
            Count(1, Stopwatch.GetTimestamp());
            return new(this);
        }

        private void Count(int more, long at)
        {
            lock (gate)
            {
                waiting += more;
                ended -= more * at;
            }

            sum?.Count(more, at);
        }

        internal readonly struct Wait(Waits waits) : IDisposable
        {
            public void Dispose() => waits.Count(-1, Stopwatch.GetTimestamp());
        }
    }
}
