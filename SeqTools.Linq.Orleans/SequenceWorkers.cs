using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace SeqTools.Linq.Orleans;

/// <summary>
/// Those who run the code of users: threads of the silo's own for lists and recipes, and as many awaits for awaited
/// views. Never a turn of a grain, nor, where code may block, a thread of the pool.
/// </summary>
[SuppressMessage("Usage", "CA2213", Justification = "Threads end later than the silo, and still look for work.")]
internal sealed class SequenceWorkers(int count, TimeProvider clock) : IDisposable
{
    private readonly BlockingCollection<Action<Thread>> work = [];
    private readonly SemaphoreSlim awaits = new(count);
    private readonly ConcurrentDictionary<Thread, bool> abandoned = [];
    private int started;

    /// <summary>Has a thread do something, in the order in which it was asked for.</summary>
    /// <param name="action">What to do; it is given its thread.</param>
    public void Run(Action<Thread> action)
    {
        StartThreads();
        work.Add(action);
    }

    /// <summary>Has a thread compute something.</summary>
    /// <param name="function">Computes it.</param>
    /// <param name="time">After which another thread takes the place of this one, which goes on.</param>
    public Task<T> RunAsync<T>(Func<T> function, TimeSpan time)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Run(thread =>
        {
            using var timer = clock.CreateTimer(_ => Abandon(thread), null, time, Timeout.InfiniteTimeSpan);
            try
            {
                result.SetResult(function());
            }
            catch (Exception e)
            {
                result.SetException(e);
            }
        });
        return result.Task;
    }

    /// <summary>Awaits something when there is room for it, in the order in which it was asked for.</summary>
    public async Task AwaitAsync(Func<Task> function)
    {
        await awaits.WaitAsync().ConfigureAwait(false);
        try
        {
            await function().ConfigureAwait(false);
        }
        finally
        {
            awaits.Release();
        }
    }

    /// <summary>Leaves a thread to itself that doesn't come back, and starts another one in its place.</summary>
    public void Abandon(Thread thread)
    {
        abandoned[thread] = true;
        StartThread();
    }

    /// <summary>Threads end when they are done with what they are at.</summary>
    public void Dispose() => work.CompleteAdding();

    private void StartThreads()
    {
        if (Interlocked.Exchange(ref started, 1) == 0)
        {
            for (var i = 0; i < count; i++)
            {
                StartThread();
            }
        }
    }

    private void StartThread()
    {
        Thread thread = new(Work) { IsBackground = true, Name = "SeqTools sequences" };
        thread.UnsafeStart();
    }

    private void Work()
    {
        foreach (var action in work.GetConsumingEnumerable())
        {
            action(Thread.CurrentThread);
            if (abandoned.TryRemove(Thread.CurrentThread, out _))
            {
                return;
            }
        }
    }
}
