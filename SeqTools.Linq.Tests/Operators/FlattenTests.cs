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
    public void A_read_evaluates_the_lists_as_far_as_it_needs_them_and_the_last_two_are_kept()
    {
        List<int> evaluated = [];
        var view = Lists(4, evaluated).Flatten();
        view[1].ShouldBe(20);
        evaluated.ShouldBe([0, 1, 2]);
        view[5].ShouldBe(32);
        view.Select(x => x)[1].ShouldBe(20);
        view.Count.ShouldBe(6);
        evaluated.ShouldBe([0, 1, 2, 3]);
        view[0].ShouldBe(10);
        evaluated.ShouldBe([0, 1, 2, 3, 1]);
    }

    [Test]
    public void As_many_lists_are_kept_as_said()
    {
        List<int> evaluated = [];
        var view = Lists(4, evaluated).Flatten(cacheSize: 1);
        _ = view.Count;
        evaluated.Clear();
        (view[5] + view[4] + view[0] + view[5]).ShouldBe(105);
        evaluated.ShouldBe([1, 3]);

        var keepsNone = Lists(4, evaluated).Flatten(cacheSize: 0);
        _ = keepsNone.Count;
        evaluated.Clear();
        (keepsNone[5] + keepsNone[4]).ShouldBe(63);
        evaluated.ShouldBe([3, 3]);
        (view.Origin.Arguments, keepsNone.Origin.Arguments).ShouldBe(("cacheSize: 1", "cacheSize: 0"));
        Should.Throw<ArgumentOutOfRangeException>(() => Lists(1, evaluated).Flatten(-1))
            .ParamName.ShouldBe("cacheSize");
    }

    private static readonly Action<SeqView<int>>[] Passes =
    [
        rows => rows.Sum().ShouldBe(1999000),
        rows => rows.ToArray().Length.ShouldBe(2000),
        rows => rows.ToList().Count.ShouldBe(2000),
        rows => Enumerable.Range(0, 2000).ShouldAllBe(i => rows[i] == i),
        rows => rows.Batch(10).Sum(batch => batch.Sum()).ShouldBe(1999000),
        rows => rows.Batch(10, batch => batch.Sum()).Sum().ShouldBe(1999000),
        rows => rows.Select(row => row + 1).Window(2, 2).Sum(window => window.Sum()).ShouldBe(2001000),
        rows => rows.Zip(rows.Skip(1)).Count(pair => pair.Second == pair.First + 1).ShouldBe(1999),
        rows => rows.Filter(row => row % 2 == 0).Sum().ShouldBe(999000),
        rows =>
        {
            using var ahead = rows.AsPrefetched(2, 10);
            ahead.Sum().ShouldBe(1999000);
        },
        rows =>
        {
            using var ahead = rows.Batch(10, batch => batch.Sum()).AsPrefetched(2, 10);
            ahead.Sum().ShouldBe(1999000);
        },
    ];

    [Test, CancelAfter(120_000)]
    public void A_first_pass_of_any_kind_evaluates_each_list_once(
        [ValueSource(nameof(Passes))] Action<SeqView<int>> pass, [Values] bool isArray)
    {
        var evaluated = new int[20];
        int[] Load(int file)
        {
            Interlocked.Increment(ref evaluated[file]);
            return [.. Enumerable.Range(100 * file, 100)];
        }

        int[] files = [.. Enumerable.Range(0, 20)];
        pass((isArray ? files.Select(Load) : files.ToList().Select(Load)).Flatten());
        evaluated.ShouldAllBe(times => times == 1);
    }

    [Test]
    public void A_list_that_fails_hides_nothing_before_it_and_a_pass_goes_on_behind_it()
    {
        var view = FailingSecond().Flatten();

        UnbatchTests.Outcomes(view).ShouldBe([0, 1, null, 4, 5]);
        view[1].ShouldBe(1);
        view.Take(2).Count.ShouldBe(2);
        Stages.Of(() => view[2]).ShouldBe("Flatten[-1] Select[1]");
        Stages.Of(() => view[4]).ShouldBe("Flatten[-1] Select[1]");
        Stages.Of(() => view[^1]).ShouldBe("Flatten[-1] Select[1]");
        Stages.Of(() => view.Count).ShouldBe("Flatten[-1] Select[1]");
        Stages.Of(() => view.Sum()).ShouldBe("Flatten[2] Select[1]");
        UnbatchTests.Outcomes(view.Select(x => x + 1)).ShouldBe([1, 2, null, 5, 6]);
    }

    [Test]
    public void A_list_that_fails_once_is_asked_again()
    {
        var fails = true;
        var view = Seq.Range(0, 3)
            .Select(x => fails && x == 1 ? throw new FormatException() : new[] { x })
            .Flatten();
        UnbatchTests.Outcomes(view).ShouldBe([0, null, 2]);
        fails = false;
        view.ShouldBe([0, 1, 2]);
        view[2].ShouldBe(2);
    }

    [Test]
    public void Two_passes_at_a_time_share_what_is_evaluated()
    {
        List<int> evaluated = [];
        var view = Lists(4, evaluated).Flatten();
        using var first = view.GetEnumerator();
        using var second = view.GetEnumerator();
        while (first.MoveNext())
        {
            second.MoveNext().ShouldBeTrue();
            second.Current.ShouldBe(first.Current);
        }

        evaluated.ShouldBe([0, 1, 2, 3]);
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
            .Flatten(cacheSize: 0)
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
        Should.Throw<InvalidOperationException>(() => new int[][] { [1], null! }.Flatten()[1])
            .Message.ShouldStartWith("The list at 1 is null that Flatten() in ");

    [Test]
    public void A_length_past_the_greatest_overflows_where_it_is_read()
    {
        var view = new[] { Seq.Repeat(1), Seq.Repeat(2, 1) }.Flatten();
        Should.Throw<OverflowException>(() => view.Count);
        view[0].ShouldBe(1);
        var fits = new[] { Seq.Repeat(1, int.MaxValue - 1), Seq.Repeat(2, 1) }.Flatten();
        fits[^1].ShouldBe(2);
        fits[^2].ShouldBe(1);
    }

    [Test]
    public async Task Concurrent_first_reads_evaluate_each_list_once()
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

    private static SeqView<int[]> FailingSecond() =>
        Seq.Range(0, 3).Select(x => x == 1 ? throw new FormatException() : new[] { 2 * x, (2 * x) + 1 });

    /// <summary>List i has i elements, 10 * i and what follows.</summary>
    private static SeqView<int[]> Lists(int count, List<int> evaluated) => Seq.Generate(count, i =>
    {
        evaluated.Add(i);
        return Enumerable.Range(10 * i, i).ToArray();
    });
}
