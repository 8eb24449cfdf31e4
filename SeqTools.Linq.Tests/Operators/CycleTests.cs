namespace SeqTools.Linq.Tests.Operators;

public class CycleTests
{
    [Test]
    public void It_repeats_the_list_up_to_the_total_number_of_elements(
        [Range(1, 4)] int length, [Range(0, 9)] int count)
    {
        var view = Enumerable.Range(0, length).ToList().Cycle(count);
        var expected = Enumerable.Range(0, count).Select(i => i % length).ToArray();
        view.Count.ShouldBe(count);
        view.ShouldBe(expected);
        view.ToArray().ShouldBe(expected);
    }

    [Test]
    public void Without_a_number_it_is_endless_and_slices_well()
    {
        var view = new[] { 'a', 'b', 'c' }.Cycle();
        view.Count.ShouldBe(int.MaxValue);
        view[2_000_000_001].ShouldBe("abc"[2_000_000_001 % 3]);
        view[^1].ShouldBe("abc"[(int.MaxValue - 1) % 3]);
        view.Slice(4..8).ShouldBe(['b', 'c', 'a', 'b']);
        view.Take(2).ShouldBe(['a', 'b']);
        view.Explain().ShouldContain("Cycle()  endless");
    }

    [Test]
    public void Lengthening_an_endless_view_overflows() =>
        Should.Throw<OverflowException>(() => new[] { 1 }.Cycle().Concat(new[] { 2 }));

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];
        var view = Seq.Generate(3, i => { evaluated.Add(i); return i; }).Cycle();
        view[7].ShouldBe(1);
        evaluated.ShouldBe([1]);
    }

    [Test]
    public void It_repeats_the_source_as_it_is_now()
    {
        List<int> source = [0, 1];
        var view = source.Cycle(5);
        view.ShouldBe([0, 1, 0, 1, 0]);
        source.Add(2);
        view.ShouldBe([0, 1, 2, 0, 1]);
    }

    [Test]
    public void Reading_an_element_of_an_empty_list_says_what_is_empty()
    {
        List<int> source = [];
        var view = source.Cycle(3);
        view.Count.ShouldBe(3);
        Should.Throw<InvalidOperationException>(() => view.Select(x => x)[1]).Message.ShouldContain("Cycle(3) in ");
        Should.Throw<InvalidOperationException>(() => source.Cycle()[0]).Message.ShouldContain("Cycle() in ");
        Should.Throw<InvalidOperationException>(() => view.ToArray());
        source.Add(7);
        view.ShouldBe([7, 7, 7]);
    }

    [Test]
    public void Nothing_of_an_empty_list_is_fine()
    {
        Seq.Empty<int>().Cycle(0).ShouldBeEmpty();
        new List<int>().Cycle(0).Select(x => x).ToArray().ShouldBeEmpty();
    }

    [Test]
    public void It_is_copied_in_blocks_from_any_position_on([Range(0, 6)] int start, [Range(0, 8)] int length)
    {
        List<int> source = [0, 1, 2];
        var copy = new int[length];
        source.Select(x => x).Cycle().CopyTo(start, copy);
        copy.ShouldBe(Enumerable.Range(start, length).Select(i => i % 3));
        source.Cycle().Slice(start, length).Select(x => x).ToArray().ShouldBe(copy);
    }

    [Test]
    public void A_failure_while_it_is_copied_names_its_position() =>
        Should.Throw<EvaluationException>(
            () => Seq.Range(0, 3).Select(x => x == 1 ? throw new FormatException() : x).Cycle()[2..9].ToArray())
            .Trail.Select(frame => (frame.Origin.Operator, frame.Index))
            .ShouldBe([("Slice", 2), ("Cycle", 4), ("Select", 1)]);

    [Test]
    public void A_failure_names_the_position_at_each_level()
    {
        var view = Seq.Range(0, 3).Select(x => x == 2 ? throw new FormatException() : x).Cycle();
        Should.Throw<EvaluationException>(() => view[8]).Trail.Select(frame => (frame.Origin.Operator, frame.Index))
            .ShouldBe([("Cycle", 8), ("Select", 2)]);
    }

    [Test]
    public void Bad_arguments_throw_where_the_view_is_built()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new[] { 1 }.Cycle(-1)).ParamName.ShouldBe("count");
        Should.Throw<ArgumentNullException>(() => ((int[])null!).Cycle(1)).ParamName.ShouldBe("source");
        Should.Throw<ArgumentNullException>(() => ((int[])null!).Cycle()).ParamName.ShouldBe("source");
    }
}
