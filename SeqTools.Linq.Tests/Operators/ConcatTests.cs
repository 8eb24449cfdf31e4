namespace SeqTools.Linq.Tests;

internal sealed class ConcatTests
{
    [Test]
    public void It_is_one_list_after_the_other() => new[] { 1, 2 }.Concat([3]).ShouldBe([1, 2, 3]);

    [Test]
    public void Empty_lists_leave_no_gap()
    {
        var view = Seq.Concat([[], [1], [], [], [2, 3], []]);

        view.Count.ShouldBe(3);
        (view[0], view[1], view[2]).ShouldBe((1, 2, 3));
        view.ShouldBe([1, 2, 3]);
        view.ToArray().ShouldBe([1, 2, 3]);
    }

    private static readonly Func<IReadOnlyList<int>, IReadOnlyList<int>>[] Stages =
        [s => s, s => s.Select(n => n), s => s.Select((n, _) => n), s => s.Rotate(1)];

    [Test]
    public void A_copy_of_a_list_that_an_element_before_it_shortens_names_the_first_one_that_is_missing(
        [ValueSource(nameof(Stages))] Func<IReadOnlyList<int>, IReadOnlyList<int>> stage)
    {
        var list = new List<int> { 1, 2, 3 };
        var view = Seq.Range(0, 2).Select(n =>
        {
            list.Clear();
            return n;
        }).Concat(stage(list));

        var failure = Should.Throw<EvaluationException>(() => view.ToArray());

        failure.Index.ShouldBe(2);
        failure.Trail[0].Origin.Operator.ShouldBe("Concat");
    }

    [Test]
    public void No_lists_are_no_elements()
    {
        var view = Seq.Concat(Array.Empty<int[]>());

        view.Count.ShouldBe(0);
        view.ShouldBeEmpty();
        view.ToArray().ShouldBeEmpty();
    }

    [Test]
    public void Any_element_of_many_lists_is_found()
    {
        int[][] lists = [.. Enumerable.Range(0, 1000).Select(i => Enumerable.Range(0, i % 7).ToArray())];
        int[] expected = [.. lists.SelectMany(list => list)];

        var view = Seq.Concat(lists);

        view.Count.ShouldBe(expected.Length);
        Enumerable.Range(0, expected.Length).Select(i => view[i]).ShouldBe(expected);
        view.ToArray().ShouldBe(expected);
    }

    [Test]
    public void A_long_chain_is_read_as_written()
    {
        var view = Seq.Empty<int>();
        for (var i = 0; i < 200; i++)
        {
            view = view.Concat([i]);
        }

        view.ShouldBe(Enumerable.Range(0, 200));
        view[150].ShouldBe(150);
    }

    [Test]
    public void Lists_that_grow_move_those_behind_them()
    {
        List<int> first = [1];
        List<int> second = [2];
        var view = first.Concat(second).Concat([3]);

        first.Add(10);
        second.Clear();

        view.ShouldBe([1, 10, 3]);
        (view[1], view[2]).ShouldBe((10, 3));
        view.ToArray().ShouldBe([1, 10, 3]);
    }

    [Test]
    public void The_lists_are_those_that_were_there_when_the_view_was_built()
    {
        List<int[]> lists = [[1], [2]];
        var view = Seq.Concat(lists);

        lists.Add([3]);

        view.ShouldBe([1, 2]);
    }

    [Test]
    public void A_null_among_the_lists_is_refused() =>
        Should.Throw<ArgumentNullException>(() => Seq.Concat([[1], null!])).ParamName.ShouldBe("lists");

    [Test]
    public void A_length_that_is_no_int_is_refused_where_it_is_known() =>
        Should.Throw<OverflowException>(() => Seq.Repeat(1).Concat(new[] { 2 }));

    [Test]
    public void A_length_that_comes_to_be_no_int_is_refused_where_it_is_read()
    {
        List<int> list = [];
        var view = Seq.Repeat(1).Concat(list);
        view.Count.ShouldBe(int.MaxValue);

        list.Add(2);

        Should.Throw<OverflowException>(() => view.Count);
    }

    [Test]
    public void A_list_that_is_modified_while_it_is_enumerated_is_noticed()
    {
        List<int> source = [1, 2, 3];

        Should.Throw<InvalidOperationException>(() =>
        {
            foreach (var number in new[] { 0 }.Concat(source).Where(n => n > 0))
            {
                source[0] = number;
            }
        });
    }

    [Test]
    public void A_concatenation_of_one_list_is_named_as_well()
    {
        int[] numbers = [1];
        var view = Seq.Concat([Seq.Concat([numbers.Select<int, int>(_ => throw new FormatException())]), numbers]);

        Should.Throw<EvaluationException>(() => view[0])
            .Trail.Select(frame => frame.Origin.Operator)
            .ShouldBe(["Concat", "Concat", "Select"]);
    }

    [Test]
    public void A_list_that_is_added_to_itself_time_and_again_is_counted_once()
    {
        var list = new CountingList<int>(7, 8);
        var view = Doubled(list.AsView(), times: 29);

        view.Count.ShouldBe(1 << 30);
        list.CountReads.ShouldBe(1);
        view[^1].ShouldBe(8);
        list.CountReads.ShouldBeLessThan(1000);
    }

    [Test]
    public void What_is_doubled_beyond_all_counting_has_no_element_or_too_many()
    {
        List<int> list = [];
        var view = Doubled(list.AsView(), times: 100);

        view.Count.ShouldBe(0);
        list.Add(7);
        Should.Throw<OverflowException>(() => view.Count);
        list.AddRange(Enumerable.Range(0, 1000));
        Should.Throw<OverflowException>(() => view.Concat(Seq.Repeat(1)).Count);
    }

    private static SeqView<int> Doubled(SeqView<int> view, int times) =>
        Enumerable.Range(0, times).Aggregate(view, (doubled, _) => doubled.Concat(doubled));

    [Test]
    public void The_enumerator_of_a_list_that_is_done_with_is_disposed([Values] bool isLeftEarly)
    {
        var source = new DisposalList<int>(1, 2, 3);

        foreach (var _ in source.Concat([4]))
        {
            if (isLeftEarly)
            {
                break;
            }
        }

        (source.Opened, source.Closed).ShouldBe((1, 1));
    }
}
