namespace SeqTools.Linq.Tests;

internal sealed class SkipLastTests
{
    [Test]
    public void It_gives_what_LINQ_gives([Values(int.MinValue, -1, 0, 1, 2, 3, 4, int.MaxValue)] int count)
    {
        int[] source = [1, 2, 3];
        List<int> live = [1, 2, 3];

        source.SkipLast(count).ShouldBe(Enumerable.SkipLast(source, count));
        live.SkipLast(count).ShouldBe(Enumerable.SkipLast(live, count));
        live.SkipLast(count).Count.ShouldBe(Enumerable.SkipLast(live, count).Count());
        live.SkipLast(count).ToArray().ShouldBe([.. Enumerable.SkipLast(live, count)]);
    }

    [Test]
    public void It_follows_a_list_that_grows()
    {
        List<int> source = [1, 2];
        var view = source.SkipLast(2);

        source.AddRange([3, 4]);

        view.ShouldBe([1, 2]);
        view[^1].ShouldBe(2);
    }

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];

        Stages.Noted(evaluated, 4).SkipLast(2)[1].ShouldBe(1);

        evaluated.ShouldBe([1]);
    }

    [Test]
    public void An_error_names_it() =>
        Stages.Of(() => Stages.FailingAt(1, 4).SkipLast(2)[1]).ShouldBe("SkipLast[1] Generate[1]");
}
