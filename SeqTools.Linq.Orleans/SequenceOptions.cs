namespace SeqTools.Linq.Orleans;

/// <summary>How a client reads a sequence.</summary>
/// <remarks>
/// <para>Written in place: <c>OpenSequenceAsync&lt;byte[]>("thumbnails", "photos", new() { MaxAttempts = 3 })</c>.
/// Left out, they are those that the client's services hold as <c>IOptions&lt;SequenceOptions></c>:
/// <c>services.Configure&lt;SequenceOptions>(configuration.GetSection("Sequences"))</c> binds them.</para>
/// <para>The usual values are for silos in one data centre.</para>
/// </remarks>
public sealed class SequenceOptions
{
    /// <summary>How many calls are under way for each worker of a silo: one that works, and one that waits.</summary>
    /// <value>2.</value>
    public int CallsPerWorker { get; init; } = 2;

    /// <summary>
    /// After how long a silo answers that it is still at it. Elements may take longer: they are asked for again.
    /// </summary>
    /// <remarks>Below the response time-out of Orleans, which is 30 s.</remarks>
    /// <value>1 s.</value>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long after the lease a call is given up as lost. <see cref="Lease"/> and this together are the longest that
    /// a silo that died holds up its elements.
    /// </summary>
    /// <remarks>A pause of a garbage collector, or of the network, must be shorter.</remarks>
    /// <value>2 s.</value>
    public TimeSpan Slack { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How many calls for an element may be lost until it is taken to be the cause, and fails: an element that ends the
    /// process that evaluates it.
    /// </summary>
    /// <remarks>
    /// With 1, whatever was under way on a silo that died fails. Elements are tried again one at a time.
    /// </remarks>
    /// <value>2.</value>
    public int MaxAttempts { get; init; } = 2;

    /// <summary>
    /// How long the work of one call should take; as many elements are asked for at once, once their cost is known.
    /// </summary>
    /// <value>10 ms.</value>
    public TimeSpan BatchTarget { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The most elements that are asked for at once.</summary>
    /// <value>256.</value>
    public int MaxBatchElements { get; init; } = 256;

    /// <summary>How many bytes of elements are enough for one answer.</summary>
    /// <value>4 MiB.</value>
    public int MaxBatchBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long one element may take; then it fails by a <see cref="TimeoutException"/>.</summary>
    /// <remarks>
    /// The token that awaited functions were given is cancelled. A thread can't be: it is left to itself, and another
    /// one takes its place.
    /// </remarks>
    /// <value>Infinite.</value>
    public TimeSpan ElementTimeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>How long opening, and reads, wait while there is no silo left; then they fail.</summary>
    /// <value>1 min.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>By which time is measured; for tests with a clock of their own.</summary>
    /// <value>The system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>After how long a call without an answer is lost.</summary>
    internal TimeSpan Patience => Lease.Plus(Slack);

    /// <summary>Refuses what can't work.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Check()
    {
        Check(CallsPerWorker > 0, nameof(CallsPerWorker), "at least 1");
        Check(Lease > TimeSpan.Zero, nameof(Lease), "more than nothing");
        Check(Slack > TimeSpan.Zero, nameof(Slack), "more than nothing");
        Check(MaxAttempts > 0, nameof(MaxAttempts), "at least 1");
        Check(BatchTarget > TimeSpan.Zero, nameof(BatchTarget), "more than nothing");
        Check(MaxBatchElements > 0, nameof(MaxBatchElements), "at least 1");
        Check(MaxBatchBytes > 0, nameof(MaxBatchBytes), "at least 1");
        Check(
            ElementTimeout > TimeSpan.Zero || ElementTimeout == System.Threading.Timeout.InfiniteTimeSpan,
            nameof(ElementTimeout), "more than nothing, or infinite");
        Check(Timeout > TimeSpan.Zero, nameof(Timeout), "more than nothing");
        Check(TimeProvider is not null, nameof(TimeProvider), "given");
    }

    private static void Check(bool holds, string name, string range)
    {
        if (!holds)
        {
            throw new ArgumentException($"{nameof(SequenceOptions)}.{name} must be {range}.");
        }
    }
}
