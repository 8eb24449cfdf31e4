using System.Runtime.CompilerServices;

namespace SeqTools.Linq.Tests.Prefetching;

public class SessionTests
{
    [Test, CancelAfter(120_000)]
    public async Task Two_enumerations_and_the_indexer_do_not_disturb_each_other()
    {
        var workshop = new Workshop(100);
        await using (var view = workshop.Elements.AsPrefetched(2, 4))
        {
            using var first = view.GetEnumerator();
            using var second = view.GetEnumerator();
            await using var third = view.GetAsyncEnumerator();
            view[0].ShouldBe(0);
            for (var index = 0; index < 100; index++)
            {
                first.MoveNext().ShouldBeTrue();
                second.MoveNext().ShouldBeTrue();
                (await third.MoveNextAsync()).ShouldBeTrue();
                new[] { first.Current, second.Current, third.Current, view[index] }.ShouldAllBe(
                    element => element == 10 * index);
            }

            new[] { first.MoveNext(), second.MoveNext(), await third.MoveNextAsync() }.ShouldAllBe(isThere => !isThere);
        }

        workshop.Begun.Length.ShouldBe(400);
        workshop.Begun.GroupBy(index => index).ShouldAllBe(times => times.Count() == 4);
    }

    [Test, CancelAfter(120_000)]
    public void Enumerations_at_once_get_everything_each()
    {
        using var view = new Workshop(500).Elements.AsPrefetched(2, 7);

        var sums =
            Enumerable.Range(0, 4).Select(_ => Patience.Start(() => view.Sum())).Select(Patience.Await).ToArray();

        sums.ShouldAllBe(sum => sum == 10 * 499 * 250);
    }

    [Test, CancelAfter(120_000)]
    public void Copying_all_of_it_leaves_no_worker()
    {
        var workshop = new Workshop(60);
        using var view = workshop.Elements.AsPrefetched(2, 4);

        view.ToArray().ShouldBe(Enumerable.Range(0, 60).Select(i => 10 * i));

        Patience.Until(() => Array.TrueForAll(workshop.Workers, worker => !worker.IsAlive));
        workshop.Begun.Order().ShouldBe(Enumerable.Range(0, 60));
    }

    [Test, CancelAfter(120_000)]
    public void Copying_all_that_is_left_of_it_leaves_no_worker()
    {
        var workshop = new Workshop(60);
        using var view = workshop.Elements.AsPrefetched(2, 4);
        var rest = new int[20];

        view.CopyTo(40, rest);

        rest.ShouldBe(Enumerable.Range(40, 20).Select(i => 10 * i));
        Patience.Until(() => Array.TrueForAll(workshop.Workers, worker => !worker.IsAlive));
    }

    [Test, CancelAfter(120_000)]
    public void A_part_that_is_all_of_it_is_read_in_a_session_of_its_own_and_a_smaller_one_by_index()
    {
        using var view = new Workshop(60).Elements.AsPrefetched(2, 4);

        using var all = view.EnumeratePart(0, 60);
        using var part = view.EnumeratePart(0, 59);

        all.ShouldBeOfType<PrefetchedEnumerator<int>>();
        part.ShouldBeOfType<IndexEnumerator<int>>();
    }

    [Test, CancelAfter(120_000)]
    public void Copying_parts_of_it_one_after_another_evaluates_each_element_once()
    {
        var workshop = new Workshop(60);
        using var view = workshop.Elements.AsPrefetched(2, 4);
        var parts = new int[30];

        view.CopyTo(0, parts.AsSpan(0, 10));
        view.CopyTo(10, parts.AsSpan(10, 20));

        parts.ShouldBe(Enumerable.Range(0, 30).Select(i => 10 * i));
        workshop.Begun.ShouldBeUnique();
    }

    [Test, CancelAfter(120_000)]
    public void An_enumeration_that_is_left_early_ends_its_workers()
    {
        var workshop = new Workshop(100);
        var view = workshop.Elements.AsPrefetched(
            2, 4, new() { OnWorkerStart = _ => { }, IdleTimeout = Timeout.InfiniteTimeSpan });

        foreach (var element in view)
        {
            if (element == 50)
            {
                break;
            }
        }

        Array.ForEach(workshop.Workers, Patience.Await);
        GC.KeepAlive(view);
    }

    [Test, CancelAfter(120_000)]
    public async Task An_enumeration_that_an_exception_leaves_ends_its_workers([Values] bool asynchronously)
    {
        var workshop = new Workshop(100);
        var view = workshop.Elements.AsPrefetched(
            2, 4, new() { OnWorkerStart = _ => { }, IdleTimeout = Timeout.InfiniteTimeSpan });

        await Should.ThrowAsync<TimeoutException>(Leave);

        Array.ForEach(workshop.Workers, Patience.Await);
        GC.KeepAlive(view);

        async Task Leave()
        {
            if (asynchronously)
            {
                await foreach (var _ in view)
                {
                    throw new TimeoutException();
                }
            }

            foreach (var _ in view)
            {
                throw new TimeoutException();
            }
        }
    }

