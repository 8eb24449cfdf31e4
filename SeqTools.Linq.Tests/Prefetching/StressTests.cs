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
        private int starts;
        private int started;
        private int stops;
        private int discards;
        private int produced;

        public Round(int seed)
            : base(seed, mostWorkers: 16) => costs = [.. Enumerable.Range(0, Count).Select(_ => Random.Next(4))];

        protected override PrefetchedView<int> Prefetch(PrefetchOptions<int> options) =>
            Seq.Generate(Count, Make).AsPrefetched(Workers, MaxBuffered, options);

        protected override void Verify(PrefetchStatistics figures)
        {
            base.Verify(figures);
            if (!IsAnyBroken)
            {
                OnWorkerStart = onWorkersOnly ? Start : null,
                OnWorkerStop = _ => Interlocked.Increment(ref stops),
                OnDiscard = Discard,
                IdleTimeout = idleTimeout,
                CancellationToken = source.Token,
            });
            var reads = Enumerable.Range(0, readers).Select(reader => Patience.Start(() => Read(view, new(unchecked((seed * 31) + reader))))).ToArray();
            Thread.SpinWait(random.Next(20_000));
            switch (ending)
            {
                case Ending.Disposed:
                    view.Dispose();
                    break;
                case Ending.Cancelled:
                    source.Cancel();
                    break;
            }

            Check(() => Patience.Await(Task.WhenAll(reads)));
            Check(() => Patience.Await(view.DisposeAsync().AsTask()));
            Check(() => Verify(view.Statistics));
        }

        private void Verify(PrefetchStatistics figures)
        {
            figures.Produced.ShouldBe(produced);
            figures.Ready.ShouldBe(0);
            figures.Produced.ShouldBe(figures.Delivered + figures.Discarded);
            if (onWorkersOnly)
            {
                stops.ShouldBe(started);
            }

            if (broken.All(isBroken => !isBroken))
            {
                figures.Discarded.ShouldBe(discards);
            }

            if (way is Way.Enumerating or Way.AwaitingEach)
            {
                begun.ShouldAllBe(times => times <= readers);
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
            }

            Interlocked.Increment(ref produced);
            return broken[index] ? throw new FormatException() : index;
        }

        private void Start(int number)
        {
            number.ShouldBeInRange(0, nworkers - 1);
            if (startsFail && Interlocked.Increment(ref starts) % 5 == 1)
            {
                throw new TimeoutException();
            }

            Interlocked.Increment(ref started);
        }

        private void Discard(int index)
        {
            Interlocked.Increment(ref discards);
            Interlocked.Increment(ref discarded[index]);
        }

        private void Read(PrefetchedView<int> view, Random choice)
        {
            try
            {
                switch (way)
                {
                    case Way.Enumerating:
                        Enumerate(view, choice);
                        break;
                    case Way.AwaitingEach:
                        Patience.Await(AwaitEach(view));
                        break;
                    default:
                        Walk(view, choice);
                        break;
                }
            }
            catch (ObjectDisposedException) when (ending == Ending.Disposed)
            {
            }
            catch (OperationCanceledException) when (ending == Ending.Cancelled)
            {
            }
        }

        private void Enumerate(PrefetchedView<int> view, Random choice)
        {
            using var elements = view.GetEnumerator();
            var stop = choice.Next(3) == 0 ? choice.Next(count + 1) : int.MaxValue;
            for (var index = 0; index < stop; index++)
            {
                var isThere = true;
                if (!Expect(index, () => (isThere = elements.MoveNext()) ? elements.Current : index))
                {
                    index--;
                    continue;
                }

                if (!isThere)
                {
                    index.ShouldBe(count);
                    return;
                }
            }
        }

        private async Task AwaitEach(PrefetchedView<int> view)
        {
            await using var elements = view.GetAsyncEnumerator();
            for (var index = 0; ; index++)
            {
                try
                {
                    if (!await elements.MoveNextAsync())
                    {
                        index.ShouldBe(count);
                        return;
                    }

                    elements.Current.ShouldBe(index);
                    broken[index].ShouldBeFalse();
                }
                catch (EvaluationException e)
                {
                    CheckFailure(e, index);
                    index -= IsOfElement(e) ? 0 : 1;
                }
            }
        }

        private void Walk(PrefetchedView<int> view, Random choice)
        {
            var at = 0;
            for (var read = 0; read < 80 && count > 0; read++)
            {
                at = way == Way.Jumping ? choice.Next(count) : choice.Next(6) switch
                {
                    0 => choice.Next(count),
                    1 => Math.Max(0, at - choice.Next(3)),
                    2 => Math.Min(count - 1, at + choice.Next(4)),
                    _ => Math.Min(count - 1, at + 1),
                };
                Expect(at, () => way == Way.AwaitingAnywhere ? Await(view, at, choice) : view[at]);
            }
        }

        /// <summary>Awaits an element; some of the waits are given up.</summary>
        private static int Await(PrefetchedView<int> view, int index, Random choice)
        {
            if (choice.Next(4) > 0)
            {
                return Patience.Await(view.GetAsync(index).AsTask());
            }

            using var impatience = new CancellationTokenSource();
            var wait = view.GetAsync(index, impatience.Token).AsTask();
            Thread.SpinWait(choice.Next(500));
            impatience.Cancel();
            try
            {
                return Patience.Await(wait);
            }
            catch (OperationCanceledException e) when (e.CancellationToken == impatience.Token)
            {
                return Patience.Await(view.GetAsync(index).AsTask());
            }
        }

        /// <returns>Whether the read was about its element, and not about a worker that could not start.</returns>
        private bool Expect(int index, Func<int> read)
        {
            try
            {
                read().ShouldBe(index);
                (index < count && broken[index]).ShouldBeFalse();
                return true;
            }
            catch (EvaluationException e)
            {
                CheckFailure(e, index);
                return IsOfElement(e);
            }
        }

        private static bool IsOfElement(EvaluationException failure) => failure.InnerException is not TimeoutException;

        private void CheckFailure(EvaluationException failure, int index)
        {
            failure.Index.ShouldBe(index);
            if (!(startsFail && failure.InnerException is TimeoutException))
            {
                broken[index].ShouldBeTrue();
                failure.InnerException.ShouldBeOfType<FormatException>();
            }
        }
    }
}
