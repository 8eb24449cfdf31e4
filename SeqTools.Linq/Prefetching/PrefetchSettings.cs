namespace SeqTools.Linq;

/// <summary>How many workers there are, and how many elements they may be ahead.</summary>
internal readonly record struct PrefetchSettings(int WorkerCount, int MaxBuffered)
{
    /// <summary>What the arguments of <c>AsPrefetched</c> say.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They say something that can't be.</exception>
    public static PrefetchSettings Of<T>(int nworkers, int maxBuffered, PrefetchOptions<T> options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nworkers, -Environment.ProcessorCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBuffered, 1);
        if (options.IdleTimeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.IdleTimeout, TimeSpan.Zero, nameof(options));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(
                options.IdleTimeout.TotalMilliseconds, int.MaxValue, nameof(options));
        }

        return new(nworkers > 0 ? nworkers : Math.Max(1, Environment.ProcessorCount + nworkers), maxBuffered);
    }
}
