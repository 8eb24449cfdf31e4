namespace SeqTools.Linq;

/// <summary>How often something may be called.</summary>
internal sealed class CallLimit(int? maxCalls, TimeSpan? minInterval, TimeProvider clock)
{
    private readonly object counting = new();
    private int left = maxCalls ?? int.MaxValue;
    private long? last;

    /// <summary>Whether a call is due, which then counts.</summary>
    public bool Allows()
    {
        if (maxCalls is null && minInterval is null)
        {
            return true;
        }

        if (Volatile.Read(ref left) == 0)
        {
            return false;
        }

        lock (counting)
        {
            var now = clock.GetTimestamp();
            if (left == 0 || (last is { } before && clock.GetElapsedTime(before, now) < minInterval))
            {
                return false;
            }

            last = now;
            left -= maxCalls is null ? 0 : 1;
            return true;
        }
    }
}
