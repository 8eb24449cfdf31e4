namespace SeqTools.Linq.Tests.Async;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class AsyncIndexableTests
{
    private int steps;
    private int open;

    [Test]
    public async Task Reading_forward_makes_one_step_a_read_and_closes_the_enumerator_at_the_end()
    {
        var view = Sequence(10).AsIndexable(count: 10);

        for (var index = 0; index < 10; index++)
        {
            (await view.GetAsync(index)).ShouldBe(10 * index);
        }

        (steps, open).ShouldBe((10, 0));
        (await view.GetAsync(9)).ShouldBe(90);
        steps.ShouldBe(10);
    }

    [Test]
    public async Task Reading_behind_starts_over_unless_the_element_is_kept()
    {
        var view = Sequence(10).AsIndexable(count: 10, cacheSize: 2);

        (await view.GetAsync(4)).ShouldBe(40);
        (await view.GetAsync(3)).ShouldBe(30);
        steps.ShouldBe(5);
        (await view.GetAsync(0)).ShouldBe(0);
        (steps, open).ShouldBe((6, 1));
    }

    [Test]
    public async Task Two_interleaved_readers_are_served_by_two_cursors()
    {
        var view = Sequence(20).AsIndexable(count: 20, cursors: 2);

        for (var index = 0; index < 10; index++)
        {
            (await view.GetAsync(10 + index)).ShouldBe(100 + (10 * index));
            (await view.GetAsync(index)).ShouldBe(10 * index);
        }

        steps.ShouldBe(30);
    }

    [Test]
    public async Task Fewer_elements_than_were_told_are_an_error_of_those_that_are_missing()
    {
        var view = Sequence(3).AsIndexable(count: 5);

        (await Should.ThrowAsync<InvalidOperationException>(async () => await view.GetAsync(4)))
            .Message.ShouldContain("ended after 3 elements");
        (await view.GetAsync(2)).ShouldBe(20);
        open.ShouldBe(1);
    }

    [Test]
    public async Task More_elements_than_were_told_are_an_error_of_the_last_one()
    {
        var view = Sequence(6).AsIndexable(count: 5);

        (await view.GetAsync(3)).ShouldBe(30);
        (await Should.ThrowAsync<InvalidOperationException>(async () => await view.GetAsync(4)))
            .Message.ShouldContain("goes on after 5 elements");
        open.ShouldBe(0);
    }

    [Test]
    public async Task A_sequence_that_fails_says_where_and_starts_over_the_next_time()
    {
        var view = Sequence(6, broken: 2).AsIndexable(count: 6);

        var failure = await Should.ThrowAsync<EvaluationException>(async () => await view.GetAsync(4));

        failure.InnerException.ShouldBeOfType<FormatException>();
        failure.Trail.ShouldHaveSingleItem().Operator.ShouldBe("AsIndexable");
        (await view.GetAsync(1)).ShouldBe(10);
    }

    [Test, CancelAfter(120_000)]
    public async Task Concurrent_readers_take_turns()
    {
        var view = Sequence(100).AsIndexable(count: 100, cacheSize: 10, cursors: 3);

        var elements = await Task.WhenAll(
            Enumerable.Range(0, 100).Reverse().Select(index => Task.Run(() => view.GetAsync(index).AsTask())));

        elements.ShouldBe(Enumerable.Range(0, 100).Reverse().Select(index => 10 * index));
    }

    private async IAsyncEnumerable<int> Sequence(int count, int broken = -1)
    {
        open++;
        try
        {
            for (var index = 0; index < count; index++)
            {
                await Task.Yield();
                steps++;
                yield return index == broken ? throw new FormatException() : 10 * index;
            }
        }
        finally
        {
            open--;
        }
    }
}
