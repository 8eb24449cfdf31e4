using System.Collections.Concurrent;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>Where dropped values are disposed of, a value that was read is its reader's, and nobody else's.</summary>
internal sealed class DeliveredOnceTests
{
    /// <summary>What evaluates the elements: threads and readers, threads alone, producers.</summary>
    public enum Kind
    {
        Threads,
        WorkersOnly,
        Producers,
    }

    [Test, CancelAfter(120_000)]
    public void Neighbours_that_are_read_together_and_disposed_of_are_never_read_again(
        [Values] Kind kind, [Values(1, 2, 6)] int maxBuffered)
    {
        var made = new ConcurrentQueue<Image>();
        var view = Images(made, kind, maxBuffered);
        for (var i = 1; i < 40; i++)
        {
            using var before = view[i - 1];
            using var here = view[i];
            (before.Index, here.Index).ShouldBe((i - 1, i));
            (before.Disposals + here.Disposals).ShouldBe(0);
        }

        EndAndCheck(view, made);
    }

    [Test, CancelAfter(120_000)]
    public async Task An_element_that_is_read_again_is_evaluated_again([Values] Kind kind, [Values] bool asynchronously)
    {
        var made = new ConcurrentQueue<Image>();
        var view = Images(made, kind, maxBuffered: 4);
        List<Image> read = [];
        foreach (var index in new[] { 0, 0, 1, 0, 1, 1, 39, 39 })
        {
            read.Add(asynchronously ? await view.GetAsync(index) : view[index]);
            read[^1].Index.ShouldBe(index);
        }

        read.ShouldBeUnique();
        view.Statistics.Delivered.ShouldBe(read.Count);
        read.ForEach(image => image.Dispose());
        EndAndCheck(view, made);
    }

    [Test, CancelAfter(120_000)]
    public void A_read_of_the_last_element_again_keeps_what_is_computed([Values] Kind kind)
    {
        var made = new ConcurrentQueue<Image>();
        var view = Images(made, kind, maxBuffered: 4);
        view[0].Dispose();
        Patience.Until(() => view.Statistics.Ready == 3);

        view[0].Dispose();
        view[0].Dispose();

        (view.Statistics.Ready, view.Statistics.Discarded).ShouldBe((3, 0));
        made.Count.ShouldBe(6);
        EndAndCheck(view, made);
    }

    [Test, CancelAfter(120_000)]
    public async Task Readers_who_wait_for_one_element_at_the_same_moment_get_a_value_each(
        [Values] Kind kind, [Values] bool asynchronously)
    {
        var made = new ConcurrentQueue<Image>();
        var gate = new Gate();
        var view = Images(made, kind, maxBuffered: 3, gate);
        var readers = Enumerable.Range(0, 4)
            .Select(_ => asynchronously ? view.GetAsync(7).AsTask() : Patience.StartBlocked(() => view[7]))
            .ToArray();
        gate.AwaitArrival();
        gate.Open();

        var read = await Task.WhenAll(readers).WaitAsync(Patience.Limit);

        read.ShouldBeUnique();
        read.ShouldAllBe(image => image.Index == 7 && image.Disposals == 0);
        Array.ForEach(read, image => image.Dispose());
        EndAndCheck(view, made);
    }

    [Test, CancelAfter(120_000)]
    public void A_failure_is_evaluated_again_as_a_value_is([Values] Kind kind)
    {
        var calls = 0;
        using var view = Prefetch(
            Seq.Generate(10, index => index == 3 && Interlocked.Increment(ref calls) == 1
                ? throw new FormatException() : new Image(index)),
            kind, 4);

        Should.Throw<EvaluationException>(() => view[3]);
        view[3].Index.ShouldBe(3);
    }

    [Test, CancelAfter(120_000)]
    public void Batches_that_are_computed_whole_are_their_readers_alone([Values] Kind kind)
    {
        var made = new ConcurrentQueue<Image>();
        var batches = Seq.Generate(24, index => Made(made, index)).Batch(3);
        PrefetchOptions<SeqView<Image>> options = new()
        {
            OnDiscard = Dispose,
            OnWorkerStart = kind == Kind.WorkersOnly ? _ => { }
            : null,
        };
        using (var view = kind == Kind.Producers
            ? batches.SelectAsync((batch, _) => ValueTask.FromResult(batch)).AsPrefetched(2, 3, options)
            : batches.AsPrefetched(2, 3, options))
        {
            for (var i = 1; i < 8; i++)
            {
                var (before, here) = (view[i - 1], view[i]);
                before.Concat(here).ShouldAllBe(image => image.Disposals == 0);
                before.Concat(here).ShouldBeUnique();
                Dispose(before);
                Dispose(here);
            }
        }

        Patience.Until(() => made.All(image => image.Disposals == 1));

        static void Dispose(SeqView<Image> batch)
        {
            foreach (var image in batch)
            {
                image.Dispose();
            }
        }
    }

    [Test, CancelAfter(120_000)]
    public void Several_readers_of_the_same_elements_share_none(
        [Values] Kind kind, [Values(1, 5)] int maxBuffered)
    {
        var made = new ConcurrentQueue<Image>();
        var view = Images(made, kind, maxBuffered);
        var readers = Enumerable.Range(0, 3)
            .Select(reader => Patience.Start(() =>
            {
                for (var read = 0; read < 200; read++)
                {
                    var index = read / 2 % 40;
                    using var image = reader == 0 ? Patience.Await(view.GetAsync(index).AsTask()) : view[index];
                    (image.Index, image.Disposals).ShouldBe((index, 0));
                }
            }))
            .ToArray();

        Patience.Await(Task.WhenAll(readers));
        EndAndCheck(view, made);
    }

    private static PrefetchedView<Image> Images(
        ConcurrentQueue<Image> made, Kind kind, int maxBuffered, Gate? gate = null) =>
        Prefetch(
            Seq.Generate(40, index =>
            {
                gate?.Pass();
                return Made(made, index);
            }),
            kind, maxBuffered);

    private static PrefetchedView<Image> Prefetch(SeqView<Image> images, Kind kind, int maxBuffered)
    {
        PrefetchOptions<Image> options = new()
        {
            OnDiscard = image => image.Dispose(),
            OnWorkerStart = kind == Kind.WorkersOnly ? _ => { }
            : null,
        };
        return kind == Kind.Producers
            ? images.SelectAsync((image, _) => ValueTask.FromResult(image)).AsPrefetched(4, maxBuffered, options)
            : images.AsPrefetched(4, maxBuffered, options);
    }

    private static Image Made(ConcurrentQueue<Image> made, int index)
    {
        Image image = new(index);
        made.Enqueue(image);
        return image;
    }

    private static void EndAndCheck(PrefetchedView<Image> view, ConcurrentQueue<Image> made)
    {
        Patience.Await(view.DisposeAsync().AsTask());

        made.ShouldAllBe(image => image.Disposals == 1);
        var figures = view.Statistics;
        figures.Ready.ShouldBe(0);
        (figures.Produced, figures.Delivered + figures.Discarded).ShouldBe((made.Count, made.Count));
    }

    private sealed class Image(int index) : IDisposable
    {
        private int disposals;

        public int Index => index;

        public int Disposals => Volatile.Read(ref disposals);

        public void Dispose() => Interlocked.Increment(ref disposals);
    }
}
