using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq.Tests.Prefetching;

public class ResultsTests
{
    [Test, Combinatorial, CancelAfter(120_000)]
    public void Elements_order_and_length_are_those_of_the_source(
        [Values(0, 1, 2, 60)] int count, [Values(-1, 0, 1, 2, 5, 16)] int nworkers,
        [Values(1, 2, 3, 10, 100)] int maxBuffered, [Values] bool onWorkersOnly)
    {
        var expected = Enumerable.Range(0, count).Select(i => 10 * i).ToArray();
        using var view = new Workshop(count).Elements.AsPrefetched(
            nworkers, maxBuffered, new() { OnWorkerStart = onWorkersOnly ? _ => { } : null });

        view.Count.ShouldBe(count);
        var enumerated = new List<int>();
        foreach (var element in view)
        {
            enumerated.Add(element);
        }

        enumerated.ShouldBe(expected);
        view.ToArray().ShouldBe(expected);
        Enumerable.Range(0, count).Reverse().Select(i => view[i]).Reverse().ShouldBe(expected);
    }

    [Test]
    public async Task Nothing_is_evaluated_and_no_worker_starts_before_the_first_read()
    {
        var workshop = new Workshop(100);
        var starts = new ConcurrentQueue<int>();
        var view = workshop.Elements.AsPrefetched(4, 10, new() { OnWorkerStart = starts.Enqueue });

        _ = view.Count;
        _ = view.Explain();
        _ = view.ToString();
        _ = view.Statistics;
        using var untouched = view.GetEnumerator();
        await using var asynchronous = view.GetAsyncEnumerator();
        await view.DisposeAsync();

        starts.ShouldBeEmpty();
        workshop.Begun.ShouldBeEmpty();
    }

    [Test]
    public async Task Each_element_of_a_pass_is_evaluated_once_and_none_outside_the_list()
    {
        var workshop = new Workshop(500);
        await using (var view = workshop.Elements.AsPrefetched(4, 16))
        {
            foreach (var element in view)
            {
                (element % 10).ShouldBe(0);
            }
        }

        workshop.Begun.Order().ShouldBe(Enumerable.Range(0, 500));
    }

