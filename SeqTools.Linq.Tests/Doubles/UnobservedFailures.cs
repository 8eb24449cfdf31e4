using System.Collections.Concurrent;
using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests;

/// <summary>What is told of failed tasks that nobody looked at, as long as this is there.</summary>
internal sealed class UnobservedFailures : IDisposable
{
    private readonly ConcurrentQueue<Exception> seen = [];

    public UnobservedFailures() => TaskScheduler.UnobservedTaskException += Note;

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Note;

    /// <summary>Waits until so many failures with this message were told.</summary>
    public void Await(string message, int count = 1) => Patience.Until(() =>
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return seen.Count(failure => failure.GetBaseException().Message == message) == count;
    });

    private void Note(object? sender, UnobservedTaskExceptionEventArgs e)
    {
        foreach (var failure in e.Exception.InnerExceptions)
        {
            seen.Enqueue(failure);
        }
    }
}
