using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>How often an action may be called.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class CallLimit(int? maxCalls, TimeSpan? minInterval, TimeProvider clock)
{
    private readonly object counting = new();
    private int left = maxCalls ?? int.MaxValue;
    private long? last;

    public static CallLimit Of(int? maxCalls, TimeSpan? minInterval, TapOptions? options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxCalls ?? 0, nameof(maxCalls));
        ArgumentOutOfRangeException.ThrowIfLessThan(minInterval ?? default, TimeSpan.Zero, nameof(minInterval));
        return new(maxCalls, minInterval, (options ?? new()).TimeProvider);
    }

    /// <summary>Shows an element to an action, if a call is due, and hands it on.</summary>
    public T Show<T>(T element, int index, Action<T, int> action)
    {
        if (Allows())
        {
            action(element, index);
        }

        return element;
    }

    /// <summary>Whether a call is due, which then counts.</summary>
    private bool Allows()
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
