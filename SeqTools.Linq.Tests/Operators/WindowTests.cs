namespace SeqTools.Linq.Tests.Operators;

public class WindowTests
{
    [Test]
    public void There_is_a_window_wherever_a_whole_one_fits(
        [Range(0, 9)] int count, [Range(1, 4)] int size, [Range(1, 5)] int step)
    {
        var source = Enumerable.Range(0, count).ToList();
        var windows = source.Window(size, step);
        List<int[]> expected = [];
        for (var start = 0; start + size <= count; start += step)
        {
            expected.Add([.. source.Skip(start).Take(size)]);
        }

        windows.Count.ShouldBe(expected.Count);
        windows.Select(window => window.ToArray()).ShouldBe(expected);
    }

    [Test]
    public void Neither_building_nor_reading_a_window_evaluates_an_element()
    {
        List<int> evaluated = [];
        var window = Seq.Generate(9, i => { evaluated.Add(i); return i; }).Window(3, step: 2)[2];
        evaluated.ShouldBeEmpty();
        window[1].ShouldBe(5);
        evaluated.ShouldBe([5]);
    }

    [Test]
    public void Its_length_follows_the_source()
    {
        List<int> source = [0, 1];
        var windows = source.Window(3);
        windows.Count.ShouldBe(0);
        source.AddRange([2, 3]);
        windows.Count.ShouldBe(2);
        windows[^1].ShouldBe([1, 2, 3]);
    }

    [Test]
    public void Nothing_overflows_near_the_greatest_length()
    {
        Seq.Repeat(1).Window(1).Count.ShouldBe(int.MaxValue);
        Seq.Repeat(1).Window(int.MaxValue).Count.ShouldBe(1);
        Seq.Repeat(1).Window(2, int.MaxValue).Count.ShouldBe(1);
        var last = Seq.Range(0, int.MaxValue).Window(2, 3)[^1];
        last.ShouldBe([int.MaxValue - 4, int.MaxValue - 3]);
        Seq.Range(0, int.MaxValue).Window(2)[^1].ShouldBe([int.MaxValue - 2, int.MaxValue - 1]);
    }

    [Test]
    public void A_failure_names_the_position_in_the_window_and_in_the_source()
    {
        var windows = Seq.Range(0, 9).Select(x => x == 5 ? throw new FormatException() : x).Window(3, step: 2);
        var failure = Should.Throw<EvaluationException>(() => windows[2][1]);
        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Index)).ShouldBe([("Window", 1), ("Select", 5)]);
        failure.Trail[0].Origin.Arguments.ShouldBe("3, step: 2");
    }

    [TestCase(0, 1, "size")]
    [TestCase(-1, 1, "size")]
    [TestCase(1, 0, "step")]
    [TestCase(1, -1, "step")]
    public void Bad_arguments_throw_where_the_view_is_built(int size, int step, string parameter)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new[] { 1 }.Window(size, step)).ParamName.ShouldBe(parameter);
        Should.Throw<ArgumentNullException>(() => ((int[])null!).Window(1)).ParamName.ShouldBe("source");
    }
}
