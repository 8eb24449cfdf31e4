namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>Elements that are gone from the list when a worker comes to them.</summary>
public class GoneElementsTests
{
    [Test, CancelAfter(120_000)]
    public void An_element_that_was_gone_when_a_worker_came_to_it_is_evaluated_once_it_is_back([Values] bool awaited)
    {
        var name = $"{Guid.NewGuid()}";
        var list = new List<int>(Enumerable.Range(0, 6));
        var workshop = new Workshop(6);
        var gate = workshop.HoldBack(1);
        var elements = workshop.Elements;
        PrefetchOptions<int> options = new() { Name = name };
        using var view = awaited
            ? list.SelectAsync((n, _) => ValueTask.FromResult(elements[n])).AsPrefetched(1, 4, options)
            : list.Select(n => elements[n]).AsPrefetched(1, 4, options);
        view[0].ShouldBe(0);
        gate.AwaitArrival();

        list.RemoveRange(2, 4);
        gate.Open();
        Patience.Until(() => view.Statistics.Ready == 1 && PrefetchMeter.SumOf(name).IdleWorkers == 1);
        view.Statistics.Produced.ShouldBe(2);
        workshop.Begun.Order().ShouldBe([0, 1]);
        list.AddRange([2, 3, 4, 5]);

        view[2].ShouldBe(20);
        view.ShouldBe([0, 10, 20, 30, 40, 50]);
    }
}
