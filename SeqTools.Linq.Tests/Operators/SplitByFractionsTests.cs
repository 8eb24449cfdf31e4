namespace SeqTools.Linq.Tests.Operators;

public class SplitByFractionsTests
{
    [TestCase(10, 0.7, 0.2, 0.1, new[] { 7, 2, 1 })]
    [TestCase(10, 0.8, 0.1, 0.1, new[] { 8, 1, 1 })]
    [TestCase(5, 0.1, 0.2, 0.7, new[] { 1, 1, 3 })]
    [TestCase(5, 0.5, 0.5, 0.0, new[] { 3, 2, 0 })]
    [TestCase(100, 0.29, 0.01, 0.7, new[] { 29, 1, 70 })]
    [TestCase(3, 1.0 / 3, 1.0 / 3, 1.0 / 3, new[] { 1, 1, 1 })]
    [TestCase(0, 0.5, 0.25, 0.25, new[] { 0, 0, 0 })]
    [TestCase(1, 0.25, 0.25, 0.5, new[] { 0, 1, 0 })]
    public void Each_part_ends_at_the_element_nearest_to_its_fraction(
        int length, double first, double second, double third, int[] sizes) =>
        Enumerable.Range(0, length).ToList().SplitByFractions([first, second, third]).Select(part => part.Count)
            .ShouldBe(sizes);

    [Test]
    public void The_parts_cover_the_list_and_are_disjoint([Range(0, 40)] int length, [Values(1, 3, 7, 10)] int count)
    {
        var source = Enumerable.Range(0, length).ToList();
        var parts = source.SplitByFractions([.. Enumerable.Repeat(1.0 / count, count)]);
        parts.Count.ShouldBe(count);
        parts.SelectMany(part => part).ShouldBe(source);
        parts.SelectMany(part => part.ToArray()).ShouldBe(source);
        parts.SelectMany(part => Enumerable.Range(0, part.Count).Select(i => part[i])).ShouldBe(source);
    }

    [Test]
    public void The_parts_of_the_greatest_length_do_not_overflow()
    {
        var parts = Seq.Range(0, int.MaxValue).SplitByFractions([0.5 + 5e-10, 0.5, 0]);
        parts.Sum(part => (long)part.Count).ShouldBe(int.MaxValue);
        parts[1][^1].ShouldBe(int.MaxValue - 1);
        parts[2].ShouldBeEmpty();
    }

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];
        var part = Seq.Generate(10, i => { evaluated.Add(i); return i; }).SplitByFractions([0.3, 0.7])[1];
        evaluated.ShouldBeEmpty();
        part[1].ShouldBe(4);
        evaluated.ShouldBe([4]);
    }

    [Test]
    public void Parts_in_hand_follow_the_source()
    {
        List<int> source = [0, 1, 2, 3];
        var parts = source.SplitByFractions([0.5, 0.5]);
        var second = parts[1];
        source.AddRange([4, 5]);
        second.ShouldBe([3, 4, 5]);
        parts[0].ShouldBe([0, 1, 2]);
    }

    [Test]
    public void A_failure_names_the_position_in_the_part_and_in_the_source()
    {
        var parts = Seq.Range(0, 10).Select(x => x == 5 ? throw new FormatException() : x).SplitByFractions([0.3, 0.7]);
        Should.Throw<EvaluationException>(() => parts[1][2])
            .Trail.Select(frame => (frame.Origin.Operator, frame.Origin.Arguments, frame.Index))
            .ShouldBe(
            [
                ("SplitByFractions", "[0.3, 0.7]", 2),
                ("Select", "x => x == 5 ? throw new FormatException() : x", 5),
            ]);
    }

    [TestCase(0.5, 0.4)]
    [TestCase(0.5, 0.500000002)]
    [TestCase(1, 1)]
    public void Fractions_that_do_not_sum_to_1_throw_where_the_view_is_built(double first, double second) =>
        Should.Throw<ArgumentException>(() => new[] { 1 }.SplitByFractions([first, second]))
            .ParamName.ShouldBe("fractions");

    [TestCase(-0.5, 1.5)]
    [TestCase(double.NaN, 1)]
    [TestCase(double.PositiveInfinity, 0)]
    public void A_fraction_that_is_none_throws_where_the_view_is_built(double first, double second) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new[] { 1 }.SplitByFractions([first, second]))
            .ParamName.ShouldBe("fractions");

    [Test]
    public void Arguments_are_required()
    {
        Should.Throw<ArgumentNullException>(() => ((int[])null!).SplitByFractions([1])).ParamName.ShouldBe("source");
        Should.Throw<ArgumentNullException>(() => new[] { 1 }.SplitByFractions(null!)).ParamName.ShouldBe("fractions");
        Should.Throw<ArgumentException>(() => new[] { 1 }.SplitByFractions([])).ParamName.ShouldBe("fractions");
    }
}
