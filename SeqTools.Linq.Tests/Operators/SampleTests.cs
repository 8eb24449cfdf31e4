namespace SeqTools.Linq.Tests.Operators;

public class SampleTests
{
    [Test]
    public void It_is_the_start_of_the_shuffled_list([Values(0, 1, 2, 10, 33)] int length, [Values(-1, 0, 7)] int seed)
    {
        var source = Enumerable.Range(0, length).ToList();
        for (var count = 0; count <= length; count++)
        {
            var drawn = source.Sample(count, seed);
            drawn.Count.ShouldBe(count);
            drawn.ShouldBe(source.Shuffle(seed).Take(count));
            drawn.ToArray().Distinct().Count().ShouldBe(count);
        }
    }

    [Test]
    public void Every_subset_is_equally_likely()
    {
        var times = Enumerable.Range(0, 20_000)
            .GroupBy(seed => string.Concat(Seq.Range(0, 6).Sample(3, seed).Order()))
            .Select(subset => subset.Count())
            .ToArray();
        times.Length.ShouldBe(20);
        ShuffleUniformityTests.ShouldBeUniform(times, degreesOfFreedom: 19);
    }

    [Test]
    public void Drawing_from_the_greatest_length_takes_no_memory()
    {
        var drawn = Seq.Repeat("x").Sample(int.MaxValue, 1);
        drawn.Count.ShouldBe(int.MaxValue);
        drawn[^1].ShouldBe("x");
        Seq.Range(0, int.MaxValue).Sample(1_000, 1).Distinct().Count().ShouldBe(1_000);
    }

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];
        var drawn = Seq.Generate(100, i => { evaluated.Add(i); return i; }).Sample(20, 3);
        var element = drawn[17];
        evaluated.ShouldBe([element]);
    }

    [Test]
    public void More_than_there_are_is_refused_at_once_where_the_length_is_fixed()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new[] { 1, 2 }.Sample(3, 1)).ParamName.ShouldBe("count");
        Should.Throw<ArgumentOutOfRangeException>(() => Seq.Empty<int>().Sample(1, 1)).ParamName.ShouldBe("count");
    }

    [Test]
    public void More_than_there_are_now_is_an_error_of_the_reader()
    {
        List<int> source = [1, 2];
        var drawn = source.Sample(3, seed: 8);
        Should.Throw<InvalidOperationException>(() => drawn.Count).Message.ShouldContain("Sample(3, seed: 8) in ");
        Should.Throw<InvalidOperationException>(() => drawn[0]);
        Should.Throw<InvalidOperationException>(() => drawn.ToList());
        drawn.Explain().ShouldContain("Sample(3, seed: 8)  count unknown");
        source.Add(3);
        drawn.Order().ShouldBe([1, 2, 3]);
        source.AddRange([4, 5]);
        drawn.ShouldBe(source.Shuffle(8).Take(3));
    }

    [Test]
    public void A_failure_names_the_position_at_each_level()
    {
        var source = Seq.Range(0, 50).Select(x => x == 20 ? throw new FormatException() : x);
        var position = Seq.Range(0, 50).Shuffle(4).ToList().IndexOf(20);
        Should.Throw<EvaluationException>(() => source.Sample(50, 4)[position])
            .Trail.Select(frame => (frame.Origin.Operator, frame.Index))
            .ShouldBe([("Sample", position), ("Select", 20)]);
    }

    [Test]
    public void Bad_arguments_throw_where_the_view_is_built()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new List<int>().Sample(-1, 1)).ParamName.ShouldBe("count");
        Should.Throw<ArgumentNullException>(() => ((int[])null!).Sample(1, 1)).ParamName.ShouldBe("source");
    }
}
