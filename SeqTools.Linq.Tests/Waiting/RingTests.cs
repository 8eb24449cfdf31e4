using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Waiting;

public class RingTests
{
    [Test, CancelAfter(120_000)]
    public void Elements_of_two_views_that_need_each_other_are_errors(
        [Values] Ring.Kind first, [Values] Ring.Kind second)
    {
        using var ring = new Ring(first, second);

        ring.ReadAll();
    }

    [Test, CancelAfter(120_000)]
    public void So_is_an_element_that_needs_itself_by_way_of_a_cache_of_what_is_computed_ahead()
    {
        SeqView<int> cached = null!;
        using var ahead = Seq.Generate(4, i => cached[i]).AsPrefetched(1, 4);
        cached = ahead.AsCached(4);

        // Whoever comes second is refused: the worker, whose function fails then, or the cache itself.
        Should.Throw<Exception>(() => Patience.Await(cached.GetAsync(0).AsTask())).GetBaseException()
            .ShouldBeOfType<InvalidOperationException>();
    }

    [Test, CancelAfter(120_000)]
    public void So_is_one_that_awaits_another_of_the_view_that_it_is_computed_for()
    {
        PrefetchedView<int> view = null!;
        view = Seq.Range(0, 4).SelectAsync((i, token) => i == 3 ? view.GetAsync(0, token) : new(i)).AsPrefetched(2, 4);
        using var ending = view;
        view[0].ShouldBe(0);

        Should.Throw<EvaluationException>(() => view[3])
            .InnerException.ShouldBeOfType<InvalidOperationException>().Message.ShouldContain("the very view");
    }

    [Test, CancelAfter(600_000), Category("Long")]
    public void Elements_of_three_views_that_need_each_other_are_errors([Values] Ring.Kind first)
    {
        foreach (var second in Enum.GetValues<Ring.Kind>())
        {
            foreach (var third in Enum.GetValues<Ring.Kind>())
            {
                using var ring = new Ring(first, second, third);

                ring.ReadAll();
            }
        }
    }
}
