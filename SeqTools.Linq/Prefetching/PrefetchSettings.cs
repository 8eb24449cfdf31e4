namespace SeqTools.Linq;

/// <summary>How many workers there are, and how many elements they may be ahead.</summary>
internal readonly record struct PrefetchSettings(int WorkerCount, int MaxBuffered)
{
    /// <summary>Where the buffer has no bound, a read as far behind as this begins anew all the same.</summary>
    private const int FurthestApart = 1 << 16;

    private const int FewestByDefault = 10;

    /// <summary>As many as anybody has a use for.</summary>
    private const int MostWorkers = 1 << 16;

    /// <summary>How far apart readers of a window are taken to be at most.</summary>
    public int Reach => Math.Min(MaxBuffered, FurthestApart);

    /// <summary>What the arguments of <c>AsPrefetched</c> say.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They say something that can't be.</exception>
    public static PrefetchSettings Of<T>(int nworkers, int maxBuffered, PrefetchOptions<T> options, ViewOrigin origin)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBuffered);
        if (!CanWait(options.IdleTimeout))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.IdleTimeout,
                $"{nameof(options.IdleTimeout)} of {origin} is neither from one tick to {int.MaxValue} milliseconds "
                + $"nor {nameof(Timeout)}.{nameof(Timeout.InfiniteTimeSpan)}.");
        }

        if (options.TimeProvider is null)
        {
            throw new ArgumentException($"{nameof(options.TimeProvider)} of {origin} is null.", nameof(options));
        }

        var workers = nworkers > 0 ? nworkers : Math.Max(1, Environment.ProcessorCount + nworkers);
        workers = Math.Min(MostWorkers, workers);
        return new(workers, maxBuffered > 0 ? maxBuffered : Math.Max(FewestByDefault, 2 * workers));
    }

    private static bool CanWait(TimeSpan time) =>
        time == Timeout.InfiniteTimeSpan || (time > TimeSpan.Zero && time.TotalMilliseconds <= int.MaxValue);
}
