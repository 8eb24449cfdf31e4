namespace SeqTools.Linq.Tests.Operators;

internal sealed class AsResultsTests
{
    [Test]
    public void Each_element_is_a_value_or_a_failure_whichever_way_it_is_read()
    {
        var view = Stages.FailingAt(1, 3).AsResults();

        ElementResult<int>[][] ways = [[view[0], view[1], view[2]], [.. view.AsEnumerable()], view.ToArray()];
        foreach (var results in ways)
        {
            results.Select(result => result.TryGetValue(out var value) ? value : -1).ShouldBe([0, -1, 2]);
            results[1].Error!.InnerException.ShouldBeOfType<FormatException>();
            Stages.Of(results[1].Error!).ShouldBe("AsResults[1] Generate[1]");
        }
    }

    [Test]
    public void Failures_are_wrapped_where_errors_pass_through_too()
    {
        using var mode = SeqErrors.Use(ErrorMode.Passthrough);

        Stages.FailingAt(1, 3).AsResults()[1].Error!.Trail.Count.ShouldBe(2);
        Stages.FailingAt(1, 3).AsResults().Count(result => !result.IsSuccess).ShouldBe(1);
        SeqErrors.Mode.ShouldBe(ErrorMode.Passthrough);
    }

    [Test]
    public void A_value_that_is_asked_for_in_a_later_stage_continues_the_trail()
    {
        var view = Stages.FailingAt(1, 3).AsResults().Reverse().Select(result => result.Value);

        view[0].ShouldBe(2);
        Stages.Of(() => view[1]).ShouldBe("Select[1] AsResults[1] Generate[1]");
    }

    [Test]
    public void Two_reads_of_a_failure_are_two_failures()
    {
        var view = Stages.FailingAt(0, 1).AsResults();

        view[0].ShouldNotBe(view[0]);
        view[0].Error!.Trail.ShouldBe(view[0].Error!.Trail);
    }

    [Test]
    public void A_failure_that_is_computed_ahead_or_kept_has_its_trail()
    {
        using var prefetched = Stages.FailingAt(1, 3).AsPrefetched(1, 3);

        Stages.Of(prefetched.AsResults()[1].Error!).ShouldBe("AsResults[1] AsPrefetched[1] Generate[1]");
        var memoized = Stages.FailingAt(1, 3).AsResults().Memoize();
        memoized[1].ShouldBe(memoized[1]);
    }
}
