using Nito.AsyncEx;

namespace SeqTools.Linq.Tests.Prefetching;

public class AsyncReadingTests
{
    [Test, CancelAfter(120_000)]
    public async Task Awaiting_each_element_gives_all_in_order(
        [Values(0, 1, 2, 60)] int count, [Values(1, 3)] int nworkers, [Values(1, 2, 10)] int maxBuffered)
    {
        var workshop = new Workshop(count);
        await using var view = workshop.Elements.AsPrefetched(nworkers, maxBuffered);
        var seen = new List<int>();

        await foreach (var element in view)
        {
            seen.Add(element);
        }

        seen.ShouldBe(Enumerable.Range(0, count).Select(i => 10 * i));
        workshop.Begun.Order().ShouldBe(Enumerable.Range(0, count));
    }

    [Test, CancelAfter(120_000)]
    public async Task Nothing_is_evaluated_on_the_thread_of_a_reader_that_awaits()
    {
        var workshop = new Workshop(60);
        await using var view = workshop.Elements.AsPrefetched(1, 4);

        await foreach (var _ in view)
        {
        }

        foreach (var index in (int[])[5, 6, 4, 50, 50, 49, 3])
        {
            (await view.GetAsync(index)).ShouldBe(10 * index);
        }

        workshop.Begun.ShouldAllBe(index => workshop.MakersOf(index).All(Workshop.IsWorker));
    }

    [Test, CancelAfter(120_000)]
    public void An_element_that_is_computed_is_there_at_once()
    {
        using var view = new Workshop(60).Elements.AsPrefetched(1, 4);
        view[0].ShouldBe(0);
        Patience.Until(() => view.Statistics.Ready == 3);

        view.GetAsync(1).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Test]
    public void An_index_outside_the_list_is_refused_at_once([Values(-1, 60)] int index)
    {
        using var view = new Workshop(60).Elements.AsPrefetched(1, 4);

        Should.Throw<ArgumentOutOfRangeException>(() => { view.GetAsync(index).AsTask(); }).ParamName.ShouldBe("index");
    }

    [Test, CancelAfter(120_000)]
    public async Task Giving_up_one_wait_leaves_the_others_and_the_element_alone()
    {
        var workshop = new Workshop(60);
        var gate = workshop.HoldBack(7);
        await using var view = workshop.Elements.AsPrefetched(2, 4);
        using var impatience = new CancellationTokenSource();
        var given = view.GetAsync(7, impatience.Token).AsTask();
        var kept = view.GetAsync(7).AsTask();
        gate.AwaitArrival();

        await impatience.CancelAsync();
        Should.Throw<OperationCanceledException>(() => Patience.Await(given))
            .CancellationToken.ShouldBe(impatience.Token);
        gate.Open();

        (await kept).ShouldBe(70);
        (await view.GetAsync(8)).ShouldBe(80);
        workshop.MakersOf(7).Length.ShouldBe(1);
        view.Statistics.Delivered.ShouldBe(2);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_wait_that_is_given_up_for_an_element_left_behind_drops_it([Values] bool isBegun)
    {
        var workshop = new Workshop(60);
        var discarded = new TaskCompletionSource<int>();
        var gate = workshop.HoldBack(7);
        await using var view = workshop.Elements.AsPrefetched(
            1, 2, new() { OnDiscard = value => discarded.TrySetResult(value) });
        using var impatience = new CancellationTokenSource();
        var first = view.GetAsync(7).AsTask();
        gate.AwaitArrival();
        var given =
            isBegun ? view.GetAsync(7, impatience.Token).AsTask() : view.GetAsync(30, impatience.Token).AsTask();

        view[50].ShouldBe(500);
        await impatience.CancelAsync();
        Should.Throw<OperationCanceledException>(() => Patience.Await(given));
        gate.Open();

        (await first).ShouldBe(70);
        (await view.GetAsync(50)).ShouldBe(500);
        workshop.Begun.ShouldNotContain(30);
    }

    [Test, CancelAfter(120_000)]
    public async Task An_enumerator_that_was_disposed_of_has_ended_and_begins_nothing([Values(0, 2)] int steps)
    {
        var workshop = new Workshop(60);
        await using var view = workshop.Elements.AsPrefetched(1, 4);
        var elements = view.GetAsyncEnumerator();
        for (var step = 0; step < steps; step++)
        {
            (await elements.MoveNextAsync()).ShouldBeTrue();
        }

        await elements.DisposeAsync();
        var begun = workshop.Begun.Length;

        (await elements.MoveNextAsync()).ShouldBeFalse();
        workshop.Begun.Length.ShouldBe(begun);
    }

    [Test, CancelAfter(120_000)]
    public void A_token_that_is_cancelled_already_reads_nothing()
    {
        var workshop = new Workshop(60);
        using var view = workshop.Elements.AsPrefetched(1, 4);

        Should.Throw<OperationCanceledException>(() => Patience.Await(view.GetAsync(3, new(canceled: true)).AsTask()));

        workshop.Begun.ShouldBeEmpty();
    }

    [Test, CancelAfter(120_000)]
    public void Awaiting_each_element_returns_to_the_context_of_its_reader() => AsyncContext.Run(async () =>
    {
        await using var view = new Workshop(60).Elements.AsPrefetched(2, 4);
        var thread = Environment.CurrentManagedThreadId;
        var sum = 0;

        await foreach (var element in view)
        {
            Environment.CurrentManagedThreadId.ShouldBe(thread);
            sum += element;
        }

        sum.ShouldBe(10 * 59 * 30);
    });

    [Test, CancelAfter(120_000)]
    public void Many_may_wait_at_once_each_for_an_element_of_its_own()
    {
        using var view = new Workshop(400).Elements.AsPrefetched(2, 3);

        var waits = Enumerable.Range(0, 400).Select(i => view.GetAsync(i * 7 % 400).AsTask()).ToArray();

        Patience.Await(Task.WhenAll(waits)).ShouldBe(Enumerable.Range(0, 400).Select(i => 10 * (i * 7 % 400)));
    }
}
