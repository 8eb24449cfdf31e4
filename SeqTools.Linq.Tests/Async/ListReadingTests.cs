using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Async;

/// <summary>
/// A list can be read by code that awaits, and what is computed ahead is awaited whatever the type of the variable.
/// </summary>
internal sealed class ListReadingTests
{
    [Test]
    public async Task An_enumeration_that_is_left_disposes_of_what_it_reads()
    {
        var isOver = false;
        await foreach (var _ in Numbers().AsIndexable().ToAsyncEnumerable())
        {
            break;
        }

        isOver.ShouldBeTrue();

        IEnumerable<int> Numbers()
        {
            try
            {
                yield return 1;
                yield return 2;
            }
            finally
            {
                isOver = true;
            }
        }
    }

    [Test]
    public void A_plain_view_is_evaluated_at_once()
    {
        var view = Seq.Range(0, 5).Select(n => n == 3 ? throw new FormatException() : 10 * n);

        view.GetAsync(4).IsCompletedSuccessfully.ShouldBeTrue();
        view.GetAsync(4).AsTask().Result.ShouldBe(40);
        var failed = view.GetAsync(3).AsTask();
        failed.IsFaulted.ShouldBeTrue();
        var failure = failed.Exception!.InnerException.ShouldBeOfType<EvaluationException>();
        failure.InnerException.ShouldBeOfType<FormatException>();
        failure.Index.ShouldBe(3);
        view.GetAsync(4, new(canceled: true)).IsCanceled.ShouldBeTrue();
        Should.Throw<ArgumentOutOfRangeException>(() => { _ = view.GetAsync(5); }).ParamName.ShouldBe("index");
        Should.Throw<ArgumentOutOfRangeException>(() => { _ = view.GetAsync(-1); }).ParamName.ShouldBe("index");
    }

    [Test]
    public async Task A_plain_view_is_enumerated_step_by_step_and_goes_on_after_a_failure()
    {
        List<int> evaluated = [];
        var view = Seq.Range(0, 4).Select(n =>
        {
            evaluated.Add(n);
            return n == 1 ? throw new FormatException() : 10 * n;
        });
        await using var elements = view.ToAsyncEnumerable().GetAsyncEnumerator();

        (await elements.MoveNextAsync()).ShouldBeTrue();
        evaluated.ShouldBe([0]);
        var failed = elements.MoveNextAsync();
        failed.IsFaulted.ShouldBeTrue();
        (await Should.ThrowAsync<EvaluationException>(failed.AsTask)).Index.ShouldBe(1);
        (await elements.MoveNextAsync()).ShouldBeTrue();
        elements.Current.ShouldBe(20);
        (await elements.MoveNextAsync()).ShouldBeTrue();
        (await elements.MoveNextAsync()).ShouldBeFalse();

        await using var cancelled = view.ToAsyncEnumerable().GetAsyncEnumerator(new(canceled: true));
        cancelled.MoveNextAsync().IsCanceled.ShouldBeTrue();
        (await view.Skip(2).ToAsyncEnumerable().Where(n => n > 0).ToListAsync()).ShouldBe([20, 30]);
    }

    [Test, CancelAfter(120_000)]
    public async Task What_is_computed_ahead_is_awaited_as_its_base_type_and_by_the_stage_above_it(
        [Values("GetAsync", "await foreach", "SelectAsync")] string way)
    {
        var workshop = new Workshop(10);
        var gate = workshop.HoldBack(0);
        await using var ahead = workshop.Elements.AsPrefetched(1, 2);
        SeqView<int> view = ahead;

        var read = way switch
        {
            "GetAsync" => view.GetAsync(0).AsTask(),
            "await foreach" => FirstOf(view.ToAsyncEnumerable()),
            _ => view.SelectAsync((n, _) => ValueTask.FromResult(n)).GetAsync(0).AsTask(),
        };

        gate.AwaitArrival();
        read.IsCompleted.ShouldBeFalse();
        gate.Open();
        (await read).ShouldBe(0);
        workshop.MakersOf(0).ShouldAllBe(thread => Workshop.IsWorker(thread));
    }

    [Test, CancelAfter(120_000)]
    public async Task A_failure_behind_what_is_computed_ahead_has_the_trail_that_it_has_where_it_is_read()
    {
        await using var ahead = new Workshop(10) { Broken = [3] }.Elements.AsPrefetched(1, 2);

        var failure = await Should.ThrowAsync<EvaluationException>(
            async () => await ahead.SelectAsync((n, _) => ValueTask.FromResult(n)).GetAsync(3));

        failure.Trail.Select(frame => frame.Origin.Operator).ShouldBe(["SelectAsync", "AsPrefetched", "Generate"]);
    }

    private static async Task<int> FirstOf(IAsyncEnumerable<int> elements)
    {
        await foreach (var element in elements)
        {
            return element;
        }

        return -1;
    }
}
