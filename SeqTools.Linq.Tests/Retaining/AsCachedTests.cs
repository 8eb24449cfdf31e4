using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Retaining;

internal sealed class AsCachedTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(7)]
    public void It_keeps_the_elements_whose_last_read_is_the_least_long_ago(int capacity)
    {
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var source = new CountingList<int>([.. Enumerable.Range(0, 12)]);
        var cached = source.AsCached(capacity);
        List<int> kept = [];
        for (var read = 0; read < 1000; read++)
        {
            var index = random.Next(source.Count);
            var before = source.Reads;

            cached[index].ShouldBe(index);

            source.Reads.ShouldBe(before + (kept.Remove(index) ? 0 : 1), $"seed {seed}, read {read}");
            kept = [index, .. kept.Take(capacity - 1)];
        }
    }

    [Test]
    public void With_room_for_two_the_one_that_was_read_again_stays()
    {
        var source = new CountingList<int>([0, 1, 2]);
        var cached = source.AsCached(2);
        _ = (cached[0], cached[1], cached[0], cached[2]);
        source.Reads.ShouldBe(3);

        _ = cached[0];
        source.Reads.ShouldBe(3);

        _ = cached[1];
        source.Reads.ShouldBe(4);
    }

    [Test]
    public void Each_value_is_dropped_once_and_only_when_it_is_kept_no_more()
    {
        List<int> dropped = [];
        var cached = Seq.Range(0, 10).AsCached(2, dropped.Add);
        _ = (cached[0], cached[1]);
        dropped.ShouldBeEmpty();

        _ = (cached[0], cached[2], cached[3]);
        dropped.ShouldBe([1, 0]);

        cached.Dispose();
        cached.Dispose();
        dropped.ShouldBe([1, 0, 2, 3], ignoreOrder: true);
    }

    [Test]
    public void Null_is_dropped_as_any_value()
    {
        List<string?> dropped = [];
        var cached = new string?[] { null, "a" }.AsCached(1, dropped.Add);

        _ = (cached[0], cached[1]);

        dropped.ShouldBe([null]);
    }

    [Test]
    public void A_callback_that_fails_fails_the_read_that_drops_and_the_element_is_kept()
    {
        var source = new CountingList<int>([0, 1]);
        var cached = source.AsCached(1, _ => throw new TimeoutException());
        _ = cached[0];

        var failure = Should.Throw<EvaluationException>(() => cached[1]);

        failure.InnerException.ShouldBeOfType<TimeoutException>();
        (failure.Index, failure.Origin.Operator).ShouldBe((1, "AsCached"));
        cached[1].ShouldBe(1);
        source.Reads.ShouldBe(2);
        Should.Throw<TimeoutException>(cached.Dispose);
    }

    [Test]
    public void All_values_are_dropped_at_the_end_though_the_callback_fails_for_several()
    {
        List<int> dropped = [];
        var cached = Seq.Range(0, 3).AsCached(3, n =>
        {
            dropped.Add(n);
            throw new TimeoutException();
        });
        _ = cached.Sum();

        Should.Throw<AggregateException>(cached.Dispose).InnerExceptions.Count.ShouldBe(3);

        dropped.ShouldBe([0, 1, 2], ignoreOrder: true);
        Should.NotThrow(cached.Dispose);
    }

    [Test]
    public void Who_asks_for_the_errors_of_the_callback_gets_them_and_no_read_fails()
    {
        List<Exception> errors = [];
        var cached = Seq.Range(0, 3).AsCached(
            1, n => throw new TimeoutException($"{n}"), new() { OnDiscardError = errors.Add });

        cached.Sum().ShouldBe(3);
        cached.Dispose();

        errors.Select(error => (error.GetType(), error.Message)).ShouldBe(
            [(typeof(TimeoutException), "0"), (typeof(TimeoutException), "1"), (typeof(TimeoutException), "2")]);
    }

    [Test]
    public void What_is_told_of_an_error_and_fails_itself_fails_the_read()
    {
        var cached = Seq.Range(0, 3).AsCached(
            1, _ => throw new TimeoutException(), new() { OnDiscardError = _ => throw new IOException() });
        _ = cached[0];

        Should.Throw<EvaluationException>(() => cached[1]).InnerException.ShouldBeOfType<IOException>();
    }

    [Test]
    public void What_is_disposed_of_cannot_be_read_and_evaluates_nothing()
    {
        var source = new CountingList<int>([.. Enumerable.Range(0, 10)]);
        var cached = source.AsCached(2);
        _ = cached[0];

        cached.Dispose();

        Should.Throw<ObjectDisposedException>(() => cached[0]).ObjectName.ShouldBe(cached.ToString());
        Should.Throw<ObjectDisposedException>(() => cached[1]);
        source.Reads.ShouldBe(1);
        cached.Count.ShouldBe(10);
    }

    [Test, CancelAfter(60_000)]
    public void A_value_that_comes_after_the_end_is_dropped()
    {
        var gate = new Gate();
        List<int> dropped = [];
        var cached = Seq.Generate(1, i =>
        {
            gate.Pass();
            return i;
        }).AsCached(2, dropped.Add);
        var read = Patience.Start(() => cached[0]);
        gate.AwaitArrival();

        cached.Dispose();
        gate.Open();

        Should.Throw<ObjectDisposedException>(() => Patience.Await(read));
        dropped.ShouldBe([0]);
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(int.MinValue)]
    public void A_capacity_below_one_is_refused(int capacity) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new[] { 1 }.AsCached(capacity)).ParamName.ShouldBe("capacity");

    [Test]
    public void A_capacity_beyond_the_length_keeps_everything([Values] bool isLengthFixed)
    {
        var evaluations = 0;
        IReadOnlyList<int> source = isLengthFixed ? [0, 1, 2, 3, 4] : new List<int> { 0, 1, 2, 3, 4 };
        var cached = source.Select(i => evaluations++).AsCached(int.MaxValue);

        cached.Sum().ShouldBe(10);
        cached.Sum().ShouldBe(10);

        evaluations.ShouldBe(5);
    }

    [Test]
    public void A_large_capacity_costs_little_where_there_are_few_elements()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var cached = Seq.Range(0, 5).AsCached(int.MaxValue);
        cached.Sum().ShouldBe(10);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000);
    }

    [Test, CancelAfter(120_000)]
    public void Whatever_threads_read_no_more_than_the_capacity_is_kept_and_each_value_is_dropped_once()
    {
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        for (var round = 0; round < 100; round++)
        {
            var random = new Random(seed + round);
            var (count, capacity) = (random.Next(1, 30), random.Next(1, 10));
            var (made, dropped) = (0, 0);
            var cached = Seq.Generate(count, i =>
            {
                Interlocked.Increment(ref made);
                return new Item(i);
            }).AsCached(capacity, item =>
            {
                Interlocked.Increment(ref dropped);
                item.Drop();
            });
            var readers = Enumerable.Range(0, 4).Select(reader => Patience.Start(() =>
            {
                var choice = new Random(seed + (31 * reader));
                for (var read = 0; read < 200; read++)
                {
                    var index = choice.Next(count);
                    cached[index].Index.ShouldBe(index);
                }
            })).ToArray();

            Patience.Await(Task.WhenAll(readers));
            (made - dropped).ShouldBe(Math.Min(capacity, cached.Distinct().Count()), $"seed {seed + round}");
            cached.Dispose();
            dropped.ShouldBe(made, $"seed {seed + round}");
        }
    }

    private sealed class Item(int index)
    {
        private int drops;

        public int Index => index;

        public void Drop() => Interlocked.Increment(ref drops).ShouldBe(1);
    }
}
