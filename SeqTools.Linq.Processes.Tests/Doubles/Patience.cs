using System.Diagnostics;

namespace SeqTools.Linq.Processes.Tests;

/// <summary>
/// Waits for what must happen. The limit is there so that a hang fails; nothing depends on how fast the machine is.
/// </summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static void Until(Func<bool> holds)
    {
        var since = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Stopwatch.GetElapsedTime(since).ShouldBeLessThan(Limit, "What was waited for did not happen.");
            Thread.Sleep(5);
        }
    }
}
