namespace SeqTools.Linq.Tests.Operators;

public class SplitIntoTests
{
    [Test]
    public void The_parts_cover_the_list_and_differ_by_one_at_most_the_longer_ones_first(
        [Range(0, 12)] int length, [Range(1, 6)] int count)
    {
        var source = Enumerable.Range(0, length).ToList();
        var parts = source.SplitInto(count);
        parts.Count.ShouldBe(count);
        parts.SelectMany(part => part).ShouldBe(source);
        int[] sizes = [.. parts.Select(part => part.Count)];
        sizes.ShouldBe(sizes.OrderDescending());
        (sizes[0] - sizes[^1]).ShouldBeLessThanOrEqualTo(1);
        parts.SelectMany(part => part.ToArray()).ShouldBe(source);
        parts.SelectMany(part => Enumerable.Range(0, part.Count).Select(i => part[i])).ShouldBe(source);
    }

    [Test]
    public void The_parts_of_the_greatest_length_do_not_overflow(
        [Values(1, 2, 3, 1_000_000_007, int.MaxValue)] int count)
    {
        var parts = Seq.Range(0, int.MaxValue).SplitInto(count);
        parts[^1][^1].ShouldBe(int.MaxValue - 1);
        (parts[count / 2][0] - parts[(count - 1) / 2][^1]).ShouldBeLessThanOrEqualTo(1);
    }

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];
        var part = Seq.Generate(10, i => { evaluated.Add(i); return i; }).SplitInto(3)[1];
        evaluated.ShouldBeEmpty();
        part[1].ShouldBe(5);
        evaluated.ShouldBe([5]);
    }

    [Test]
    public void Parts_in_hand_follow_the_source()
    {
        List<int> source = [0, 1, 2, 3];
        var parts = source.SplitInto(2);
        var second = parts[1];
        second.ShouldBe([2, 3]);
        source.AddRange([4, 5]);
        second.ShouldBe([3, 4, 5]);
        parts.Select(part => part.ToArray()).ShouldBe([new[] { 0, 1, 2 }, [3, 4, 5]]);
        source.Clear();
        second.ShouldBeEmpty();
    }

    [Test]
    public void A_failure_names_the_position_in_the_part_and_in_the_source()
    {
        var parts = Seq.Range(0, 10).Select(x => x == 5 ? throw new FormatException() : x).SplitInto(3);
        var part = parts[1];
        Should.Throw<EvaluationException>(() => part[1])
            .Trail.Select(frame => (frame.Origin.Operator, frame.Origin.Arguments, frame.Index))
            .ShouldBe([("SplitInto", "3", 1), ("Select", "x => x == 5 ? throw new FormatException() : x", 5)]);
        Should.Throw<EvaluationException>(() => part.ToArray()).Index.ShouldBe(1);
        Should.Throw<EvaluationException>(() => part.ToList()).Index.ShouldBe(1);
    }

    [Test]
    public void Bad_arguments_throw_where_the_view_is_built()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new[] { 1 }.SplitInto(0)).ParamName.ShouldBe("parts");
        Should.Throw<ArgumentOutOfRangeException>(() => new[] { 1 }.SplitInto(-1)).ParamName.ShouldBe("parts");
        Should.Throw<ArgumentNullException>(() => ((int[])null!).SplitInto(1)).ParamName.ShouldBe("source");
    }
}
