using System.Buffers;

namespace SeqTools.Linq.Processes.Tests;

/// <summary>
/// What the stress tests of <c>AsPrefetched</c> are to threads and producers: random readers and ends, with the same
/// settings, over worker processes, some of them beside a killer.
/// </summary>
[Platform("Linux")]
internal sealed class ProcessStressTests
{
    [TestCase(4)]
    [TestCase(60, Category = "Long")]
    [CancelAfter(24 * 3600_000)]
    public void Whatever_happens_every_read_is_right_every_figure_adds_up_and_no_process_is_left(int rounds) =>
        StressRounds.Run(rounds, seed => new Round(seed));

    private static SeqView<int> Elements(bool[] broken) => Seq.Range(0, broken.Length).Select(n =>
        broken[n] ? throw new FormatException() : n);

    private sealed class Round : StressRound
    {
        private const int MostWorkers = 3;

        private readonly bool hasKiller;
        private readonly bool isIdleShort;
        private Killer? killer;

        public Round(int seed)
            : base(seed, MostWorkers)
        {
            hasKiller = Random.Next(2) == 0;
            isIdleShort = Random.Next(4) == 0;
        }

        public override string ToString() => $"{base.ToString()}, killer {hasKiller}, short idle time {isIdleShort}";

        protected override PrefetchedView<int> Prefetch(PrefetchOptions<int> options)
        {
            var view = Recipe.Of(Elements, Broken.ToArray()).InProcesses(
                Math.Min(MostWorkers, Workers), MaxBuffered, new()
                {
                    MaxAttempts = int.MaxValue,
                    Serializer = new Numbering(),
                    Prefetch = new()
                    {
                        OnWorkerStart = options.OnWorkerStart,
                        OnWorkerStop = options.OnWorkerStop,
                        OnDiscard = options.OnDiscard,
                        CancellationToken = options.CancellationToken,
                        IdleTimeout = TimeSpan.FromMilliseconds(isIdleShort ? 20 : 30_000),
                    },
                });
            killer = hasKiller ? new(view, Random.Next()) : null;
            return view;
        }

        protected override void Verify(PrefetchStatistics figures)
        {
            killer?.Dispose();
            Children.Running.ShouldBeEmpty();
            figures.Ready.ShouldBe(0);
            figures.Produced.ShouldBe(figures.Delivered + figures.Discarded);
            if (!hasKiller)
            {
                figures.Processes.WorkersLost.ShouldBe(0);
                figures.Processes.TriedAgain.ShouldBe(0);
            }
        }
    }

    /// <summary>Makes each value that arrives another: its element is the remainder.</summary>
    private sealed class Numbering : IElementSerializer<int>
    {
        private static int arrived;

        public void Write(int value, IBufferWriter<byte> writer) => writer.Write(BitConverter.GetBytes(value));

        public int Read(ReadOnlySpan<byte> source) =>
            (Interlocked.Increment(ref arrived) * 1000) + BitConverter.ToInt32(source);
    }

    /// <summary>
    /// Kills workers now and then, whatever they are doing; the next one when an element was evaluated since, however
    /// long that takes: three workers that don't get ready are a failure, and killing faster than that is no end.
    /// </summary>
    private sealed class Killer : IDisposable
    {
        private readonly PrefetchedView<int> view;
        private readonly ManualResetEventSlim isOver = new();
        private readonly Task killing;

        public Killer(PrefetchedView<int> view, int seed)
        {
            this.view = view;
            killing = Patience.Start(() => Kill(new(seed)));
        }

        public void Dispose()
        {
            isOver.Set();
            Patience.Await(killing);
            isOver.Dispose();
        }

        private void Kill(Random random)
        {
            var before = -1L;
            while (!isOver.Wait(random.Next(100)))
            {
                var produced = view.Statistics.Produced;
                if (produced > before && Children.Running is { Length: > 0 } running)
                {
                    before = produced;
                    _ = Native.Kill(running[random.Next(running.Length)], 9);
                }
            }
        }
    }
}
