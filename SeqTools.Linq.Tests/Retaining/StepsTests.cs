using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Retaining;

/// <summary>
/// Read in order, whichever stages are between, a sequence is enumerated about once: not again for each element.
/// </summary>
internal sealed class StepsTests
{
    private const int Count = 20_000;

    /// <summary>What is stepped over until it is known how far readers go back.</summary>
    private const int Beginning = 100;

    [Test, CancelAfter(60_000)]
    public void Prefetched_elements_cost_one_step_each(
        [Values] bool isCountGiven, [Values(1, 3)] int workers, [Values(0, 1, 100, 3000)] int maxBuffered)
    {
        var stream = new NumberStream(Count);
        using var prefetched = View(stream, isCountGiven).Select(n => n).AsPrefetched(workers, maxBuffered);

        stream.StepsOf(() => prefetched.ShouldBe(Enumerable.Range(0, Count)))
            .ShouldBeInRange(Count, Count + maxBuffered + Beginning);
    }

    [Test, CancelAfter(60_000)]
    public void Prefetched_elements_that_are_read_by_index_cost_one_step_each([Values] bool isCountGiven)
    {
        var stream = new NumberStream(Count);
        using var prefetched = View(stream, isCountGiven).AsPrefetched(3, 20);

        stream.StepsOf(() =>
        {
            for (var i = 0; i < Count; i++)
            {
                prefetched[i].ShouldBe(i);
            }
        }).ShouldBeInRange(Count, Count + Beginning);
    }

    private static readonly Func<SeqView<int>, SeqView<long>>[] Batchings =
    [
        s => s.Batch(32).Select(batch => batch.Sum(n => (long)n)),
        s => s.Batch(32, dropLast: true).Select(batch => batch.Sum(n => (long)n)),
        s => s.Batch(32, pad: 0).Select(batch => batch.Sum(n => (long)n)),
        s => s.Batch(32, batch => batch.Sum(n => (long)n)),
        s => s.Chunk(32).Select(batch => batch.Sum(n => (long)n)),
        s => s.Window(32, step: 32).Select(batch => batch.Sum(n => (long)n)),
        s => s.Batch(4).Select(batch => batch.Sum(n => (long)n)).Batch(8, batch => batch.Sum()),
    ];

    /// <summary>However far workers fall apart, what they go back to is kept: nobody starts over.</summary>
    [Test, CancelAfter(60_000)]
    public void Prefetched_batches_cost_one_step_an_element(
        [Values] bool isCountGiven, [ValueSource(nameof(Batchings))] Func<SeqView<int>, SeqView<long>> batching)
    {
        var stream = new NumberStream(Count);
        using var prefetched = batching(View(stream, isCountGiven)).AsPrefetched(3, 6);

        stream.StepsOf(() => prefetched.Sum().ShouldBe(Count * (Count - 1L) / 2))
            .ShouldBeInRange(Count, Count + (6 * 32) + Beginning);
        stream.Opened.ShouldBe(1);
    }

    [Test, CancelAfter(60_000)]
    public async Task Prefetched_batches_of_an_awaited_sequence_cost_one_step_an_element([Values] bool isCollated)
    {
        var stream = new NumberStream(Count);
        await using var view = stream.ToAsyncEnumerable().AsIndexable(Count);
        await using var prefetched = isCollated
            ? view.Batch(32, batch => batch.Sum(n => (long)n)).AsPrefetched(3, 6)
            : view.Batch(32).Select(batch => batch.Sum(n => (long)n)).AsPrefetched(3, 6);

        (await prefetched.ToAsyncEnumerable().SumAsync()).ShouldBe(Count * (Count - 1L) / 2);

        stream.Opened.ShouldBe(1);
    }

    [Test]
    public void Batches_cost_one_step_an_element([Values] bool isCountGiven, [Values(3, 32, 500)] int size)
    {
        var stream = new NumberStream(Count);
        var view = View(stream, isCountGiven).Batch(size);

        stream.StepsOf(() => view.Sum(batch => batch.Sum(n => (long)n)).ShouldBe(Count * (Count - 1L) / 2))
            .ShouldBe(Count);
    }

