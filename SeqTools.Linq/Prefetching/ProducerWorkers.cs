using System.Diagnostics;
using Nito.AsyncEx;

namespace SeqTools.Linq;

/// <summary>
/// Workers that are asynchronous producers: they hold no thread while they wait, neither for their elements nor for
/// work.
/// </summary>
/// <param name="size">The number of workers.</param>
/// <param name="hasWork">Whether there is work.</param>
/// <param name="work">What a worker does, given its number; it ends by leaving, and does not fail.</param>
/// <param name="counters">What counts them.</param>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ProducerWorkers(
    int size, Func<bool> hasWork, Func<int, Task> work, PrefetchCounters counters)
    : Workers(size, hasWork, counters)
{
    private readonly AsyncAutoResetEvent call = new();
    private readonly int size = size;

    /// <summary>Waits, on a worker, until there may be work.</summary>
    /// <returns>Whether to go on; otherwise the worker is to leave.</returns>
    public async ValueTask<bool> ParkAsync()
    {
        Task called;
        using (Uninterrupted.Lock(Gate))
        {
            if (MayStay() || IsStopped)
            {
                return Return(goesOn: true);
            }

            called = call.WaitAsync();
        }

        await called.ConfigureAwait(false);
        using (Uninterrupted.Lock(Gate))
        {
            return Return(goesOn: true);
        }
    }

    /// <summary>The context of the reader that happens to call for it is not the producer's.</summary>
    protected override void Start(int number) =>
        ThreadPool.UnsafeQueueUserWorkItem([DebuggerStepThrough, StackTraceHidden] (_) => work(number), null);

    protected override void Wake() => call.Set();

    protected override void WakeAll()
    {
        for (var worker = 0; worker < size; worker++)
        {
            Wake();
        }
    }
}
