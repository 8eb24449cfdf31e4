namespace SeqTools.Linq.Tests;

internal sealed class PrependTests
{
    [Test]
    public void It_gives_what_LINQ_gives()
    {
        string[] source = ["a", "b"];

        source.Prepend("c").ShouldBe(Enumerable.Prepend(source, "c"));
        source.Prepend("b").Append("c").Prepend("a").ShouldBe(["a", "b", "a", "b", "c"]);
    }

    [Test]
    public void It_follows_a_list_that_grows()
    {
        List<int> source = [];
        var view = source.Prepend(9);

        source.Add(1);

        view.Count.ShouldBe(2);
        view[1].ShouldBe(1);
        view.ShouldBe([9, 1]);
    }

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];

        Stages.Noted(evaluated, 3).Prepend(9)[2].ShouldBe(1);

        evaluated.ShouldBe([1]);
    }

    [Test]
    public void An_error_names_it_one_place_further() =>
        Stages.Of(() => Stages.FailingAt(1, 3).Prepend(9)[2]).ShouldBe("Prepend[2] Generate[1]");

    [Test]
    public void One_more_than_the_longest_list_is_refused_at_once() =>
        Should.Throw<OverflowException>(() => Seq.Repeat(1).Prepend(2));
}
