namespace SeqTools.Linq;

/// <summary>A failure that there is nobody left to throw at: a callback's, after the last read.</summary>
internal static class UnobservedFailure
{
    /// <summary>
    /// Has <see cref="TaskScheduler.UnobservedTaskException"/> tell of it, as of any task that failed and that nobody
    /// looked at.
    /// </summary>
    public static void Report(Exception failure) => _ = Task.FromException(failure);
}
