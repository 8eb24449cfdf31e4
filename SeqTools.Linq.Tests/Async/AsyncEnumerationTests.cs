namespace SeqTools.Linq.Tests.Async;

internal sealed class AsyncEnumerationTests
{
    [Test]
    public async Task Each_step_evaluates_one_element_when_it_is_asked_for()
    {
        var studio = new Studio(3);
        await using var elements = studio.Elements.GetAsyncEnumerator();
        studio.Begun.ShouldBeEmpty();

        for (var index = 0; index < 3; index++)
        {
            (await elements.MoveNextAsync()).ShouldBeTrue();
            elements.Current.ShouldBe(10 * index);
            studio.Begun.ShouldBe(Enumerable.Range(0, index + 1));
        }

        (await elements.MoveNextAsync()).ShouldBeFalse();
        elements.Current.ShouldBe(0);
        (await elements.MoveNextAsync()).ShouldBeFalse();
    }

    [Test]
    public async Task After_an_element_that_failed_it_goes_on_with_the_next()
    {
        var studio = new Studio(4) { Broken = [1, 3] };
        await using var elements = studio.Elements[..].GetAsyncEnumerator();

        (await elements.MoveNextAsync(), elements.Current).ShouldBe((true, 0));
        (await Should.ThrowAsync<EvaluationException>(Step)).Index.ShouldBe(1);
        (await elements.MoveNextAsync(), elements.Current).ShouldBe((true, 20));
        (await Should.ThrowAsync<EvaluationException>(Step)).Index.ShouldBe(3);
        (await elements.MoveNextAsync(), elements.Current).ShouldBe((false, 0));

        async Task Step() => await elements.MoveNextAsync();
    }

    [Test]
    public async Task The_end_is_final_even_where_the_list_grows_later()
    {
        List<int> source = [1];
        await using var elements = source.SelectAsync((n, _) => ValueTask.FromResult(n)).GetAsyncEnumerator();
        (await elements.MoveNextAsync()).ShouldBeTrue();
        (await elements.MoveNextAsync()).ShouldBeFalse();

        source.Add(2);

        (await elements.MoveNextAsync(), elements.Current).ShouldBe((false, 0));
    }

    [Test]
    public async Task A_disposed_enumerator_has_ended()
    {
        var elements = new Studio(3).Elements.GetAsyncEnumerator();
        (await elements.MoveNextAsync()).ShouldBeTrue();

        await elements.DisposeAsync();
        await elements.DisposeAsync();

        (await elements.MoveNextAsync(), elements.Current).ShouldBe((false, 0));
    }

    [Test]
    public async Task The_token_reaches_the_function_that_is_awaited_and_ends_the_enumeration()
    {
        using var source = new CancellationTokenSource();
        var studio = new Studio(3);
        var hold = studio.HoldBack(1);
        List<int> seen = [];

        var enumeration = Enumerate();
        await hold.Reached;
        await source.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(enumeration)).CancellationToken.ShouldBe(source.Token);
        (seen, studio.Begun)
            .ShouldSatisfyAllConditions(both => both.seen.ShouldBe([0]), both => both.Begun.ShouldBe([0, 1]));

        async Task Enumerate()
        {
            await foreach (var element in studio.Elements.WithCancellation(source.Token))
            {
                seen.Add(element);
            }
        }
    }

    [Test]
    public async Task A_token_that_is_cancelled_between_two_steps_lets_no_more_begin()
    {
        using var source = new CancellationTokenSource();
        var studio = new Studio(3);
        await using var elements = studio.Elements.GetAsyncEnumerator(source.Token);
        (await elements.MoveNextAsync()).ShouldBeTrue();

        await source.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(async () => await elements.MoveNextAsync()))
            .CancellationToken.ShouldBe(source.Token);
        studio.Begun.ShouldBe([0]);
    }

    [Test]
    public async Task Two_enumerations_do_not_disturb_each_other()
    {
        var view = new Studio(3).Elements;
        await using var first = view.GetAsyncEnumerator();
        await using var second = view.GetAsyncEnumerator();

        (await first.MoveNextAsync(), await first.MoveNextAsync(), await second.MoveNextAsync())
            .ShouldBe((true, true, true));

        (first.Current, second.Current).ShouldBe((10, 0));
    }
}
