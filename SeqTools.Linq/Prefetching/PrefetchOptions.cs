namespace SeqTools.Linq;

/// <summary>What <c>AsPrefetched</c> can be told beyond the number of workers and the size of the buffer.</summary>
/// <remarks>
/// <para>Written in place: <c>AsPrefetched(4, 32, new() { OnDiscard = image => image.Dispose() })</c>.</para>
/// <para>What <see cref="OnDiscard"/>, <see cref="OnWorkerStop"/> and <see cref="OnWorkerStopAsync"/> throw stops
/// nothing: the next read throws it, as it is; an enumeration that goes on does so with the next element, as after any
/// failure. What is left when nobody reads any more (the view or the enumeration was disposed, cancelled or forgotten)
/// is told by <see cref="TaskScheduler.UnobservedTaskException"/>; <c>Dispose</c> and <c>DisposeAsync</c> never
/// throw.</para>
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <example><code>
/// using var doubled = Seq.Range(0, 100)
///     .Select(i => 2 * i)
///     .AsPrefetched(2, 8, new() { IdleTimeout = TimeSpan.FromSeconds(5) });
/// Console.WriteLine(doubled[21]); // 42
/// </code></example>
public sealed class PrefetchOptions<T>
{
    private Action<T>? onDiscard;

    /// <summary>
    /// Runs first on each worker, with the worker's number from 0 on; for a device context, a connection, a random
    /// generator.
    /// </summary>
    /// <remarks>
    /// Where it is set, elements are evaluated on workers only, and a reader waits for them. What has to be evaluated
    /// to know how many there are, the predicate of a <c>Filter</c> or the lists of a <c>Flatten</c>, is evaluated by
    /// readers as well. A worker whose start fails ends; the failure is thrown, wrapped, by a read, and a later read
    /// starts the worker anew. Where no read comes any more, <see cref="TaskScheduler.UnobservedTaskException"/> tells
    /// it.
    /// </remarks>
    public Action<int>? OnWorkerStart { get; init; }

    /// <summary>
    /// As <see cref="OnWorkerStart"/>, and after it, for what is awaited; the token is cancelled when the view or the
    /// enumeration ends.
    /// </summary>
    /// <remarks>
    /// For the producers of an <see cref="AsyncSeqView{T}"/>. The workers of a list are threads, which await nothing:
    /// it is refused there.
    /// </remarks>
    public Func<int, CancellationToken, ValueTask>? OnWorkerStartAsync { get; init; }

    /// <summary>Runs last on each worker whose start succeeded, with the worker's number.</summary>
    /// <remarks>
    /// A worker stops when the view or the enumeration ends, and when nothing was read for
    /// <see cref="IdleTimeout"/>; then the next read starts it anew, and no sooner than this has returned.
    /// <c>DisposeAsync</c> waits for it. A process that ends does not.
    /// </remarks>
    public Action<int>? OnWorkerStop { get; init; }

    /// <summary>As <see cref="OnWorkerStop"/>, and before it, for what is awaited.</summary>
    /// <remarks>For the producers of an <see cref="AsyncSeqView{T}"/>; refused for a list.</remarks>
    public Func<int, ValueTask>? OnWorkerStopAsync { get; init; }

    /// <summary>Is given each value that was computed and will not be read, once; for values to dispose of.</summary>
    /// <remarks>
    /// It is called on the thread that drops the value: a reader's, a worker's, or the one that disposes of the view or
    /// cancels it. What it throws <see cref="OnDiscardError"/> is told, or the next read throws. Where it is set, a
    /// value that was read is its reader's alone: whoever reads the element next has it evaluated again.
    /// </remarks>
    public Action<T>? OnDiscard
    {
        get => onDiscard;
        init => onDiscard = value;
    }

    /// <summary>
    /// Is told, at once and on the same thread, what <see cref="OnDiscard"/> throws; no read is then.
    /// </summary>
    /// <remarks>
    /// What it throws itself is told by <see cref="TaskScheduler.UnobservedTaskException"/> alone.
    /// </remarks>
    public Action<Exception>? OnDiscardError { get; init; }

    /// <summary>
    /// After how long without a read the workers end; computed elements stay, and the next read starts the workers
    /// again.
    /// </summary>
    /// <remarks>Producers hold no thread while they have nothing to do, and stay.</remarks>
    /// <value>30 seconds; <see cref="Timeout.InfiniteTimeSpan"/> for never.</value>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// By which <see cref="IdleTimeout"/> and the waits of <see cref="PrefetchedView{T}.Statistics"/> are measured; for
    /// tests with a clock of their own.
    /// </summary>
    /// <value>The system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Tells the view from others in the measurements of the meter <c>SeqTools.Linq</c>, as their tag
    /// <c>seqtools.prefetch.name</c>. Views of one name are added up.
    /// </summary>
    /// <remarks>
    /// The figures of a name are kept as long as the process runs: give one for each place in the code, not for each
    /// file.
    /// </remarks>
    /// <value>None; then there is no tag.</value>
    public string? Name { get; init; }

    /// <summary>
    /// Ends the prefetching: reads that wait, and later ones, throw <see cref="OperationCanceledException"/>.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The same, with something more to be done with each value that is dropped.</summary>
    internal PrefetchOptions<T> AndThen(Action<T>? discarded)
    {
        if (discarded is null)
        {
            return this;
        }

        var copy = (PrefetchOptions<T>)MemberwiseClone();
        copy.onDiscard = onDiscard + discarded;
        return copy;
    }
}
