namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>
/// What <see cref="StressTests"/> is to threads: random functions, readers and ends, with the same settings.
/// </summary>
public class ProducerStressTests
{
    private enum Cost
    {
        Nothing,
        Yield,
        NoDelay,
        Spin,
        UntilCancelledOrLater,
    }

    [TestCase(100)]
    [TestCase(500, Category = "Long")]
    [CancelAfter(24 * 3600_000)]
    public void Whatever_happens_every_read_is_right_every_figure_adds_up_and_no_function_is_left(int rounds) =>
        StressRounds.Run(rounds, seed => new Round(seed));

    private sealed class Round : StressRound
    {
        private readonly Cost[] costs;
        private readonly bool heedsToken;
        private readonly bool isDeep;
        private int inFlight;
        private int mostInFlight;

        public Round(int seed)
            : base(seed, mostWorkers: 64)
        {
            costs = [.. Enumerable.Range(0, Count).Select(_ => (Cost)Random.Next(Random.Next(3) == 0 ? 5 : 4))];
            heedsToken = Random.Next(3) > 0;
            isDeep = Random.Next(3) == 0;
        }

        public override string ToString() => $"{base.ToString()}, heeding {heedsToken}, deep {isDeep}";

        protected override PrefetchedView<int> Prefetch(PrefetchOptions<int> options)
        {
            var elements = Seq.Range(0, Count).SelectAsync(MakeAsync);
            var deep = elements.Select(n => n)[..].Concat(elements[..0]);
            return (isDeep ? deep : elements).AsPrefetched(Workers, MaxBuffered, options);
        }

        protected override void Verify(PrefetchStatistics figures)
        {
            base.Verify(figures);
            inFlight.ShouldBe(0);
            Starts.ShouldAllBe(times => StartsFail || times == 1 || !HasOneReader);
            if (HasOneReader && !StartsFail && !GivesUp)
            {
                mostInFlight.ShouldBeLessThanOrEqualTo(Math.Min(Workers, MaxBuffered));
            }
        }

        private async ValueTask<int> MakeAsync(int index, CancellationToken cancellationToken)
        {
            var call = BeginCall(index);
            var now = Interlocked.Increment(ref inFlight);
            for (int most; now > (most = Volatile.Read(ref mostInFlight));)
            {
                Interlocked.CompareExchange(ref mostInFlight, now, most);
            }

            try
            {
                await SpendAsync(costs[index], heedsToken ? cancellationToken : CancellationToken.None);
                return EndCall(call, index);
            }
            finally
            {
                Interlocked.Decrement(ref inFlight);
            }
        }

        private static async Task SpendAsync(Cost cost, CancellationToken cancellationToken)
        {
            switch (cost)
            {
                case Cost.Yield:
                    await Task.Yield();
                    break;
                case Cost.NoDelay:
                    await Task.Delay(0, cancellationToken);
                    break;
                case Cost.Spin:
                    Thread.SpinWait(200);
                    break;
                case Cost.UntilCancelledOrLater:
                    await Task.Delay(1, cancellationToken);
                    break;
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