    [TestCase(-1), TestCase(int.MinValue)]
    public void A_buffer_of_less_than_no_element_is_refused_where_the_view_is_built(int maxBuffered) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Seq.Range(0, 3).AsPrefetched(1, maxBuffered))
            .ParamName.ShouldBe("maxBuffered");

    [Test]
    public void By_default_the_buffer_is_twice_the_workers_and_ten_at_least()
    {
        MaxBufferedOf(3).ShouldBe(10);
        MaxBufferedOf(7).ShouldBe(14);
        MaxBufferedOf(int.MaxValue).ShouldBe(131_072);
        MaxBufferedOf(0).ShouldBe(Math.Max(10, 2 * Environment.ProcessorCount));

        static int MaxBufferedOf(int nworkers) =>
            PrefetchSettings.Of<int>(nworkers, 0, new(), ViewOrigin.None).MaxBuffered;
    }

    [Test, CancelAfter(120_000)]
    public void A_buffer_that_is_not_given_is_filled_as_far_as_that()
    {
        using var view = new Workshop(100).Elements.AsPrefetched(nworkers: 7);

        view[0].ShouldBe(0);

        Patience.Until(() => view.Statistics.Ready == 13);
        view.Origin.Arguments.ShouldBe("nworkers: 7, maxBuffered: 0");
    }

    [Test, CancelAfter(120_000)]
    public void A_buffer_without_a_bound_is_no_larger_than_anybody_has_a_use_for([Values] bool awaited)
    {
        var numbers = Seq.Repeat(7);
        using var view = awaited
            ? numbers.SelectAsync((n, _) => ValueTask.FromResult(n)).AsPrefetched(2, int.MaxValue)
            : numbers.AsPrefetched(2, int.MaxValue);
        var before = GC.GetAllocatedBytesForCurrentThread();

        view[0].ShouldBe(7);
        view[100_000_000].ShouldBe(7);
        view[int.MaxValue - 2].ShouldBe(7);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(20_000_000);
        view.Origin.Arguments.ShouldBe("nworkers: 2, maxBuffered: 2147483647");
    }

    [Test]
    public void A_clock_that_is_null_is_refused_where_the_view_is_built() =>
        Should.Throw<ArgumentException>(() => Seq.Range(0, 3).AsPrefetched(1, 1, new() { TimeProvider = null! }))
            .ParamName.ShouldBe("options");

    [Test]
    public void A_source_that_is_null_is_refused_where_the_view_is_built() =>
        Should.Throw<ArgumentNullException>(() => ((IReadOnlyList<int>)null!).AsPrefetched())
            .ParamName.ShouldBe("source");

    [TestCase(0), TestCase(-2), TestCase(1e12)]
    public void An_idle_timeout_that_no_clock_can_keep_is_refused_where_the_view_is_built(double milliseconds) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Seq.Range(0, 3)
            .AsPrefetched(1, 1, new() { IdleTimeout = TimeSpan.FromMilliseconds(milliseconds) }))
            .ParamName.ShouldBe("options");

    [TestCase(1e-4), TestCase(int.MaxValue)]
    public void Any_idle_timeout_that_a_clock_can_keep_is_accepted(double milliseconds)
    {
        using var view = Seq.Range(0, 3)
            .AsPrefetched(1, 1, new() { IdleTimeout = TimeSpan.FromMilliseconds(milliseconds) });

        view.ShouldBe([0, 1, 2]);
    }

    [Test, CancelAfter(120_000)]
    public async Task The_number_of_workers_follows_the_processors()
    {
        (await WorkersOf(3)).ShouldBe([0, 1, 2]);
        (await WorkersOf(0)).ShouldBe(Enumerable.Range(0, Environment.ProcessorCount));
        (await WorkersOf(-Environment.ProcessorCount)).ShouldBe([0]);
        (await WorkersOf(1 - Environment.ProcessorCount)).ShouldBe([0]);
        (await WorkersOf(-1 - Environment.ProcessorCount)).ShouldBe([0]);
        (await WorkersOf(int.MinValue)).ShouldBe([0]);

        static async Task<int[]> WorkersOf(int nworkers)
        {
            var elements = Math.Max(4, Environment.ProcessorCount + 1);
            var workers = nworkers > 0 ? nworkers : Math.Max(1, Environment.ProcessorCount + nworkers);
            var started = new ConcurrentQueue<int>();
            PrefetchOptions<int> options = new() { OnWorkerStart = started.Enqueue };
            await using (var view = Seq.Range(0, elements).AsPrefetched(nworkers, elements, options))
            {
                view[0].ShouldBe(0);
                Patience.Until(() => started.Count >= workers);
            }

            return [.. started.Order()];
        }
    }

    [Test, CancelAfter(120_000)]
    public async Task No_more_workers_are_started_than_there_are_elements_or_room_for(
        [Values] bool awaited, [Values(5, 1000)] int count, [Values(3, 5, 100)] int maxBuffered)
    {
        var started = new ConcurrentQueue<int>();
        PrefetchOptions<int> options = new() { OnWorkerStart = started.Enqueue };
        var numbers = Seq.Range(0, count);
        var view = awaited
            ? numbers.SelectAsync((n, _) => ValueTask.FromResult(n)).AsPrefetched(1000, maxBuffered, options)
            : numbers.AsPrefetched(1000, maxBuffered, options);

        Enumerable.Range(0, count).Select(i => view[i]).ShouldBe(numbers);
        await view.DisposeAsync();

        started.ShouldBeUnique();
        started.Count.ShouldBeInRange(1, Math.Min(count, maxBuffered + 1));
    }

    [Test]
    public void A_view_that_was_disposed_of_names_itself_and_its_place([Values] bool wasRead)
    {
        var view = Seq.Range(0, 3).AsPrefetched(1, 2);
        if (wasRead)
        {
            _ = view[0];
        }

        view.Dispose();

        Should.Throw<ObjectDisposedException>(() => view[1]).ObjectName.ShouldBe(view.ToString());
        Should.Throw<ObjectDisposedException>(() => view.Sum()).ObjectName.ShouldBe(view.ToString());
        view.ToString().ShouldContain(nameof(ResultsTests));
    }

    [Test, CancelAfter(120_000)]
    public void The_last_elements_that_an_int_can_count_are_read_like_any_others([Values] bool onWorkersOnly)
    {
        using var view = Seq.Generate(int.MaxValue, i => i)
            .AsPrefetched(3, 8, new() { OnWorkerStart = onWorkersOnly ? _ => { } : null });

        for (var index = int.MaxValue - 20; index != int.MaxValue; index++)
        {
            view[index].ShouldBe(index);
        }

        view[5].ShouldBe(5);
        view[int.MaxValue - 1].ShouldBe(int.MaxValue - 1);
        view[int.MaxValue - 3].ShouldBe(int.MaxValue - 3);
        Should.Throw<ArgumentOutOfRangeException>(() => view[int.MaxValue]);
    }

    [Test]
    public void A_buffer_that_is_larger_than_any_list_costs_no_more_than_the_list_does()
    {
        using var view = Seq.Range(0, 10).AsPrefetched(2, int.MaxValue);

        view.ToArray().ShouldBe(Enumerable.Range(0, 10));
    }

    [Test, CancelAfter(120_000)]
    public void A_length_that_takes_an_evaluation_is_not_asked_for_far_from_the_end([Values] bool onWorkersOnly)
    {
        var lastOnes = 0;
        IReadOnlyList<int> BatchOf(int number)
        {
            Interlocked.Add(ref lastOnes, number == 99 ? 1 : 0);
            return [.. Enumerable.Range(10 * number, number == 99 ? 3 : 10)];
        }

        var elements = Seq.Generate(100, BatchOf).Unbatch(10);
        using var view = elements.AsPrefetched(2, 8, new() { OnWorkerStart = onWorkersOnly ? _ => { } : null });

        for (var index = 0; index < 900; index++)
        {
            view[index].ShouldBe(index);
        }

        lastOnes.ShouldBe(0);
        view.ShouldBe(Enumerable.Range(0, 993));
        view[^1].ShouldBe(992);
        Should.Throw<ArgumentOutOfRangeException>(() => view[993]);
    }

    [Test, CancelAfter(120_000)]
    public void Large_values_arrive_whole()
    {
        using var view = Seq.Generate(200, i => new Large(i)).AsPrefetched(3, 7);

        var readers = Enumerable.Range(0, 3).Select(reader => Patience.Start(() =>
        {
            var random = new Random(reader);
            for (var read = 0; read < 2000; read++)
            {
                var index = random.Next(3) == 0 ? random.Next(200) : read % 200;
                view[index].Holds(index).ShouldBeTrue($"element {index}");
            }
        })).ToArray();

        Patience.Await(Task.WhenAll(readers));
    }

    [Test, CancelAfter(120_000)]
    public void It_may_stand_more_than_once_and_anywhere_in_a_pipeline()
    {
        using var first = new Workshop(60).Elements.AsPrefetched(1, 3);
#pragma warning disable SEQ004 // The elements are right in any order.
        using var second = first.Select(x => x + 1).Reverse().AsPrefetched(2, 5);
#pragma warning restore SEQ004

        second.Batch(7).Select(batch => batch.Sum()).Sum().ShouldBe(Enumerable.Range(0, 60).Sum(i => (10 * i) + 1));
        second[2..5].ShouldBe([571, 561, 551]);
        second[^1].ShouldBe(1);
    }

    [InlineArray(Longs)]
    private struct Large
    {
        private const int Longs = 25;
        private long first;

        public Large(int value)
        {
            for (var i = 0; i < Longs; i++)
            {
                this[i] = value;
            }

            first = value;
        }

        public readonly bool Holds(int value)
        {
            for (var i = 0; i < Longs; i++)
            {
                if (this[i] != value)
                {
                    return false;
                }
            }

            return first == value;
        }
    }
}
