namespace SeqTools.Linq.Tests.Operators;

public class SplitByTests
{
    [Test]
    public void The_parts_are_the_slices_of_the_ranges_in_any_order()
    {
        int[] source = [0, 1, 2, 3, 4];
        Range[] ranges = [3.., 0..2, 1..^1, ^2..^1, 2..2];
        var parts = source.SplitBy(ranges);
        parts.Count.ShouldBe(5);
        parts.Select(part => part.ToArray()).ShouldBe(ranges.Select(range => source[range]));
        source.ToList().SplitBy(ranges).Select(part => part.ToArray()).ShouldBe(ranges.Select(range => source[range]));
    }

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];
        var part = Seq.Generate(10, i => { evaluated.Add(i); return i; }).SplitBy([3..7])[0];
        evaluated.ShouldBeEmpty();
        part[1].ShouldBe(4);
        evaluated.ShouldBe([4]);
    }

    [Test]
    public void Ends_counted_from_the_end_follow_the_source()
    {
        List<int> source = [0, 1, 2];
        var parts = source.SplitBy([0..^1, ^1.., 2..5]);
        var last = parts[1];
        parts.Select(part => part.ToArray()).ShouldBe([new[] { 0, 1 }, [2], [2]]);
        source.Add(3);
        last.ShouldBe([3]);
        parts.Select(part => part.ToArray()).ShouldBe([new[] { 0, 1, 2 }, [3], [2, 3]]);
    }

    [Test]
    public void A_failure_names_the_position_in_the_part_and_in_the_source()
    {
        var parts = Seq.Range(0, 10).Select(x => x == 5 ? throw new FormatException() : x).SplitBy([0..2, 3..^1]);
        Should.Throw<EvaluationException>(() => parts[1][2])
            .Trail.Select(frame => (frame.Origin.Operator, frame.Origin.Arguments, frame.Index))
            .ShouldBe(
            [
                ("SplitBy", "[0..2, 3..^1]", 2),
                ("Select", "x => x == 5 ? throw new FormatException() : x", 5),
            ]);
    }

    [Test]
    public void A_range_that_cannot_fit_throws_where_the_view_is_built()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new[] { 0, 1 }.SplitBy([0..1, 1..3]))
            .ParamName.ShouldBe("ranges");
        Should.Throw<ArgumentOutOfRangeException>(() => new List<int>().SplitBy([3..1])).ParamName.ShouldBe("ranges");
        new List<int>().SplitBy([1..3])[0].ShouldBeEmpty();
    }

    [Test]
    public void Arguments_are_required()
    {
        Should.Throw<ArgumentNullException>(() => ((int[])null!).SplitBy([0..])).ParamName.ShouldBe("source");
        Should.Throw<ArgumentNullException>(() => new[] { 1 }.SplitBy(null!)).ParamName.ShouldBe("ranges");
    }
}
