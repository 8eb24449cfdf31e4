namespace SeqTools.Linq.Tests.Operators;

public class SplitAtTests
{
    [Test]
    public void The_parts_are_those_between_the_edges_and_cover_the_list(
        [Range(0, 6)] int first, [Range(0, 6)] int more)
    {
        var second = Math.Min(6, first + more);
        int[] source = [0, 1, 2, 3, 4, 5];
        var parts = source.SplitAt([first, second]);
        parts.Count.ShouldBe(3);
        parts[0].ShouldBe(source[..first]);
        parts[1].ShouldBe(source[first..second]);
        parts[2].ShouldBe(source[second..]);
    }

    [Test]
    public void Without_edges_there_is_one_part() => new[] { 1, 2 }.SplitAt([])[0].ShouldBe([1, 2]);

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];
        var part = Seq.Generate(10, i => { evaluated.Add(i); return i; }).SplitAt([3, 7])[1];
        evaluated.ShouldBeEmpty();
        part[1].ShouldBe(4);
        evaluated.ShouldBe([4]);
    }

    [Test]
    public void The_last_part_grows_with_the_source_and_the_others_up_to_their_edge()
    {
        List<int> source = [0, 1, 2];
        var parts = source.SplitAt([2, 5]);
        parts.Select(part => part.ToArray()).ShouldBe([new[] { 0, 1 }, [2], []]);
        var last = parts[^1];
        source.AddRange([3, 4, 5, 6]);
        last.ShouldBe([5, 6]);
        parts[1].ShouldBe([2, 3, 4]);
    }

    [Test]
    public void The_edges_are_those_of_when_the_view_was_made()
    {
        List<int> edges = [1];
        var parts = new[] { 0, 1, 2 }.SplitAt(edges);
        edges[0] = 2;
        edges.Add(3);
        parts.Select(part => part.ToArray()).ShouldBe([new[] { 0 }, [1, 2]]);
    }

    [Test]
    public void A_failure_names_the_position_in_the_part_and_in_the_source()
    {
        var parts = Seq.Range(0, 10).Select(x => x == 5 ? throw new FormatException() : x).SplitAt([3, 7]);
        Should.Throw<EvaluationException>(() => parts[1][2])
            .Trail.Select(frame => (frame.Origin.Operator, frame.Origin.Arguments, frame.Index))
            .ShouldBe([("SplitAt", "[3, 7]", 2), ("Select", "x => x == 5 ? throw new FormatException() : x", 5)]);
    }

    [TestCase(-1, 2)]
    [TestCase(2, 1)]
    [TestCase(0, 4)]
    public void Edges_that_do_not_ascend_within_the_list_throw_where_the_view_is_built(int first, int second) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new[] { 0, 1, 2 }.SplitAt([first, second]))
            .ParamName.ShouldBe("edges");

    [Test]
    public void The_end_of_a_list_that_can_grow_is_no_limit() =>
        new List<int> { 0, 1 }.SplitAt([1, 4]).Select(part => part.Count).ShouldBe([1, 1, 0]);

    [Test]
    public void Arguments_are_required()
    {
        Should.Throw<ArgumentNullException>(() => ((int[])null!).SplitAt([1])).ParamName.ShouldBe("source");
        Should.Throw<ArgumentNullException>(() => new[] { 1 }.SplitAt(null!)).ParamName.ShouldBe("edges");
    }
}
