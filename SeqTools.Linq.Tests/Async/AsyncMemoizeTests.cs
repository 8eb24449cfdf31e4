namespace SeqTools.Linq.Tests.Async;

public class AsyncMemoizeTests
{
    [Test]
    public async Task Every_element_is_evaluated_once()
    {
        var studio = new Studio(20);
        var view = studio.Elements.Memoize();

        foreach (var index in (int[])[3, 3, 7, 3, 7])
        {
            (await view.GetAsync(index)).ShouldBe(10 * index);
        }

        studio.Begun.ShouldBe([3, 7]);
        view.Count.ShouldBe(20);
    }

    [Test, CancelAfter(120_000)]
    public async Task Readers_at_a_time_share_an_evaluation(CancellationToken stop)
    {
        var element = new TaskCompletionSource<int>();
        var begun = 0;
        var view = new[] { 1 }.SelectAsync((_, _) => { begun++; return element.Task; }).Memoize();

        var reads = Enumerable.Range(0, 4).Select(_ => view.GetAsync(0, stop).AsTask()).ToArray();
        element.SetResult(5);

        (await Task.WhenAll(reads)).ShouldBe([5, 5, 5, 5]);
        begun.ShouldBe(1);
    }

    [Test]
    public async Task A_failure_is_not_kept()
    {
        var fails = true;
        var view = new[] { 1 }
            .SelectAsync((n, _) => fails ? throw new FormatException() : ValueTask.FromResult(n))
            .Memoize();

        var failure = await Should.ThrowAsync<EvaluationException>(async () => await view.GetAsync(0));
        Stages.Of(failure).ShouldBe("Memoize[0] SelectAsync[0]");
        fails = false;
        (await view.GetAsync(0)).ShouldBe(1);
        fails = true;
        (await view.GetAsync(0)).ShouldBe(1);
    }
}
