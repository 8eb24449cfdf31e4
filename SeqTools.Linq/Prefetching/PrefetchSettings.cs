namespace SeqTools.Linq;

/// <summary>How many workers there are, and how many elements they may be ahead.</summary>
internal readonly record struct PrefetchSettings(int WorkerCount, int MaxBuffered)
{
    private const int FewestByDefault = 10;

    /// <summary>
    /// As many as anybody has a use for, of either. The slots of a window are there from its first read on.
    /// </summary>
    private const int Most = 1 << 16;

    /// <summary>What the arguments of <c>AsPrefetched</c> say.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They say something that can't be.</exception>
    public static PrefetchSettings Of<T>(int nworkers, int maxBuffered, PrefetchOptions<T> options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBuffered);
        if (options.IdleTimeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.IdleTimeout, TimeSpan.Zero, nameof(options));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(
                options.IdleTimeout.TotalMilliseconds, int.MaxValue, nameof(options));
        }

        if (options.TimeProvider is null)
        {
            throw new ArgumentException($"{nameof(options.TimeProvider)} is null.", nameof(options));
        }

        var workers = nworkers > 0 ? nworkers : Math.Max(1, Environment.ProcessorCount + nworkers);
        var buffered = maxBuffered > 0 ? maxBuffered : Math.Max(FewestByDefault, 2L * workers);
        return new(Math.Min(Most, workers), (int)Math.Min(Most, buffered));
    }
}
