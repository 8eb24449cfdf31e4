namespace SeqTools.Linq.Tests.Operators;

public class TakeEveryTests
{
    [Test]
    public void It_takes_the_first_element_and_one_for_every_step(
        [Range(0, 9)] int count, [Values(1, 2, 3, 10, int.MaxValue)] int step) =>
        Enumerable.Range(0, count).ToList().TakeEvery(step)
            .ShouldBe(Enumerable.Range(0, count).Where(x => x % step == 0));

    [Test]
    public void It_can_be_indexed_from_both_ends()
    {
        var view = "abcdefg".ToArray().TakeEvery(3);
        view.Count.ShouldBe(3);
        view[1].ShouldBe('d');
        view[^1].ShouldBe('g');
        Should.Throw<ArgumentOutOfRangeException>(() => view[3]).ParamName.ShouldBe("index");
    }

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];
        var view = Seq.Generate(10, i => { evaluated.Add(i); return i; }).TakeEvery(4);
        evaluated.ShouldBeEmpty();
        view[2].ShouldBe(8);
        evaluated.ShouldBe([8]);
    }

    [Test]
    public void Its_length_follows_the_source()
    {
        List<int> source = [0, 1, 2];
        var view = source.TakeEvery(2);
        view.Count.ShouldBe(2);
        source.AddRange([3, 4]);
        view.ShouldBe([0, 2, 4]);
        source.Clear();
        view.ShouldBeEmpty();
    }

    [Test]
    public void Over_a_slice_it_is_the_same_as_over_a_copy_of_the_slice(
        [Values(0, 1, 4, 9)] int start, [Values(0, 1, 3)] int fromEnd, [Values(1, 2, 5)] int step,
        [Values(1, 3)] int again)
    {
        List<int> source = [.. Enumerable.Range(0, 10)];
        var view = source.Slice(start..^fromEnd).TakeEvery(step).TakeEvery(again);
        int[] slice = start < 10 - fromEnd ? source.ToArray()[start..^fromEnd] : [];
        int[] expected = [.. slice.Where((_, i) => i % ((long)step * again) == 0)];
        view.ShouldBe(expected);
        view.ToArray().ShouldBe(expected);
    }

    [Test]
    public void Steps_of_steps_do_not_overflow()
    {
        var view = Seq.Range(0, int.MaxValue).TakeEvery(1_000_000).TakeEvery(1_000_000);
        view.Count.ShouldBe(1);
        view[0].ShouldBe(0);
        Seq.Range(0, int.MaxValue).TakeEvery(int.MaxValue - 1)[1].ShouldBe(int.MaxValue - 1);
    }

    [Test]
    public void A_slice_of_it_reads_the_list_directly_and_still_reports_every_stage()
    {
        var source = Seq.Range(0, 20).Select(x => x == 9 ? throw new FormatException() : x);
        var view = source.Slice(1..).TakeEvery(2).Slice(3..);
        Should.Throw<EvaluationException>(() => view[1]).Trail.Select(frame => (frame.Origin.Operator, frame.Index))
            .ShouldBe([("Slice", 1), ("TakeEvery", 4), ("Slice", 8), ("Select", 9)]);
        view.Explain().Split(Environment.NewLine).Select(line => line.Trim('└', '─', ' ').Split('(')[0])
            .ShouldBe(["Slice", "TakeEvery", "Slice", "Select", "Range"]);
    }

    [Test]
    public void Bad_arguments_throw_where_the_view_is_built([Values(0, -1, int.MinValue)] int step)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new[] { 1 }.TakeEvery(step)).ParamName.ShouldBe("step");
        Should.Throw<ArgumentNullException>(() => ((int[])null!).TakeEvery(1)).ParamName.ShouldBe("source");
    }
}
