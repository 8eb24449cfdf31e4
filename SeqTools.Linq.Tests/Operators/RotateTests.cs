namespace SeqTools.Linq.Tests.Operators;

public class RotateTests
{
    [Test]
    public void Element_i_is_element_i_and_so_many_of_the_source_around_its_end(
        [Range(0, 5)] int count, [Range(-12, 12)] int by)
    {
        var source = Enumerable.Range(0, count).ToList();
        var expected = Enumerable.Range(0, count).Select(i => (((i + by) % count) + count) % count).ToArray();
        var view = source.Rotate(by);
        view.ShouldBe(expected);
        view.ToArray().ShouldBe(expected);
        Enumerable.Range(0, count).Select(i => view[i]).ShouldBe(expected);
    }

    [TestCase(int.MaxValue)]
    [TestCase(int.MinValue)]
    public void The_greatest_distances_do_not_overflow(int by)
    {
        var view = Seq.Range(0, int.MaxValue).Rotate(by);
        long first = by == int.MaxValue ? 0 : int.MaxValue - 1;
        view[0].ShouldBe((int)first);
        view[^1].ShouldBe((int)((first + int.MaxValue - 1) % int.MaxValue));
    }

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];
        var view = Seq.Generate(5, i => { evaluated.Add(i); return i; }).Rotate(-2);
        view[0].ShouldBe(3);
        evaluated.ShouldBe([3]);
    }

    [Test]
    public void It_goes_around_the_end_that_the_source_has_now()
    {
        List<int> source = [0, 1, 2];
        var view = source.Rotate(2);
        view.ShouldBe([2, 0, 1]);
        source.Add(3);
        view.ShouldBe([2, 3, 0, 1]);
        source.Clear();
        view.ShouldBeEmpty();
    }

    [Test]
    public void It_is_copied_in_blocks_from_any_position_on([Range(0, 4)] int start, [Values(-1, 0, 2)] int by)
    {
        List<int> source = [0, 1, 2, 3];
        var copy = new int[4 - start];
        source.Select(x => x).Rotate(by).CopyTo(start, copy);
        copy.ShouldBe(Enumerable.Range(start + by + 4, 4 - start).Select(i => i % 4));
        source.Rotate(by)[start..].Select(x => x).ToArray().ShouldBe(copy);
    }

    [Test]
    public void It_is_copied_into_what_it_reads_where_that_is_an_array_of_a_derived_type()
    {
        object[] letters = new string[] { "a", "b", "c" };

        letters.AsView().Rotate(1).CopyTo(letters, 0);

        letters.ShouldBe(["b", "c", "a"]);
    }

    [Test]
    public void A_slice_of_it_goes_around_the_end_too() => new[] { 0, 1, 2, 3, 4 }.Rotate(3)[1..4].ShouldBe([4, 0, 1]);

    [Test]
    public void A_failure_names_the_position_at_each_level()
    {
        var view = Seq.Range(0, 5).Select(x => x == 1 ? throw new FormatException() : x).Rotate(by: 2);
        Should.Throw<EvaluationException>(() => view[4]).Trail.Select(frame => (frame.Origin.Operator, frame.Index))
            .ShouldBe([("Rotate", 4), ("Select", 1)]);
        Should.Throw<EvaluationException>(() => view.ToArray()).Index.ShouldBe(4);
    }

    [Test]
    public void A_source_is_required() =>
        Should.Throw<ArgumentNullException>(() => ((int[])null!).Rotate(1)).ParamName.ShouldBe("source");
}
