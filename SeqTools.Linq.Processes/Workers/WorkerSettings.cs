namespace SeqTools.Linq.Processes;

/// <summary>What the options say of workers, whatever their elements are.</summary>
internal sealed record WorkerSettings(
    TimeSpan ElementTimeout, int MaxAttempts, int SlotBytes, long? MemoryLimitBytes,
    IReadOnlyDictionary<string, string> Environment, TimeSpan IdleTimeout, TimeProvider Clock, string? Name,
    CancellationToken CancellationToken)
{
    /// <summary>That of who asks for the view: elements are evaluated in it, whoever reads them.</summary>
    public WorkerCulture Culture { get; } = WorkerCulture.Current;

    /// <summary>A timer may be early by so much.</summary>
    public static readonly TimeSpan TimerResolution = TimeSpan.FromMilliseconds(1);

    /// <summary>The collector refuses to work with less.</summary>
    private const long LeastMemory = 1 << 24;

    /// <exception cref="ArgumentException">An option can't be.</exception>
    public static WorkerSettings Of<T>(ProcessOptions<T> options)
    {
        if (options.Prefetch is null)
        {
            throw new ArgumentException($"{nameof(options.Prefetch)} is null.", nameof(options));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxAttempts, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.SlotBytes, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(
            options.MemoryLimitBytes ?? long.MaxValue, LeastMemory, nameof(options));
        if (options.ElementTimeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.ElementTimeout, TimeSpan.Zero, nameof(options));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(
                options.ElementTimeout.TotalMilliseconds, int.MaxValue, nameof(options));
        }

        return new(
            options.ElementTimeout, options.MaxAttempts, options.SlotBytes, options.MemoryLimitBytes,
            options.Environment ?? new Dictionary<string, string>(), options.Prefetch.IdleTimeout,
            options.Prefetch.TimeProvider, options.Prefetch.Name, options.Prefetch.CancellationToken);
    }
}
