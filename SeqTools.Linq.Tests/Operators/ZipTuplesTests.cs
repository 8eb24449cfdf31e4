namespace SeqTools.Linq.Tests;

internal sealed class ZipTuplesTests
{
    private static readonly int[] A = [1, 2, 3];
    private static readonly List<string> B = ["one", "two", "three", "four"];

    [Test]
    public void The_tuples_are_as_wide_as_there_are_lists()
    {
        Seq.Zip(A, B)[1].ShouldBe((2, "two"));
        Seq.Zip(A, B, A)[1].ShouldBe((2, "two", 2));
        Seq.Zip(A, B, A, B)[1].ShouldBe((2, "two", 2, "two"));
        Seq.Zip(A, B, A, B, A)[1].ShouldBe((2, "two", 2, "two", 2));
        Seq.Zip(A, B, A, B, A, B)[1].ShouldBe((2, "two", 2, "two", 2, "two"));
        Seq.Zip(A, B, A, B, A, B, A)[1].ShouldBe((2, "two", 2, "two", 2, "two", 2));
        Seq.Zip(B, B, B, B, B, B, A).ToList()[2].Seventh.ShouldBe(3);
    }

    [Test]
    public void It_is_as_long_as_the_shortest_list_is_now()
    {
        List<int> source = [1];
        var view = Seq.Zip(A, B, source, Seq.Repeat(0));
        view.Count.ShouldBe(1);

        source.AddRange([2, 3, 4]);

        view.Count.ShouldBe(3);
    }

    [Test]
    public void Reading_an_element_evaluates_one_of_each_list()
    {
        List<int> evaluated = [];

        _ = Seq.Zip(Stages.Noted(evaluated, 3), Stages.Noted(evaluated, 3, 10), Stages.Noted(evaluated, 3, 20))[1];

        evaluated.ShouldBe([1, 11, 21]);
    }

    [Test]
    public void An_error_names_it_once() =>
        Stages.Of(() => Seq.Zip(Stages.FailingAt(1, 3), A, A, A)[1]).ShouldBe("Zip[1] Generate[1]");

    [Test]
    public void An_enumeration_stays_in_step_after_an_element_that_failed() =>
        Stages.Tolerantly(Seq.Zip(A, Stages.FailingAt(1, 3), A), default).ShouldBe([(1, 0, 1), default, (3, 2, 3)]);

    [Test]
    public void Its_sources_are_the_lists() => ((IView)Seq.Zip(A, B, A)).Sources.ShouldBe([A, B, A]);
}
