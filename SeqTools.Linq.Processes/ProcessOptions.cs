namespace SeqTools.Linq.Processes;

/// <summary>What <c>InProcesses</c> can be told beyond the number of workers and the size of the buffer.</summary>
/// <remarks>Written in place: <c>InProcesses(4, 32, new() { ElementTimeout = TimeSpan.FromSeconds(10) })</c>.</remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <example><code>
/// static SeqView&lt;int> Squares(int count) => Seq.Range(0, count).Select(n => n * n);
///
/// using var squares = Recipe.Of(Squares, 1000).InProcesses(2, 16, new() { MaxAttempts = 1 });
/// Console.WriteLine(squares[7]); // 49
/// </code></example>
public sealed class ProcessOptions<T>
{
    /// <summary>What there is to tell of prefetching, as everywhere.</summary>
    /// <remarks>
    /// Its callbacks run in this process. <see cref="PrefetchOptions{T}.IdleTimeout"/> is how long a worker that has
    /// nothing to do is kept; the next read starts it anew.
    /// </remarks>
    /// <value>The defaults.</value>
    public PrefetchOptions<T> Prefetch { get; init; } = new();

    /// <summary>
    /// How long an element may take. The worker of one that takes longer is killed, and the element is tried again by
    /// another, up to <see cref="MaxAttempts"/>.
    /// </summary>
    /// <remarks>A worker builds the list for the first element that it is asked for: that takes time, too.</remarks>
    /// <value><see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</value>
    public TimeSpan ElementTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// How many workers may end at an element before it fails with a <see cref="WorkerDiedException"/>.
    /// </summary>
    /// <value>3.</value>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>
    /// The size of a slot of shared memory. A result that is larger, or finds no slot free, comes through a pipe.
    /// </summary>
    /// <remarks>
    /// There are as many slots as workers, and, where results stay in shared memory, as are buffered besides. Memory is
    /// taken as slots are written to.
    /// </remarks>
    /// <value>1 MiB; 0 for no shared memory.</value>
    public int SlotBytes { get; init; } = 1 << 20;

    /// <summary>
    /// The most memory that the garbage collector of a worker may use; an element that needs more fails with an
    /// <see cref="OutOfMemoryException"/>, or its worker ends.
    /// </summary>
    /// <value>None.</value>
    public long? MemoryLimitBytes { get; init; }

    /// <summary>
    /// Evaluates the elements in this process, for debugging: breakpoints in the method and its functions are hit.
    /// </summary>
    public bool RunInThisProcess { get; init; }

    /// <summary>How elements become bytes and are made of them again.</summary>
    /// <remarks>
    /// The worker makes one of its own: it must be an object of a class with a constructor without parameters, or be
    /// made of two static functions by <see cref="ElementSerializer.Create"/>.
    /// </remarks>
    /// <value>
    /// None: texts, bytes, numbers, structures of them and arrays of these are copied as they are in memory, and
    /// everything else is written as JSON.
    /// </value>
    public IElementSerializer<T>? Serializer { get; init; }

    /// <summary>
    /// Variables of the environment of the workers beside those of this process; they come last, after what the library
    /// sets itself.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }
}
