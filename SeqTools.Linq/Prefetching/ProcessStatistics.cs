namespace SeqTools.Linq;

/// <summary>What the worker processes of a prefetching view have done: a part of its statistics.</summary>
/// <remarks>All of it is 0 where elements are evaluated in this process.</remarks>
/// <example><code>
/// using var view = Seq.Range(0, 3).AsPrefetched(1, 4);
/// Console.WriteLine(view.Statistics.Processes.WorkersStarted); // 0
/// </code></example>
public readonly record struct ProcessStatistics
{
    /// <summary>Worker processes that were started, and were ready for work.</summary>
    public long WorkersStarted { get; init; }

    /// <summary>
    /// Worker processes that ended though nobody had stopped them, or were killed for want of an answer.
    /// </summary>
    public long WorkersLost { get; init; }

    /// <summary>How often an element was given to another worker, since the one that evaluated it had ended.</summary>
    public long TriedAgain { get; init; }

    /// <summary>Bytes of results that came through a pipe, small ones among them.</summary>
    public long PipeBytes { get; init; }

    /// <summary>Bytes of results that came through shared memory.</summary>
    public long SharedBytes { get; init; }
}