    [Test, CancelAfter(120_000)]
    public void An_enumeration_that_is_forgotten_ends_when_it_is_collected([Values] bool asynchronously)
    {
        var workshop = new Workshop(100);
        var view = workshop.Elements.AsPrefetched(
            2, 4, new() { OnWorkerStart = _ => { }, IdleTimeout = Timeout.InfiniteTimeSpan });

        Patience.Await(Patience.Start(() => Forget(view, asynchronously)));
        UntilGone(workshop);

        GC.KeepAlive(view);
    }

    [Test, CancelAfter(120_000)]
    public void A_session_that_has_ended_is_not_kept([Values] bool asynchronously)
    {
        var view = new Workshop(100).Elements.AsPrefetched(1, 2);
        var remembered = Enumerable.Range(0, 5)
            .Select(_ => Patience.Await(Patience.Start(() => Enumerate(view, asynchronously))))
            .ToArray();

        Patience.Until(() =>
        {
            GC.Collect();
            return remembered.All(enumerator => !enumerator.IsAlive);
        });
        GC.KeepAlive(view);
    }

    [Test, CancelAfter(120_000)]
    public void Views_that_are_read_once_and_forgotten_leave_no_thread()
    {
        var workshop = new Workshop(100);

        Patience.Await(Patience.Start(() =>
        {
            for (var i = 0; i < 200; i++)
            {
                ReadOnce(workshop, default);
            }
        }));

        workshop.Workers.Length.ShouldBeGreaterThanOrEqualTo(200);
        UntilGone(workshop);
    }

    [Test, CancelAfter(120_000)]
    public void Enumerations_that_have_ended_take_no_memory()
    {
        const int Enumerations = 400;
        const int Buffered = 1024;
        using var view = Seq.Range(0, 3).AsPrefetched(1, Buffered);
        _ = view.Sum();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var i = 0; i < Enumerations; i++)
        {
            _ = view.Sum();
        }

        const long Slots = (long)Enumerations * Buffered * sizeof(long);
        Patience.Until(() => GC.GetTotalMemory(forceFullCollection: true) - before < Slots);
    }

    [Test, CancelAfter(120_000)]
    public void A_token_does_not_keep_a_forgotten_view()
    {
        using var source = new CancellationTokenSource();
        var workshop = new Workshop(100);

        Patience.Await(Patience.Start(() => ReadOnce(workshop, source.Token)));

        UntilGone(workshop);
    }

    [Test, CancelAfter(120_000)]
    public void Forgotten_views_that_feed_each_other_end_one_after_the_other()
    {
        var workshop = new Workshop(100);

        Patience.Await(Patience.Start(() => ReadNested(workshop)));

        UntilGone(workshop);
    }

#pragma warning disable SEQ003 // The views are to be forgotten after their first read.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReadOnce(Workshop workshop, CancellationToken token) =>
        workshop.Elements.AsPrefetched(2, 4, new()
        {
            OnWorkerStart = _ => { },
            IdleTimeout = Timeout.InfiniteTimeSpan,
            CancellationToken = token,
        })[0].ShouldBe(0);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReadNested(Workshop workshop)
    {
        var inner = workshop.Elements.AsPrefetched(
            1, 3, new() { OnWorkerStart = _ => { }, IdleTimeout = Timeout.InfiniteTimeSpan });
        inner
            .Select(x => x + 1)
            .AsPrefetched(1, 3, new() { OnWorkerStart = _ => { }, IdleTimeout = Timeout.InfiniteTimeSpan })[5]
            .ShouldBe(51);
    }
#pragma warning restore SEQ003

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(PrefetchedView<int> view, bool asynchronously)
    {
        if (asynchronously)
        {
            Patience.Await(view.GetAsyncEnumerator().MoveNextAsync().AsTask()).ShouldBeTrue();
        }
        else
        {
            view.GetEnumerator().MoveNext().ShouldBeTrue();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Enumerate(PrefetchedView<int> view, bool asynchronously)
    {
        if (asynchronously)
        {
            var elements = view.GetAsyncEnumerator();
            Patience.Await(elements.MoveNextAsync().AsTask()).ShouldBeTrue();
            Patience.Await(elements.DisposeAsync().AsTask());
            return new(elements);
        }

        using var enumerator = view.GetEnumerator();
        enumerator.MoveNext().ShouldBeTrue();
        return new(enumerator);
    }

    /// <summary>Workers that have made nothing are not known, but one of the threads of each session has.</summary>
    private static void UntilGone(Workshop workshop) => Patience.Until(() =>
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return workshop.Workers.All(worker => !worker.IsAlive);
    });
}
