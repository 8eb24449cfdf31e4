namespace SeqTools.Linq.Tests.Async;

internal sealed class AsyncRecoverTests
{
    private static readonly string[] Texts = ["1", "x7", "3"];

    [Test]
    public async Task What_fails_is_replaced([Values] bool atOnce)
    {
        List<EvaluationException> failures = [];
        var view = Parsed(atOnce).Select(n => n).Recover(e =>
        {
            failures.Add(e);
            return -1;
        });

        (await view.ToAsyncEnumerable().ToListAsync()).ShouldBe([1, -1, 3]);
        (await view.GetAsync(1), view.Count).ShouldBe((-1, 3));
        failures.ShouldAllBe(e => AsyncFailureTests.Stages(e) == "Select[1] SelectAsync[1]" && "x7".Equals(e.Input));
    }

    [Test]
    public async Task Each_element_is_a_value_or_a_failure([Values] bool atOnce)
    {
        var view = Parsed(atOnce).AsResults();

        (await view.GetAsync(0)).ShouldBe(ElementResult<int>.FromValue(1));
        AsyncFailureTests.Stages((await view.GetAsync(1)).Error!).ShouldBe("AsResults[1] SelectAsync[1]");
    }

    [Test]
    public async Task Failures_are_wrapped_where_errors_pass_through_too([Values] bool atOnce)
    {
        using var mode = SeqErrors.Use(ErrorMode.Passthrough);

        (await Parsed(atOnce).AsResults().GetAsync(1)).Error!.InnerException.ShouldBeOfType<FormatException>();
        (await Parsed(atOnce).Recover(e => e.Index).GetAsync(1)).ShouldBe(1);
        await Should.ThrowAsync<TimeoutException>(async () => await Failing(atOnce).GetAsync(1));
        SeqErrors.Mode.ShouldBe(ErrorMode.Passthrough);
    }

    [Test]
    public async Task What_the_function_throws_is_a_failure_of_its_own([Values] bool atOnce)
    {
        var failure = await Should.ThrowAsync<EvaluationException>(async () => await Failing(atOnce).GetAsync(1));

        AsyncFailureTests.Stages(failure).ShouldBe("Recover[1]");
        failure.Input.ShouldBeOfType<EvaluationException>();
    }

    [Test]
    public async Task A_cancellation_that_the_reader_asked_for_passes()
    {
        using var cancellation = new CancellationTokenSource();
        var view = Texts.SelectAsync(async (_, token) =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return 1;
        });

        await Should.ThrowAsync<OperationCanceledException>(
            async () => await view.Recover(_ => -1).GetAsync(0, cancellation.Token));
        await Should.ThrowAsync<OperationCanceledException>(
            async () => await view.AsResults().GetAsync(0, cancellation.Token));
    }

    [Test]
    public void It_is_drawn_as_one_stage() =>
        Parsed(true).Recover(_ => 0).Explain().Split(Environment.NewLine).Length.ShouldBe(3);

    private static AsyncSeqView<int> Failing(bool atOnce) => Parsed(atOnce).Recover(_ => throw new TimeoutException());

    private static AsyncSeqView<int> Parsed(bool atOnce) => Texts.SelectAsync(async (text, _) =>
    {
        if (!atOnce)
        {
            await Task.Yield();
        }

        return int.Parse(text);
    });
}
