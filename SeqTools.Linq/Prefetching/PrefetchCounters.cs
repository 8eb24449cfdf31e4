namespace SeqTools.Linq;

/// <summary>
/// The figures of a prefetching view, over all its sessions. What is counted here is counted in the sum, too, which has
/// a clock of its own.
/// </summary>
internal sealed class PrefetchCounters(PrefetchCounters? sum, TimeProvider clock)
{
    private Counter produced;
    private Counter computedByReaders;
    private Counter delivered;
    private Counter discarded;
    private Counter workingWorkers;
    private Counter idleWorkers;

    /// <summary>How long readers have waited for elements.</summary>
    public Waits ReaderWaits { get; } = new(sum?.ReaderWaits, clock);

    /// <summary>How long workers have waited for room in the buffer.</summary>
    public Waits WorkerWaits { get; } = new(sum?.WorkerWaits, clock);

    /// <summary>The workers that are at work.</summary>
    public long WorkingWorkers => workingWorkers.Value;

    /// <summary>The workers that are there and have nothing to do.</summary>
    public long IdleWorkers => idleWorkers.Value;

    public void Produce(int elements)
    {
        if (elements == 0)
        {
            return;
        }

        produced.Add(elements);
        sum?.Produce(elements);
    }

    /// <summary>Counts elements that a reader has evaluated itself.</summary>
    public void ProduceByReader(int elements)
    {
        if (elements > 0)
        {
            computedByReaders.Add(elements);
            Produce(elements);
        }
    }

    public void Deliver(int elements)
    {
        if (elements == 0)
        {
            return;
        }

        delivered.Add(elements);
        sum?.Deliver(elements);
    }

    public void Discard(int elements)
    {
        discarded.Add(elements);
        sum?.Discard(elements);
    }

    /// <summary>Counts workers that have come or gone, or begun or ceased to work.</summary>
    public void CountWorkers(int working, int idle)
    {
        workingWorkers.Add(working);
        idleWorkers.Add(idle);
        sum?.CountWorkers(working, idle);
    }

    /// <summary>
    /// The figures now. Cheap elements are counted several at a time, so that what became of one may be counted before
    /// it is itself.
    /// </summary>
    public PrefetchStatistics Snapshot()
    {
        var (gone, read) = (discarded.Value, delivered.Value);
        var all = Math.Max(produced.Value, read + gone);
        return new()
        {
            Produced = all,
            ComputedByReaders = computedByReaders.Value,
            Delivered = read,
            Discarded = gone,
            Ready = all - read - gone,
            ReaderWait = ReaderWaits.Elapsed,
            WorkerWait = WorkerWaits.Elapsed,
        };
    }

    /// <summary>The time that several threads have spent waiting, those included that still do.</summary>
    internal sealed class Waits(Waits? sum, TimeProvider clock)
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
                    return clock.GetElapsedTime(0, (waiting * clock.GetTimestamp()) + ended);
                }
            }
        }

        /// <summary>Begins a wait.</summary>
        /// <returns>What ends it.</returns>
        public Wait Begin()
        {
            Count(1);
            return new(this);
        }

        private void Count(int more)
        {
            var at = clock.GetTimestamp();
            using (Uninterrupted.Lock(gate))
            {
                waiting += more;
                ended -= more * at;
            }

            sum?.Count(more);
        }

        internal readonly struct Wait(Waits waits) : IDisposable
        {
            public void Dispose() => waits.Count(-1);
        }
    }
}
