namespace SeqTools.Linq.Tests;

internal sealed class IndexTests
{
    [Test]
    public void It_pairs_each_element_with_its_position()
    {
        var view = new[] { "a", "b" }.Index();

        view.ShouldBe([(0, "a"), (1, "b")]);
        view[1].Index.ShouldBe(1);
        view[1].Item.ShouldBe("b");
    }

    [Test]
    public void It_follows_a_list_that_grows()
    {
        List<string> source = [];
        var view = source.Index();

        source.Add("a");

        view[^1].ShouldBe((0, "a"));
    }

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];

        Stages.Noted(evaluated, 3).Index()[1].ShouldBe((1, 1));

        evaluated.ShouldBe([1]);
    }

    [Test]
    public void An_error_names_it() =>
        Stages.Of(() => Stages.FailingAt(1, 3).Index()[1]).ShouldBe("Index[1] Generate[1]");
}
