using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SeqTools.Linq;

/// <summary>The figures of a prefetching view, over all its sessions.</summary>
internal sealed class Tally(ViewOrigin origin)
{
    private readonly KeyValuePair<string, object?> view = PrefetchMeter.View(origin);
    private Counter produced;
    private Counter delivered;
    private Counter discarded;

    /// <summary>How long readers have waited for elements.</summary>
    public Waits ReaderWaits { get; } = new(PrefetchMeter.ReaderWait, PrefetchMeter.View(origin));

    /// <summary>How long workers have waited for room in the buffer.</summary>
    public Waits WorkerWaits { get; } = new(PrefetchMeter.WorkerWait, PrefetchMeter.View(origin));

    public void Produce()
    {
        produced.Add(1);
        PrefetchMeter.Produced.Add(1, view);
        PrefetchMeter.Ready.Add(1, view);
    }

    public void Deliver()
    {
        delivered.Add(1);
        PrefetchMeter.Delivered.Add(1, view);
        PrefetchMeter.Ready.Add(-1, view);
    }

    public void Discard(int elements)
    {
        discarded.Add(elements);
        PrefetchMeter.Discarded.Add(elements, view);
        PrefetchMeter.Ready.Add(-elements, view);
    }

    /// <summary>The figures now. What was produced is read last: it is never less than what became of it.</summary>
    public PrefetchStatistics Snapshot()
    {
        var (gone, read) = (discarded.Value, delivered.Value);
        var all = produced.Value;
        return new(all, read, gone, all - read - gone, ReaderWaits.Elapsed, WorkerWaits.Elapsed);
    }

    /// <summary>The time that several threads have spent waiting, those included that still do.</summary>
    internal sealed class Waits(Counter<double> meter, KeyValuePair<string, object?> view)
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
            var since = Stopwatch.GetTimestamp();
            Count(1, since);
            return new(this, since);
        }

        private void End(long since)
        {
            var now = Stopwatch.GetTimestamp();
            Count(-1, now);
            meter.Add(Stopwatch.GetElapsedTime(since, now).TotalSeconds, view);
        }

        private void Count(int more, long at)
        {
            lock (gate)
            {
                waiting += more;
                ended -= more * at;
            }
        }

        internal readonly struct Wait(Waits waits, long since) : IDisposable
        {
            public void Dispose() => waits.End(since);
        }
    }
}
