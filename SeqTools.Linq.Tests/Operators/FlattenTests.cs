namespace SeqTools.Linq.Tests.Operators;

public class FlattenTests
{
    private static readonly int[][][] Cases =
    [
        [],
        [[]],
        [[], []],
        [[1]],
        [[], [1], []],
        [[1, 2], [], [], [3], [4, 5, 6], []],
        [[1], [2], [3], [4], [5], [6, 7]],
    ];

    [TestCaseSource(nameof(Cases))]
    public void It_has_the_elements_of_every_list_one_after_another(int[][] lists)
    {
        var expected = lists.SelectMany(list => list).ToArray();
        SeqView<int>[] views =
            [lists.Flatten(), lists.ToList().Flatten(), lists.Select(list => list.AsView()).Flatten()];
        foreach (var view in views)
        {
            view.Count.ShouldBe(expected.Length);
            view.ShouldBe(expected);
            view.ToArray().ShouldBe(expected);
            Enumerable.Range(0, expected.Length).Select(i => view[i]).ShouldBe(expected);
            Enumerable.Range(0, expected.Length).ShouldAllBe(
                i => view.Slice(i, expected.Length - i).SequenceEqual(expected.Skip(i)));
            Should.Throw<ArgumentOutOfRangeException>(() => view[expected.Length]).ParamName.ShouldBe("index");
        }
    }

    [Test]
    public void Neither_building_nor_drawing_the_pipeline_evaluates_a_list()
    {
        List<int> evaluated = [];
        var view = Lists(3, evaluated).Flatten();
        view.Explain().ShouldContain("Flatten()  count unknown");
        evaluated.ShouldBeEmpty();
        _ = view.Count;
        view.Explain().ShouldContain("Flatten()  3 elements");
    }

    [Test]
    public void The_lengths_are_read_once_and_then_a_read_evaluates_its_list_alone()
    {
        List<int> evaluated = [];
        var view = Lists(4, evaluated).Flatten();
        view[5].ShouldBe(32);
        evaluated.ShouldBe([0, 1, 2, 3, 3]);
        evaluated.Clear();
        view.Select(x => x)[1].ShouldBe(20);
        view.Count.ShouldBe(6);
        evaluated.ShouldBe([2]);
    }

    [Test]
    public void Reading_an_element_of_a_list_that_is_a_view_evaluates_only_that_element()
    {
        List<int> evaluated = [];
        var view = Seq.Generate(9, i => { evaluated.Add(i); return i; }).Window(3).Flatten();
        view[4].ShouldBe(2);
        evaluated.ShouldBe([2]);
    }

    [Test]
    public void A_pass_evaluates_every_list_once_and_none_that_is_empty()
    {
        List<int> evaluated = [];
        var view = Lists(4, evaluated).Flatten();
        _ = view.Count;
        evaluated.Clear();
        view.ToList().ShouldBe([10, 20, 21, 30, 31, 32]);
        evaluated.ShouldBe([1, 2, 3]);
        evaluated.Clear();
        foreach (var element in view)
        {
            evaluated[^1].ShouldBe(element / 10);
        }

        evaluated.ShouldBe([1, 2, 3]);
    }

    [Test]
    public void The_lengths_of_the_first_read_hold()
    {
        List<List<int>> lists = [[1, 2], [3]];
        var view = lists.Flatten();
        view.Count.ShouldBe(3);
        lists[0].Add(9);
        lists.Add([9]);
        view.ShouldBe([1, 2, 3]);
        lists[0].RemoveRange(1, 2);
        var error = Should.Throw<InvalidOperationException>(() => view[1]);
        error.Message.ShouldStartWith("The list at 0 has 1 elements: there is none at 1, which Flatten() in ");
        view[2].ShouldBe(3);
    }

    [Test]
    public void A_failure_while_the_lengths_are_read_is_not_kept()
    {
        var fails = true;
        var view = Seq.Range(0, 3).Select(x => fails && x == 1 ? throw new FormatException() : new[] { x }).Flatten();
        var failure = Should.Throw<EvaluationException>(() => view.Count);
        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Index)).ShouldBe([("Flatten", -1), ("Select", 1)]);
        Should.Throw<EvaluationException>(() => view.Skip(1)[0])
            .Trail.Select(frame => (frame.Origin.Operator, frame.Index))
            .ShouldBe([("Skip", -1), ("Flatten", -1), ("Select", 1)]);
        fails = false;
        view.ShouldBe([0, 1, 2]);
    }

    [Test]
    public void A_failure_names_the_position_at_each_level()
    {
        var fails = false;
        var view = Seq.Range(0, 3)
            .Select(x => fails && x == 1 ? throw new FormatException() : new[] { 2 * x, (2 * x) + 1 })
            .Flatten()
            .Skip(1);
        _ = view.Count;
        fails = true;
        Should.Throw<EvaluationException>(() => view[2]).Trail.Select(frame => (frame.Origin.Operator, frame.Index))
            .ShouldBe([("Skip", 2), ("Flatten", 3), ("Select", 1)]);
        Should.Throw<EvaluationException>(() => view.ToArray()).Index.ShouldBe(1);
        UnbatchTests.Outcomes(view).ShouldBe([1, null, null, 4, 5]);
    }

    [Test]
    public void A_failure_in_a_list_that_is_a_view_names_every_stage_inside_and_outside_of_it()
    {
        var view = Seq.Range(0, 9).Select(x => x == 5 ? throw new FormatException() : x).Batch(4).Flatten();
        Should.Throw<EvaluationException>(() => view[5]).Trail.Select(frame => (frame.Origin.Operator, frame.Index))
            .ShouldBe([("Flatten", 5), ("Batch", 1), ("Select", 5)]);
    }

    [Test]
    public void A_list_that_is_null_is_an_error_that_says_so() =>
        Should.Throw<InvalidOperationException>(() => new int[][] { [1], null! }.Flatten()[0])
            .Message.ShouldBe("The list at 1 is null.");

    [Test]
    public void A_length_past_the_greatest_overflows_where_it_is_read()
    {
        var view = new[] { Seq.Repeat(1), Seq.Repeat(2, 1) }.Flatten();
        Should.Throw<OverflowException>(() => view.Count);
        Should.Throw<OverflowException>(() => view[0]);
        var fits = new[] { Seq.Repeat(1, int.MaxValue - 1), Seq.Repeat(2, 1) }.Flatten();
        fits[^1].ShouldBe(2);
        fits[^2].ShouldBe(1);
    }

    [Test]
    public async Task Concurrent_first_reads_read_the_lengths_once()
    {
        var evaluated = 0;
        var view = Seq.Generate(100, i => { Interlocked.Increment(ref evaluated); return new[] { i }; }).Flatten();
        using var start = new Barrier(4);
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () => { start.SignalAndWait(); return view.Count; }, CancellationToken.None,
            TaskCreationOptions.LongRunning, TaskScheduler.Default));
        (await Task.WhenAll(readers)).ShouldAllBe(count => count == 100);
        evaluated.ShouldBe(100);
    }

    [Test]
    public void A_source_is_required() =>
        Should.Throw<ArgumentNullException>(() => ((int[][])null!).Flatten()).ParamName.ShouldBe("source");

    /// <summary>List i has i elements, 10 * i and what follows.</summary>
    private static SeqView<int[]> Lists(int count, List<int> evaluated) => Seq.Generate(count, i =>
    {
        evaluated.Add(i);
        return Enumerable.Range(10 * i, i).ToArray();
    });
}
