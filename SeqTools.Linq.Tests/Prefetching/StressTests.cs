namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>Random pipelines, readers and ends: a failure prints the seed of its round.</summary>
public class StressTests
{
    [TestCase(100)]
    [TestCase(700, Category = "Long")]
    [CancelAfter(24 * 3600_000)]
    public void Whatever_happens_every_read_is_right_every_figure_adds_up_and_no_thread_is_left(int rounds) =>
        StressRounds.Run(rounds, seed => new Round(seed));

    private sealed class Round : StressRound
    {
        private readonly int[] costs;
        private readonly HashSet<Thread> workers = [];

        public Round(int seed)
            : base(seed, mostWorkers: 16) => costs = [.. Enumerable.Range(0, Count).Select(_ => Random.Next(4))];

        protected override PrefetchedView<int> Prefetch(PrefetchOptions<int> options) =>
            Seq.Generate(Count, Make).AsPrefetched(Workers, MaxBuffered, options);

        protected override void Verify(PrefetchStatistics figures)
        {
            base.Verify(figures);
            if (Discards && !IsAnyBroken)
            {
                figures.Discarded.ShouldBe(Discarded);
            }

            lock (workers)
            {
                workers.ToList().ForEach(Patience.Await);
            }
        }

        private int Make(int index)
        {
            var call = BeginCall(index);
            if (Workshop.IsWorker(Thread.CurrentThread))
            {
                lock (workers)
                {
                    workers.Add(Thread.CurrentThread);
                }
            }

            switch (costs[index])
            {
                case 1:
                    Thread.SpinWait(200);
                    break;
                case 2 when index % 8 == 0:
                    Thread.Yield();
                    break;
                case 3 when index % 16 == 0:
                    Thread.Sleep(1);
                    break;
            }

            return EndCall(call, index);
        }
    }
}
