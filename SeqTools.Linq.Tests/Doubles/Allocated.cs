namespace SeqTools.Linq.Tests;

/// <summary>What code allocates.</summary>
internal static class Allocated
{
    /// <summary>
    /// The bytes on this thread: the least of several times, for a collection in between counts what was set aside.
    /// </summary>
    public static long By(Action code)
    {
        var least = long.MaxValue;
        for (var time = 0; time < 5; time++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            code();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
