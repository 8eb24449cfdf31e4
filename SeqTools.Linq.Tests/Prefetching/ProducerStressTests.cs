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
        private readonly Cost[] costs;
        private readonly bool[] broken;
        private readonly int[] begun;
        private readonly PrefetchedView<int> view;
        private readonly ConcurrentQueue<int> discarded = [];
        private readonly ConcurrentDictionary<int, int> delivered = [];
        private readonly ConcurrentDictionary<int, int> started = [];
        private readonly ConcurrentQueue<Exception> unexpected = [];
        private int starts;
        private int begins;
        private int stops;
        private int calls;
        private int inFlight;
        private int mostInFlight;

        public Round(int seed)
            : base(seed, mostWorkers: 64)
        {
            this.seed = seed;
            random = new(seed);
            count = random.Next(0, 80);
            maxBuffered = random.Next(5) == 0 ? random.Next(1, 201) : random.Next(1, random.Next(2) == 0 ? 6 : 40);
            nworkers = random.Next(5) == 0 ? random.Next(1, 65) : random.Next(1, 8);
            readers = random.Next(1, 5);
            way = (Way)random.Next(5);
            ending = random.Next(2) == 0 ? (Ending)random.Next(1, 4) : Ending.Quiet;
            hasStart = random.Next(4) == 0;
            startsFail = hasStart && random.Next(3) == 0;
            heedsToken = random.Next(3) > 0;
            isDeep = random.Next(3) == 0;
            costs = [.. Enumerable.Range(0, count).Select(_ => (Cost)random.Next(random.Next(3) == 0 ? 5 : 4))];
            broken = [.. Enumerable.Range(0, count).Select(_ => random.Next(10) == 0)];
            begun = new int[count];
            var elements = Seq.Range(0, count).SelectAsync(MakeAsync);
            view = (isDeep ? elements.Select(n => n)[..].Concat(elements[..0]) : elements).AsPrefetched(nworkers, maxBuffered, new()
            {
                OnWorkerStart = hasStart ? Start : null,
                OnWorkerStop = _ => Interlocked.Increment(ref stops),
                OnDiscard = discarded.Enqueue,
                CancellationToken = source.Token,
            });
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
            figures.Ready.ShouldBe(0);
            figures.Produced.ShouldBe(calls);
            figures.Produced.ShouldBe(figures.Delivered + figures.Discarded);
            if (hasStart)
            {
                stops.ShouldBe(begins);
            }

            discarded.ShouldBeUnique();
            discarded.ShouldAllBe(value => !delivered.ContainsKey(value));
            (delivered.Count + discarded.Count).ShouldBe(given);
            started.Values.ShouldAllBe(times => startsFail || times == 1 || readers > 1);
            if (readers == 1 && !startsFail && way is not (Way.Mixed or Way.AwaitingAnywhere))
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

        private void Start(int number)
        {
            number.ShouldBeInRange(0, nworkers - 1);
            started.AddOrUpdate(number, 1, (_, times) => times + 1);
            if (startsFail && Interlocked.Increment(ref starts) % 5 == 1)
            {
                throw new TimeoutException();
            }

            Interlocked.Increment(ref begins);
        }

        private void Read(Way mine, Random choice)
        {
            try
            {
                if (mine == Way.Enumerating)
                {
                    Enumerate(choice);
                    return;
                }

                foreach (var index in Walk(choice))
                {
                    ExpectAsync(index, () => new(view[index])).AsTask().GetAwaiter().GetResult();
                }
            }
            catch (Exception e)
            {
                Note(e);
            }
        }

        private async Task ReadAsync(Way mine, Random choice)
        {
            try
            {
                if (mine == Way.AwaitingEach)
                {
                    await AwaitEachAsync(choice);
                    return;
                }

                foreach (var index in Walk(choice))
                {
                    await ExpectAsync(index, () => AwaitAsync(index, choice));
                }
            }
            catch (Exception e)
            {
                Note(e);
            }
        }

        private void Note(Exception e)
        {
            var isExpected = e is ObjectDisposedException ? ending is Ending.Disposed or Ending.DisposedAsynchronously
                : e is OperationCanceledException && ending == Ending.Cancelled;
            if (!isExpected)
            {
                unexpected.Enqueue(e);
            }
        }

        private IEnumerable<int> Walk(Random choice)
        {
            var at = 0;
            for (var read = 0; read < 80 && count > 0; read++)
            {
                at = choice.Next(8) switch
                {
                    0 => choice.Next(count),
                    1 => Math.Max(0, at - choice.Next(5)),
                    2 => Math.Min(count - 1, at + choice.Next(6)),
                    3 => at,
                    _ => (at + 1) % count,
                };
                yield return at;
            }
        }

        private void Enumerate(Random choice)
        {
            using var elements = view.GetEnumerator();
            var stop = choice.Next(3) == 0 ? choice.Next(count + 1) : int.MaxValue;
            var more = true;
            for (var index = 0; more && index < stop; index++)
            {
                var isDone = ExpectAsync(index, () => (more = elements.MoveNext()) ? new(elements.Current) : new(-1)).AsTask().GetAwaiter().GetResult();
                index -= isDone ? 0 : 1;
            }
        }

        private async Task AwaitEachAsync(Random choice)
        {
            using var own = new CancellationTokenSource();
            var stop = choice.Next(3) == 0 ? choice.Next(count + 1) : int.MaxValue;
            var isCancelled = choice.Next(2) == 0;
            await using var elements = view.GetAsyncEnumerator(own.Token);
            var more = true;
            for (var index = 0; more && index < stop; index++)
            {
                var isDone = await ExpectAsync(index, async () => (more = await elements.MoveNextAsync()) ? elements.Current : -1);
                index -= isDone ? 0 : 1;
            }

            if (stop < count && isCancelled)
            {
                await own.CancelAsync();
                await Should.ThrowAsync<Exception>(async () => await elements.MoveNextAsync());
            }
        }

        /// <summary>Awaits an element; some of the waits are given up.</summary>
        private async ValueTask<int> AwaitAsync(int index, Random choice)
        {
            if (choice.Next(4) > 0)
            {
                return await view.GetAsync(index);
            }

            using var impatience = new CancellationTokenSource();
            var wait = view.GetAsync(index, impatience.Token).AsTask();
            Thread.SpinWait(choice.Next(500));
            await impatience.CancelAsync();
            try
            {
                return await wait;
            }
            catch (OperationCanceledException e) when (e.CancellationToken == impatience.Token)
            {
                return await view.GetAsync(index);
            }
        }

        /// <returns>Whether the read was about its element, and not about a producer that could not start.</returns>
        private async ValueTask<bool> ExpectAsync(int index, Func<ValueTask<int>> read)
        {
            try
            {
                var value = await read();
                if (value == -1)
                {
                    index.ShouldBe(count);
                    return true;
                }

                (value % 1000, broken[index]).ShouldBe((index, false));
                delivered.TryAdd(value, index);
                return true;
            }
            catch (EvaluationException e) when (startsFail && e.InnerException is TimeoutException)
            {
                return false;
            }
            catch (EvaluationException e)
            {
                e.Index.ShouldBe(index);
                broken[index].ShouldBeTrue();
                e.InnerException.ShouldBeOfType<FormatException>();
                return true;
            }
        }
    }
}
