namespace SeqTools.Linq.Tests.Prefetching;

public class WorkersTests
{
    /// <summary>
    /// A reader that offers work after a worker has looked for the last time must see that the worker is not there to
    /// find it.
    /// </summary>
    [TestCase(200)]
    [TestCase(1000, Category = "Long")]
    [CancelAfter(120_000)]
    public void A_worker_that_leaves_does_not_count_as_at_work_once_it_has_looked_for_the_last_time(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var looks = 0;
            ThreadWorkers workers = null!;
            workers = new(
                1,
                hasWork: () =>
                {
                    Interlocked.Increment(ref looks);
                    return false;
                },
                number => workers.LeaveParked(
                    workers.Park() ? throw new AssertionException("There was no work.") : number),
                TimeSpan.FromTicks(1),
                TimeProvider.System,
                new(null, TimeProvider.System));
            workers.Call(1, most: int.MaxValue);

            var spins = 0;
            while (Volatile.Read(ref looks) < 2 && spins < int.MaxValue)
            {
                spins++;
            }

            var isComplete = false;
            for (var ask = 0; ask < 200; ask++)
            {
                isComplete |= workers.IsComplete;
            }

            isComplete.ShouldBeFalse($"round {round}");
        }
    }
}
