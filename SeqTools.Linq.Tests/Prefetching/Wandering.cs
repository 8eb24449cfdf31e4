namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>
/// A reader that mostly goes on, and now and then stays, skips, steps back within the buffer, or jumps.
/// </summary>
internal static class Wandering
{
    public static int From(int index, int count, int maxBuffered, Random random) => random.Next(12) switch
    {
        0 => random.Next(count),
        1 => Math.Max(0, index - random.Next(maxBuffered + 1)),
        2 or 3 => Math.Min(count - 1, index + random.Next(maxBuffered + 1)),
        4 => index,
        _ => (index + 1) % count,
    };
}
