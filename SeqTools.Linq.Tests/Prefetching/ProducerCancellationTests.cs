using SeqTools.Linq.Tests.Async;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>Which functions are told that nobody wants their element any more, and which are not.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class ProducerCancellationTests
{
    private readonly Studio studio = new(100);

    [Test, CancelAfter(120_000)]
    public async Task The_token_of_the_options_reaches_the_functions_and_ends_the_reads()
    {
        using var source = new CancellationTokenSource();
        var holds = HoldBack(0, 1);
        await using var view = studio.Elements.AsPrefetched(2, 4, new() { CancellationToken = source.Token });
        var reading = view.GetAsync(0).AsTask();
        var blocking = Patience.StartBlocked(() => view[0]);
        await Reached(holds);

        await source.CancelAsync();

        await Cancelled(holds);
        (await Should.ThrowAsync<OperationCanceledException>(reading)).CancellationToken.ShouldBe(source.Token);
        Should.Throw<OperationCanceledException>(() => Patience.Await(blocking))
            .CancellationToken.ShouldBe(source.Token);
        Should.Throw<OperationCanceledException>(() => view[3]).CancellationToken.ShouldBe(source.Token);
    }

    [Test, CancelAfter(120_000)]
    public async Task The_token_of_an_enumeration_reaches_its_functions_alone()
    {
        using var source = new CancellationTokenSource();
        var holds = HoldBack(1, 2);
        await using var view = studio.Elements.AsPrefetched(2, 4);
        await using var elements = view.GetAsyncEnumerator(source.Token);
        (await elements.MoveNextAsync()).ShouldBeTrue();
        await Reached(holds);
        var step = elements.MoveNextAsync().AsTask();
        var other = view.GetAsync(1).AsTask();

        await source.CancelAsync();

        await Cancelled(holds);
        (await Should.ThrowAsync<OperationCanceledException>(step)).CancellationToken.ShouldBe(source.Token);
        Array.ForEach(holds, hold => hold.Open());
        (await other).ShouldBe(10);
    }

    [Test, CancelAfter(120_000)]
    public void Disposing_reaches_the_functions_and_does_not_wait_for_them()
    {
        var holds = new[] { studio.HoldBack(1, heedsToken: false), studio.HoldBack(2) };
        var view = studio.Elements.AsPrefetched(2, 4);
        Patience.Await(view.GetAsync(0).AsTask()).ShouldBe(0);
        Patience.Await(Reached(holds));
        var reading = view.GetAsync(1).AsTask();
        var blocking = Patience.StartBlocked(() => view[2]);

        view.Dispose();

        Patience.Await(Cancelled(holds));
        Should.Throw<ObjectDisposedException>(() => Patience.Await(reading));
        Should.Throw<ObjectDisposedException>(() => Patience.Await(blocking));
        Should.Throw<ObjectDisposedException>(() => view[0]);
        Should.Throw<ObjectDisposedException>(() => Patience.Await(view.GetAsync(0).AsTask()));
        holds[0].Open();
        Patience.Await(view.DisposeAsync().AsTask());
    }

    [Test, CancelAfter(120_000)]
    public async Task Disposing_asynchronously_waits_for_functions_that_ignore_the_token()
    {
        var holds = new[] { studio.HoldBack(1, heedsToken: false), studio.HoldBack(2) };
        var view = studio.Elements.AsPrefetched(2, 4);
        (await view.GetAsync(0)).ShouldBe(0);
        await Reached(holds);

        var disposal = view.DisposeAsync().AsTask();

        await Cancelled(holds);
        disposal.IsCompleted.ShouldBeFalse();
        holds[0].Open();
        await disposal;
        studio.InFlight.ShouldBe(0);
        (view.Statistics.Produced, view.Statistics.Delivered, view.Statistics.Ready).ShouldBe((3, 1, 0));
    }

    [Test, CancelAfter(120_000)]
    public async Task Leaving_an_enumeration_reaches_its_functions_and_waits_for_them()
    {
        var holds = HoldBack(1, 2);
        await using var view = studio.Elements.AsPrefetched(2, 4);

        await foreach (var _ in view)
        {
            await Reached(holds);
            break;
        }

        holds.ShouldAllBe(hold => hold.Cancelled.IsCompleted);
        studio.InFlight.ShouldBe(0);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_seek_reaches_the_functions_whose_elements_it_leaves_behind([Values(50, 3)] int to)
    {
        var holds = HoldBack(1, 2);
        await using var view = studio.Elements.AsPrefetched(3, 6);
        (await view.GetAsync(0)).ShouldBe(0);
        await Reached(holds);

        (await view.GetAsync(to)).ShouldBe(10 * to);

        await Cancelled(holds);
        (await view.GetAsync(to + 1)).ShouldBe(10 * (to + 1));
        Array.ForEach(holds, hold => hold.Open());
        (await view.GetAsync(1)).ShouldBe(10);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_seek_does_not_reach_the_functions_whose_elements_another_reader_waits_for(
        [Values(50, 3)] int to, [Values] bool asynchronously)
    {
        var holds = HoldBack(1, 2);
        await using var view = studio.Elements.AsPrefetched(3, 6);
        (await view.GetAsync(0)).ShouldBe(0);
        await Reached(holds);
        var waiting = asynchronously ? view.GetAsync(1).AsTask() : Patience.StartBlocked(() => view[1]);

        (await view.GetAsync(to)).ShouldBe(10 * to);

        await holds[1].Cancelled.WaitAsync(Patience.Limit);
        holds[0].Cancelled.IsCompleted.ShouldBeFalse();
        holds[0].Open();
        Patience.Await(waiting).ShouldBe(10);
        studio.Begun.Count(index => index == 1).ShouldBe(1);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_function_that_is_within_the_window_after_a_seek_goes_on()
    {
        var holds = HoldBack(1, 2, 3);
        await using var view = studio.Elements.AsPrefetched(3, 6);
        (await view.GetAsync(0)).ShouldBe(0);
        await Reached(holds);

        var reading = view.GetAsync(2).AsTask();

        await holds[0].Cancelled.WaitAsync(Patience.Limit);
        Array.ForEach(holds, hold => hold.Open());
        (await reading, await view.GetAsync(3)).ShouldBe((20, 30));
        studio.Begun.Count(index => index is 2 or 3).ShouldBe(2);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_wait_that_is_given_up_leaves_the_function_alone_where_the_window_wants_its_element()
    {
        using var impatience = new CancellationTokenSource();
        var holds = HoldBack(1);
        await using var view = studio.Elements.AsPrefetched(2, 4);
        (await view.GetAsync(0)).ShouldBe(0);
        var given = view.GetAsync(1, impatience.Token).AsTask();
        await Reached(holds);

        await impatience.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(given)).CancellationToken.ShouldBe(impatience.Token);
        holds[0].Open();
        (await view.GetAsync(1)).ShouldBe(10);
        studio.Begun.Count(index => index == 1).ShouldBe(1);
    }

    [Test, CancelAfter(120_000)]
    public async Task The_last_wait_that_is_given_up_for_an_element_left_behind_reaches_its_function(
        [Values] bool isAside)
    {
        using var impatience = new CancellationTokenSource();
        var holds = HoldBack(9);
        await using var view = studio.Elements.AsPrefetched(3, 4);
        (await view.GetAsync(isAside ? 10 : 8)).ShouldBe(isAside ? 100 : 80);
        Task<int>[] waits = [view.GetAsync(9, impatience.Token).AsTask(), view.GetAsync(9, impatience.Token).AsTask()];
        await Reached(holds);
        (await view.GetAsync(50)).ShouldBe(500);
        holds[0].Cancelled.IsCompleted.ShouldBeFalse();

        await impatience.CancelAsync();

        await Cancelled(holds);
        foreach (var wait in waits)
        {
            await Should.ThrowAsync<OperationCanceledException>(wait);
        }

        (await view.GetAsync(51)).ShouldBe(510);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_function_that_cancellation_meets_before_it_is_called_is_told_all_the_same()
    {
        // Elements that complete at once and seeks between them: no function may hang for ever, be it abandoned before,
        // while or after it begins.
        await using var view = Seq.Range(0, 1000).SelectAsync(async (n, cancellationToken) =>
        {
            if (n % 10 != 0)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return n;
        }).AsPrefetched(4, 9);

        for (var read = 0; read < 2000; read++)
        {
            var index = read * 370 % 1000;
            (await view.GetAsync(index)).ShouldBe(index);
        }
    }

    [Test, CancelAfter(120_000)]
    public async Task A_token_that_is_cancelled_already_lets_nothing_begin()
    {
        await using var view = studio.Elements.AsPrefetched(2, 4, new() { CancellationToken = new(canceled: true) });

        Should.Throw<OperationCanceledException>(() => view[0]);
        await Should.ThrowAsync<OperationCanceledException>(async () => await view.GetAsync(0));
        await Should.ThrowAsync<OperationCanceledException>(async () => await view.ToAsyncEnumerable().FirstAsync());

        studio.Begun.ShouldBeEmpty();
    }

    [Test, CancelAfter(120_000)]
    public async Task What_waits_for_the_token_may_fail_without_harm()
    {
        await using var view = Seq.Range(0, 100).SelectAsync(async (n, cancellationToken) =>
        {
            await using var registration = cancellationToken.Register(() => throw new TimeoutException());
            await Task.Delay(n % 10 == 0 ? 0 : Timeout.Infinite, cancellationToken);
            return n;
        }).AsPrefetched(2, 4);

        (await view.GetAsync(0), await view.GetAsync(50), await view.GetAsync(20)).ShouldBe((0, 50, 20));
    }

    private static Task Reached(Hold[] holds) =>
        Task.WhenAll(holds.Select(hold => hold.Reached)).WaitAsync(Patience.Limit);

    private static Task Cancelled(Hold[] holds) =>
        Task.WhenAll(holds.Select(hold => hold.Cancelled)).WaitAsync(Patience.Limit);

    private Hold[] HoldBack(params int[] indices) => Array.ConvertAll(indices, index => studio.HoldBack(index));
}
