namespace SeqTools.Linq.Orleans;

/// <summary>Times that may be longer than timers go to.</summary>
internal static class Times
{
    /// <summary>Some 49 days.</summary>
    private static readonly TimeSpan LongestOfTimers = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>What a timer, or whatever waits by one, can be set to of a time.</summary>
    public static TimeSpan ForTimer(this TimeSpan time) => time < LongestOfTimers ? time : LongestOfTimers;

    /// <summary>The sum of two times, or the longest time there is.</summary>
    public static TimeSpan Plus(this TimeSpan time, TimeSpan other) =>
        time < TimeSpan.MaxValue - other ? time + other : TimeSpan.MaxValue;
}
