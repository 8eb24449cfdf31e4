using System.Collections.Concurrent;

namespace SeqTools.Linq.Tests.Prefetching;

public class SeekingTests
{
    [Test, CancelAfter(120_000)]
    public void A_read_further_on_in_the_window_keeps_what_is_computed()
    {
        var workshop = new Workshop(100);
        using var view = Filled(workshop, maxBuffered: 6);

        view[3].ShouldBe(30);
        Patience.Until(() => view.Statistics.Ready == 5);

        workshop.Begun.Order().ShouldBe(Enumerable.Range(0, 9));
        view.Statistics.Discarded.ShouldBe(2);
    }

    [Test, CancelAfter(120_000)]
    public void The_element_that_was_read_last_is_read_again_without_another_evaluation()
    {
        var workshop = new Workshop(100);
        using var view = Filled(workshop, maxBuffered: 4);

        Enumerable.Range(0, 5).Select(_ => view[0]).ShouldAllBe(element => element == 0);

        workshop.Begun.Order().ShouldBe(Enumerable.Range(0, 4));
        view.Statistics.Delivered.ShouldBe(1);
    }

    [Test, CancelAfter(120_000)]
    public void The_last_element_of_the_list_is_read_again_without_another_evaluation()
    {
        var workshop = new Workshop(5);
        using var view = workshop.Elements.AsPrefetched(2, 6);

        view.Sum().ShouldBe(100);
        _ = view[0] + view[1] + view[2] + view[3] + view[4];
        _ = view[4] + view[4];

        workshop.Begun.Order().ShouldBe([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
    }

    [Test, CancelAfter(120_000)]
    public void A_read_a_little_behind_computes_that_element_alone_and_keeps_the_window([Values] bool onWorkersOnly)
    {
        var workshop = new Workshop(100);
        using var view = workshop.Elements.AsPrefetched(
            2, 4, new() { OnWorkerStart = onWorkersOnly ? _ => { } : null });
        view[50].ShouldBe(500);
        Patience.Until(() => view.Statistics.Ready == 3);

        view[47].ShouldBe(470);
        view[49].ShouldBe(490);
        view.Statistics.Ready.ShouldBe(3);
        view.Statistics.Discarded.ShouldBe(0);
        _ = view[51] + view[52] + view[53];

        workshop.Begun.Where(index => index is < 50 or (> 50 and < 54)).Order().ShouldBe([47, 49, 51, 52, 53]);
    }

    [Test, CancelAfter(120_000)]
    public void A_read_as_far_behind_as_the_buffer_is_large_starts_over_from_there()
    {
        var workshop = new Workshop(100);
        using var view = workshop.Elements.AsPrefetched(2, 4);
        view[50].ShouldBe(500);
        Patience.Until(() => view.Statistics.Ready == 3);

        view[46].ShouldBe(460);
        Patience.Until(() => view.Statistics.Ready == 3);

        workshop.Begun.Order().ShouldBe([46, 47, 48, 49, 50, 51, 52, 53]);
        view.Statistics.Discarded.ShouldBe(3);
    }

    [Test, CancelAfter(120_000)]
    public void A_read_elsewhere_does_not_wait_for_the_work_that_it_leaves_behind(
        [Values] bool onWorkersOnly, [Values] bool asynchronously)
    {
        var workshop = new Workshop(100);
        var discarded = new ConcurrentQueue<int>();
        var gate = workshop.HoldBack(1);
        var view = workshop.Elements.AsPrefetched(
            2, 3, new() { OnWorkerStart = onWorkersOnly ? _ => { } : null, OnDiscard = discarded.Enqueue });
        view[0].ShouldBe(0);
        gate.AwaitArrival();

        (asynchronously ? Patience.Await(view.GetAsync(80).AsTask()) : view[80]).ShouldBe(800);
        view[81].ShouldBe(810);
        discarded.ShouldNotContain(10);

        gate.Open();
        Patience.Await(view.DisposeAsync().AsTask());
        discarded.Count(value => value == 10).ShouldBe(1);
    }

    [Test, CancelAfter(120_000)]
    public void A_read_elsewhere_does_not_wait_even_if_what_it_leaves_behind_fills_the_buffer([Values] bool isGivenUp)
    {
        var workshop = new Workshop(100);
        var gate = workshop.HoldBack(0);
        using var view = workshop.Elements.AsPrefetched(2, 1);
        using var impatience = new CancellationTokenSource();
        var waiting = view.GetAsync(0, impatience.Token).AsTask();
        gate.AwaitArrival();
        if (isGivenUp)
        {
            impatience.Cancel();
            Should.Throw<OperationCanceledException>(() => Patience.Await(waiting));
        }

        Patience.Await(view.GetAsync(80).AsTask()).ShouldBe(800);
        gate.Open();
    }

    [Test, CancelAfter(120_000)]
    public void What_another_reader_waits_for_is_computed_for_it_though_the_window_is_gone([Values] bool asynchronously)
    {
        var workshop = new Workshop(100);
        var discarded = new ConcurrentQueue<int>();
        var gate = workshop.HoldBack(1);
        using var view = workshop.Elements.AsPrefetched(2, 3, new() { OnDiscard = discarded.Enqueue });
        view[0].ShouldBe(0);
        gate.AwaitArrival();
        var waiting = asynchronously ? view.GetAsync(1).AsTask() : Patience.StartBlocked(() => view[1]);

        view[80].ShouldBe(800);
        waiting.IsCompleted.ShouldBeFalse();
        gate.Open();

        Patience.Await(waiting).ShouldBe(10);
        discarded.ShouldNotContain(10);
        workshop.MakersOf(1).Length.ShouldBe(1);
    }

    [Test, CancelAfter(120_000)]
    public void Two_readers_of_one_element_get_one_value()
    {
        var gate = new Gate();
        using var view = Seq.Generate(10, _ =>
        {
            gate.Pass();
            return new object();
        }).AsPrefetched(1, 1);

        var readers = Enumerable.Range(0, 3).Select(_ => Patience.StartBlocked(() => view[3])).ToArray();
        gate.Open();

        var values = readers.Select(Patience.Await).ToArray();
        values.ShouldAllBe(value => ReferenceEquals(value, values[0]));
        view.Statistics.Delivered.ShouldBe(1);
    }

    [Test, CancelAfter(120_000)]
    public async Task Each_value_goes_to_its_reader_or_to_the_callback_and_never_to_both(
        [Values(1, 3)] int readers, [Values] bool onWorkersOnly)
    {
        var made = new ConcurrentBag<Resource>();
        var elements = Seq.Generate(300, index =>
        {
            var resource = new Resource();
            made.Add(resource);
            Thread.SpinWait(index % 5 * 100);
            return resource;
        });
        Action<int>? start = onWorkersOnly ? _ => { } : null;
        await using (var view = elements.AsPrefetched(
            3, 6, new() { OnDiscard = resource => resource.Dispose(), OnWorkerStart = start }))
        {
            var walks = Enumerable.Range(0, readers).Select(reader => Patience.Start(() =>
            {
                var random = new Random(reader);
                for (var read = 0; read < 600; read++)
                {
                    var index = random.Next(4) == 0 ? random.Next(300) : read % 300;
                    view[index].Deliver();
                }
            })).ToArray();
            await Task.WhenAll(walks);
            foreach (var resource in view)
            {
                resource.Deliver();
                if (resource.Disposals > 0)
                {
                    break;
                }
            }
        }

        made.ShouldAllBe(resource => resource.Disposals + resource.Deliveries == 1);
    }

    [Test, CancelAfter(120_000)]
    public void What_the_callback_for_dropped_values_throws_is_thrown_by_the_next_read_once()
    {
        using var view = new Workshop(100).Elements.AsPrefetched(
            1, 2, new() { OnDiscard = value => throw new TimeoutException($"{value}") });
        view[0].ShouldBe(0);
        Patience.Until(() => view.Statistics.Ready == 1);

        view[50].ShouldBe(500);
        Should.Throw<TimeoutException>(() => view[51]).Message.ShouldBe("10");
        view[51].ShouldBe(510);
        view[52].ShouldBe(520);
    }

    private static PrefetchedView<int> Filled(Workshop workshop, int maxBuffered)
    {
        var view = workshop.Elements.AsPrefetched(2, maxBuffered);
        view[0].ShouldBe(0);
        Patience.Until(() => view.Statistics.Ready == maxBuffered - 1);
        return view;
    }

    private sealed class Resource : IDisposable
    {
        private int deliveries;
        private int disposals;

        public int Deliveries => Volatile.Read(ref deliveries);

        public int Disposals => Volatile.Read(ref disposals);

        public void Deliver() => Interlocked.Increment(ref deliveries);

        public void Dispose() => Interlocked.Increment(ref disposals);
    }
}
