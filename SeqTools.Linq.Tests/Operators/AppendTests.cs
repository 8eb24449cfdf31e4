namespace SeqTools.Linq.Tests;

internal sealed class AppendTests
{
    [Test]
    public void It_gives_what_LINQ_gives()
    {
        string[] source = ["a", "b"];

        source.Append("c").ShouldBe(Enumerable.Append(source, "c"));
        source.Append("c")[^1].ShouldBe("c");
        Array.Empty<string>().Append("c").Count.ShouldBe(1);
    }

    [Test]
    public void The_element_stays_at_the_end_of_a_list_that_grows()
    {
        List<int> source = [1];
        var view = source.Append(9);

        source.Add(2);

        view.Count.ShouldBe(3);
        view[2].ShouldBe(9);
        view.ShouldBe([1, 2, 9]);
    }

    [Test]
    public void Reading_the_element_evaluates_nothing()
    {
        List<int> evaluated = [];

        Stages.Noted(evaluated, 3).Append(9)[3].ShouldBe(9);

        evaluated.ShouldBeEmpty();
    }

    [Test]
    public void An_error_names_it() =>
        Stages.Of(() => Stages.FailingAt(1, 3).Append(9)[1]).ShouldBe("Append[1] Generate[1]");

    [Test]
    public void One_more_than_the_longest_list_is_refused_at_once() =>
        Should.Throw<OverflowException>(() => Seq.Repeat(1).Append(2));

    [Test]
    public void The_element_is_no_source() => new List<int> { 1 }.Append(2).Explain().Split('\n').Length.ShouldBe(2);
}
