namespace SeqTools.Linq;

/// <summary>Who waits for whom: a snapshot of all that a prefetching view has done.</summary>
/// <remarks>
/// Once all is quiet, <see cref="Produced"/> is <see cref="Delivered"/> + <see cref="Discarded"/> +
/// <see cref="Ready"/>. A long <see cref="ReaderWait"/> asks for more workers or cheaper elements; a long
/// <see cref="WorkerWait"/> says that the reader is the slower side.
/// </remarks>
/// <example><code>
/// using var view = Seq.Range(0, 3).AsPrefetched(1, 4);
/// Console.WriteLine(view.Sum()); // 3
/// Console.WriteLine(view.Statistics.Delivered); // 3
/// </code></example>
public readonly record struct PrefetchStatistics
{
    /// <summary>Elements evaluated, failed ones included.</summary>
    public long Produced { get; init; }

    /// <summary>
    /// How many of those that were evaluated the readers have evaluated themselves, since no worker had begun them, or
    /// since they are cheap.
    /// </summary>
    public long ComputedByReaders { get; init; }

    /// <summary>Elements read; further reads of the same element are not counted.</summary>
    public long Delivered { get; init; }

    /// <summary>Elements evaluated and dropped unread.</summary>
    public long Discarded { get; init; }

    /// <summary>Elements evaluated and waiting to be read.</summary>
    public long Ready { get; init; }

    /// <summary>How long readers have waited for elements that workers evaluate.</summary>
    public TimeSpan ReaderWait { get; init; }

    /// <summary>How long workers have waited for room in the buffer, added up over the workers.</summary>
    public TimeSpan WorkerWait { get; init; }

    /// <summary>What the worker processes have done, where there are any.</summary>
    public ProcessStatistics Processes { get; init; }
}