    [Test]
    public void Batches_that_are_whole_cost_one_step_an_element([Values] bool isCountGiven, [Values(3, 32)] int size)
    {
        var stream = new NumberStream(Count);
        var view = View(stream, isCountGiven).Batch(size, dropLast: true);

        stream.StepsOf(() => view.Count(batch => batch.ToArray().Length == size).ShouldBe(Count / size))
            .ShouldBeInRange(Count / size * size, Count + Beginning);
    }

    [Test]
    public void Chunks_cost_one_step_an_element([Values] bool isCountGiven)
    {
        var stream = new NumberStream(Count);
        var view = View(stream, isCountGiven).Chunk(7);

        stream.StepsOf(() => view.Sum(chunk => chunk.Length).ShouldBe(Count)).ShouldBeInRange(Count, Count + 1);
        stream.StepsOf(() => Enumerable.Range(0, Count / 7).Sum(i => view[i].Length).ShouldBe(Count / 7 * 7))
            .ShouldBeInRange((Count / 7 * 7) - 1, Count + Beginning);
    }

    [Test]
    public void Windows_cost_one_step_an_element(
        [Values] bool isCountGiven, [Values(2, 10, 200)] int size, [Values(1, 3)] int step)
    {
        var stream = new NumberStream(Count);
        var view = View(stream, isCountGiven).Window(size, step);

        stream.StepsOf(() => view.Take(2000).All(window => window[size - 1] - window[0] == size - 1).ShouldBeTrue())
            .ShouldBeLessThan((2000 * step) + (2 * size) + Beginning);
        stream.StepsOf(() => view.Skip(4000).All(window => window.Count == size).ShouldBeTrue())
            .ShouldBeLessThan(2 * Count);
    }

    [Test]
    public void Elements_read_in_order_cost_one_step_each_behind_any_stages([Values] bool isCountGiven)
    {
        var stream = new NumberStream(Count);
        var view = View(stream, isCountGiven).Skip(3).Select(n => n).Index().Take(Count - 10);

        stream.StepsOf(() =>
        {
            for (var i = 0; i < Count - 10; i++)
            {
                view[i].Index.ShouldBe(i);
            }
        }).ShouldBe(Count - 7);
    }

    [Test]
    public void Going_back_again_and_again_is_served_by_a_cache_that_grows([Values(1, 50, 900)] int steps)
    {
        var stream = new NumberStream(Count);
        var view = stream.AsIndexable(Count);

        stream.StepsOf(() =>
        {
            for (var i = 1000; i < Count; i++)
            {
                view[i].ShouldBe(i);
                view[i - steps].ShouldBe(i - steps);
            }
        }).ShouldBeInRange(Count, Count + 2000);
    }

    [TestCase(1000, 0)]
    [TestCase(1001, 1999)]
    public void Who_goes_back_by_more_than_a_thousand_elements_has_nothing_kept(int steps, int stepsOfNextTime)
    {
        var stream = new NumberStream(Count);
        var view = stream.AsIndexable(Count);
        _ = (view[1500], view[1500 - steps], view[1999]);

        stream.StepsOf(() => view[1998].ShouldBe(1998)).ShouldBe(stepsOfNextTime);
    }

    [Test]
    public void Who_does_not_go_back_has_nothing_kept()
    {
        var held = new List<WeakReference>();
        var view = Objects().AsIndexable(1000);
        for (var i = 0; i < 1000; i += 10)
        {
            _ = view[i];
        }

        GC.Collect();

        held.Count(reference => reference.IsAlive).ShouldBeLessThan(5);
        GC.KeepAlive(view);

        IEnumerable<object> Objects()
        {
            for (var i = 0; i < 1000; i++)
            {
                var made = new object();
                held.Add(new(made));
                yield return made;
            }
        }
    }

    private static SeqView<int> View(NumberStream stream, bool isCountGiven) =>
        stream.AsIndexable(isCountGiven ? Count : null);
}
