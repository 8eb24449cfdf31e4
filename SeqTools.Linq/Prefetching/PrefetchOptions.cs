namespace SeqTools.Linq;

/// <summary>What <c>AsPrefetched</c> can be told beyond the number of workers and the size of the buffer.</summary>
/// <remarks>Written in place: <c>AsPrefetched(4, 32, new() { OnDiscard = image => image.Dispose() })</c>.</remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <example><code>
/// using var doubled = Seq.Range(0, 100)
///     .Select(i => 2 * i)
///     .AsPrefetched(2, 8, new() { IdleTimeout = TimeSpan.FromSeconds(5) });
/// Console.WriteLine(doubled[21]); // 42
/// </code></example>
public sealed class PrefetchOptions<T>
{
    /// <summary>
    /// Runs first on each worker, with the worker's number from 0 on; for a device context, a connection, a random
    /// generator.
    /// </summary>
    /// <remarks>
    /// Where it is set, elements are evaluated on workers only, and a reader waits for them. A worker whose start fails
    /// ends; the failure is thrown, wrapped, by a read, and a later read starts the worker anew.
    /// </remarks>
    public Action<int>? OnWorkerStart { get; init; }

    /// <summary>Is given each value that was computed and will not be read, once; for values to dispose of.</summary>
    /// <remarks>
    /// It is called on the thread that drops the value: a reader's, a worker's, or the one that disposes of the view or
    /// cancels it. What it throws stops nothing: it is thrown by the next read, or by <c>Dispose</c>. Values that were
    /// read belong to their reader.
    /// </remarks>
    public Action<T>? OnDiscard { get; init; }

    /// <summary>
    /// After how long without a read the workers end; computed elements stay, and the next read starts the workers
    /// again.
    /// </summary>
    /// <value>30 seconds; <see cref="Timeout.InfiniteTimeSpan"/> for never.</value>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Ends the prefetching: reads that wait, and later ones, throw <see cref="OperationCanceledException"/>.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }
}
