namespace SeqTools.Linq.Tests;

internal sealed class CollateTests
{
    [Test]
    public void A_row_holds_the_elements_at_its_position()
    {
        var view = Seq.Collate([[1, 2, 3], new List<int> { 10, 20, 30 }]);

        view.Count.ShouldBe(3);
        view[1].ShouldBe([2, 20]);
        view.AsEnumerable().Select(row => row.Sum()).ShouldBe([11, 22, 33]);
    }

    [Test]
    public void No_lists_make_no_rows() => Seq.Collate<int>([]).Count.ShouldBe(0);

    [Test]
    public void Reading_an_element_of_a_row_evaluates_only_that_element()
    {
        List<int> evaluated = [];
        var row = Seq.Collate([Stages.Noted(evaluated, 3), Stages.Noted(evaluated, 3, 10)])[2];
        evaluated.ShouldBeEmpty();

        row[1].ShouldBe(12);

        evaluated.ShouldBe([12]);
    }

    [Test]
    public void Lists_of_different_lengths_are_refused_at_once()
    {
        var refused = Should.Throw<ArgumentException>(() => Seq.Collate([new[] { 1, 2 }, new[] { 1, 2, 3 }]));

        refused.ParamName.ShouldBe("lists");
        refused.Message.ShouldContain("2, 3");
    }

    [Test]
    public void Two_lengths_that_can_never_agree_are_refused_at_once() =>
        Should.Throw<ArgumentException>(() => Seq.Collate([new List<int>(), new[] { 1 }, new[] { 1, 2 }]));

    [Test]
    public void Lists_that_grow_must_be_of_one_length_when_they_are_read()
    {
        List<int> a = [1], b = [];
        var view = Seq.Collate([a, b]);
        Should.Throw<InvalidOperationException>(() => view.Count).Message.ShouldContain("1, 0");

        b.Add(2);

        view[0].ShouldBe([1, 2]);
    }

    [Test]
    public void A_list_given_twice_is_counted_once_and_agrees()
    {
        List<int> a = [1];
        var view = Seq.Collate([a.AsView(), a.AsView().Reverse()]);

        a.Add(2);

        view.AsEnumerable().Select(row => (row[0], row[1])).ShouldBe([(1, 2), (2, 1)]);
    }

    [Test]
    public void Endless_lists_agree_however_far_they_reach()
    {
        var cycle = new[] { 1, 2, 3 }.Cycle();

        var rows = Seq.Collate([cycle, cycle.Skip(1), cycle.Skip(2)]);

        rows.IsEndless.ShouldBeTrue();
        rows.Count.ShouldBe(int.MaxValue - 2);
        rows[1].ShouldBe([2, 3, 1]);
        Seq.Switch(Seq.Repeat(true).Skip(1), cycle, cycle.Skip(4))[1].ShouldBe(2);
        Seq.Case(Seq.Repeat(1), [cycle, cycle.Skip(1)])[1].ShouldBe(3);
        Should.Throw<ArgumentException>(() => Seq.Collate([cycle, new[] { 1, 2 }])).ParamName.ShouldBe("lists");
    }

    [Test]
    public void An_error_names_the_place_in_the_row() =>
        Stages.Of(() => Seq.Collate([[7, 8, 9], Stages.FailingAt(2, 3)])[2][1]).ShouldBe("Collate[1] Generate[2]");

    [Test]
    public void A_missing_list_is_refused() =>
        Should.Throw<ArgumentNullException>(() => Seq.Collate<int>([[1], null!])).ParamName.ShouldBe("lists");
}
