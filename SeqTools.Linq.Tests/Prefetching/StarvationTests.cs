namespace SeqTools.Linq.Tests.Prefetching;

public class StarvationTests
{
    [Test, CancelAfter(120_000)]
    public void Prefetching_nested_three_deep_with_one_worker_each_comes_to_its_end([Values] bool onWorkersOnly)
    {
        using var inner = Prefetch(Seq.Range(0, 500), onWorkersOnly);
        using var middle = Prefetch(inner.Select(x => x + 1), onWorkersOnly);
        using var outer = Prefetch(middle.Select(x => 2 * x), onWorkersOnly);

        outer.Sum().ShouldBe(500 * 501);
        Enumerable.Range(0, 500).Sum(i => outer[499 - i]).ShouldBe(500 * 501);

        static PrefetchedView<int> Prefetch(IReadOnlyList<int> list, bool onWorkersOnly) =>
            list.AsPrefetched(1, 3, new() { OnWorkerStart = onWorkersOnly ? _ => { } : null });
    }

    [Test, CancelAfter(120_000)]
    public void A_reader_evaluates_the_element_itself_that_no_worker_has_begun()
    {
        var workshop = new Workshop(100);
        var gate = workshop.HoldBack(1);
        using var view = workshop.Elements.AsPrefetched(1, 4);
        view[0].ShouldBe(0);
        gate.AwaitArrival();

        _ = view[2] + view[3] + view[70];

        new[] { 2, 3, 70 }.ShouldAllBe(
            index => ReferenceEquals(workshop.MakersOf(index).Single(), Thread.CurrentThread));
        gate.Open();
    }

    [Test, CancelAfter(120_000)]
    public void An_element_that_a_slow_worker_has_claimed_is_begun_by_another()
    {
        var workshop = new Workshop(2000);
        var gate = workshop.HoldBack(1500);
        using var view = workshop.Elements.AsPrefetched(2, 400);
        for (var index = 0; index < 1499; index++)
        {
            view[index].ShouldBe(10 * index);
        }

        gate.AwaitArrival();
        for (var index = 1501; index < 1650; index++)
        {
            Patience.Await(view.GetAsync(index).AsTask()).ShouldBe(10 * index);
        }

        workshop.MakersOf(1501).ShouldAllBe(thread => Workshop.IsWorker(thread));
        gate.Open();
    }

    [Test, CancelAfter(120_000)]
    public void A_function_that_reads_the_view_that_it_feeds_fails_instead_of_waiting_for_itself(
        [Values] bool onWorkersOnly, [Values] bool asynchronously)
    {
        PrefetchedView<int> view = null!;
#pragma warning disable SEQ006 // A thread that waits is what must not wait for itself.
        view = Seq.Generate(20, i =>
            i == 0 ? 0 : 1 + (asynchronously ? view.GetAsync(i - 1).AsTask().GetAwaiter().GetResult() : view[i - 1]))
            .AsPrefetched(2, 4, new() { OnWorkerStart = onWorkersOnly ? _ => { } : null });
#pragma warning restore SEQ006

        using (view)
        {
            view[0].ShouldBe(0);
            Should.Throw<EvaluationException>(() => view[5]).InnerException.ShouldBeOfType<InvalidOperationException>();
            Should.Throw<EvaluationException>(() => view[1]).InnerException.ShouldBeOfType<InvalidOperationException>();
        }
    }

    [Test, CancelAfter(120_000)]
    public void A_function_that_enumerates_the_view_that_it_feeds_fails_instead_of_going_round_in_circles()
    {
        PrefetchedView<int> view = null!;
        view = Seq.Generate(20, _ => view.Sum()).AsPrefetched(2, 4);

        using (view)
        {
            Should.Throw<EvaluationException>(() => view[5]).InnerException.ShouldBeOfType<InvalidOperationException>();
        }
    }

    [Test, CancelAfter(120_000)]
    public void A_callback_for_dropped_values_that_reads_the_view_on_a_worker_fails_instead_of_waiting_for_itself()
    {
        PrefetchedView<int> view = null!;
        var workshop = new Workshop(100);
        var refusal = new TaskCompletionSource<Exception>();
        var gate = workshop.HoldBack(1);
        view = workshop.Elements.AsPrefetched(1, 2, new() { OnWorkerStart = _ => { }, OnDiscard = _ => Refuse() });
        view[0].ShouldBe(0);
        gate.AwaitArrival();
        var read = Patience.StartBlocked(() => view[50]);
        gate.Open();

        Patience.Await(refusal.Task).ShouldBeOfType<InvalidOperationException>();
        Patience.Await(read).ShouldBe(500);
        view.Dispose();

        void Refuse()
        {
            try
            {
                _ = Workshop.IsWorker(Thread.CurrentThread) ? view[90] : 0;
            }
            catch (InvalidOperationException e)
            {
                refusal.TrySetResult(e);
            }
        }
    }
}
