using System.Diagnostics;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>
/// Waits for what must happen. The limit is there so that a hang fails; nothing depends on how fast the machine is.
/// </summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static void Await(Task task)
    {
        ((IAsyncResult)task).AsyncWaitHandle.WaitOne(Limit).ShouldBeTrue("What was waited for did not happen.");
        task.GetAwaiter().GetResult();
    }

    public static T Await<T>(Task<T> task)
    {
        Await((Task)task);
        return task.Result;
    }

    public static void Await(Thread thread) => thread.Join(Limit).ShouldBeTrue("The thread did not end.");

    /// <summary>For what signals nothing, such as a figure of the statistics.</summary>
    public static void Until(Func<bool> holds)
    {
        var since = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Stopwatch.GetElapsedTime(since).ShouldBeLessThan(
                Limit,
                $"What was waited for did not happen. The thread pool has {ThreadPool.ThreadCount} threads, and "
                    + $"{ThreadPool.PendingWorkItemCount} wait for one.");
            Thread.Yield();
        }
    }

    /// <summary>Runs something on a thread of its own.</summary>
    public static Task<T> Start<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public static Task Start(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Starts a thread and returns once it blocks.</summary>
    public static Task<T> StartBlocked<T>(Func<T> work)
    {
        Thread? reader = null;
        var task = Start(() =>
        {
            Volatile.Write(ref reader, Thread.CurrentThread);
            return work();
        });
        Until(
            () =>
                Volatile.Read(ref reader) is { } thread
                    && (task.IsCompleted || thread.ThreadState.HasFlag(System.Threading.ThreadState.WaitSleepJoin)));
        return task;
    }
}
