namespace SeqTools.Linq.Tests;

internal sealed class TakeLastTests
{
    [Test]
    public void It_gives_what_LINQ_gives([Values(int.MinValue, -1, 0, 1, 2, 3, 4, int.MaxValue)] int count)
    {
        int[] source = [1, 2, 3];
        List<int> live = [1, 2, 3];

        source.TakeLast(count).ShouldBe(Enumerable.TakeLast(source, count));
        live.TakeLast(count).ShouldBe(Enumerable.TakeLast(live, count));
        live.TakeLast(count).Count.ShouldBe(Enumerable.TakeLast(live, count).Count());
        live.TakeLast(count).ToArray().ShouldBe([.. Enumerable.TakeLast(live, count)]);
    }

    [Test]
    public void It_follows_a_list_that_grows()
    {
        List<int> source = [1, 2];
        var view = source.TakeLast(2);

        source.AddRange([3, 4]);

        view.ShouldBe([3, 4]);
        view[^1].ShouldBe(4);
    }

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];

        Stages.Noted(evaluated, 3).TakeLast(2)[0].ShouldBe(1);

        evaluated.ShouldBe([1]);
    }

    [Test]
    public void An_error_names_it() =>
        Stages.Of(() => Stages.FailingAt(1, 3).TakeLast(2)[0]).ShouldBe("TakeLast[0] Generate[1]");
}
