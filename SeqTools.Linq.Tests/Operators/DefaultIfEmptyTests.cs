namespace SeqTools.Linq.Tests;

internal sealed class DefaultIfEmptyTests
{
    [Test]
    public void It_gives_what_LINQ_gives()
    {
        int[] none = [], some = [1, 2];

        none.DefaultIfEmpty().ShouldBe([0]);
        none.DefaultIfEmpty(9).ShouldBe([9]);
        some.DefaultIfEmpty(9).ShouldBe([1, 2]);
        none.DefaultIfEmpty(9).ToArray().ShouldBe([9]);
        some.DefaultIfEmpty().ToArray().ShouldBe([1, 2]);
        Array.Empty<string>().DefaultIfEmpty()[0].ShouldBeNull();
    }

    [Test]
    public void A_text_is_a_value_and_no_caller_information()
    {
        var view = Array.Empty<string>().DefaultIfEmpty("none");

        view[0].ShouldBe("none");
        view.Origin.Arguments.ShouldBe("\"none\"");
        view.Origin.FilePath.ShouldEndWith("DefaultIfEmptyTests.cs");
    }

    [Test]
    public void It_follows_a_list_that_fills_and_empties()
    {
        List<int> source = [];
        var view = source.DefaultIfEmpty(9);
        view[^1].ShouldBe(9);

        source.AddRange([1, 2]);
        view.Count.ShouldBe(2);
        view[^1].ShouldBe(2);

        source.Clear();
        view.Count.ShouldBe(1);
        view.ShouldBe([9]);
    }

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];

        Stages.Noted(evaluated, 3).DefaultIfEmpty(9)[1].ShouldBe(1);

        evaluated.ShouldBe([1]);
    }

    [Test]
    public void The_default_value_does_not_follow_after_an_element_that_failed() =>
        Stages.Tolerantly(Stages.FailingAt(0, 1).DefaultIfEmpty(9), -1).ShouldBe([-1]);

    [Test]
    public void A_list_that_is_emptied_while_it_is_enumerated_is_noticed()
    {
        List<int> source = [1];
        using var elements = source.DefaultIfEmpty(9).GetEnumerator();
        elements.MoveNext().ShouldBeTrue();

        source.Clear();

        Should.Throw<InvalidOperationException>(() => elements.MoveNext());
    }

    [Test]
    public void Reading_an_element_allocates_nothing()
    {
        List<int> a = [1, 2, 3], b = [10, 20, 30];
        var view = a.DefaultIfEmpty(9);

        Stages.BytesOfReading(view).ShouldBe(0);
    }

    [Test]
    public void An_error_names_it()
    {
        Stages.Of(() => Stages.FailingAt(1, 3).DefaultIfEmpty()[1]).ShouldBe("DefaultIfEmpty[1] Generate[1]");
        Stages.Of(() => Stages.FailingAt(1, 3).DefaultIfEmpty(9)[1]).ShouldBe("DefaultIfEmpty[1] Generate[1]");
        Stages.Of(() => Stages.FailingAt(1, 3).DefaultIfEmpty(9).ToArray()).ShouldBe("DefaultIfEmpty[1] Generate[1]");
    }
}
