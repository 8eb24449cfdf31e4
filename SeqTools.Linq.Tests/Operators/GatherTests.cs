namespace SeqTools.Linq.Tests;

internal sealed class GatherTests
{
    private static readonly string[] Letters = ["a", "b", "c"];

    [Test]
    public void It_reorders_and_repeats() => Letters.Gather([2, 0, 2]).ShouldBe(["c", "a", "c"]);

    [Test]
    public void Reading_an_element_reads_one_index_and_one_element()
    {
        var source = new CountingList<string>("a", "b", "c");
        var indices = new CountingList<int>(2, 0, 1);

        source.Gather(indices)[1].ShouldBe("a");

        (indices.Reads, indices.ReadsAt(1)).ShouldBe((1, 1));
        (source.Reads, source.ReadsAt(0)).ShouldBe((1, 1));
    }

    [Test]
    public void What_is_built_over_it_asks_for_no_index()
    {
        int[][] lists = [[1], [2]];
        var files = lists.Gather(new FailingList<int>([0], 0));

        _ = files.Flatten();
        _ = files.Unbatch(1);
        _ = lists.Gather([5]).Flatten();
        _ = lists.Gather(Seq.Range(0, 2).Filter(_ => throw new AssertionException("It was asked."))).Flatten();
        _ = new List<int[]>().Cycle().Flatten();
        _ = Letters.Gather([1, 0]).Gather(new[] { 0 }.Gather([7]));
    }

    [Test]
    public void A_copy_of_its_only_element_reads_its_index_once()
    {
        var indices = new CountingList<int>(2);
        var copy = new string[1];

        Letters.Gather(indices).CopyTo(0, copy);
        Letters.Gather([5]).CopyTo(0, []);

        (copy[0], indices.Reads).ShouldBe(("c", 1));
    }

    [TestCase(3)]
    [TestCase(-1)]
    public void An_index_outside_is_refused_at_the_read_with_its_position(int index)
    {
        var view = Letters.Gather([0, index]).Select(text => text);

        var refusal = Should.Throw<ArgumentOutOfRangeException>(() => view[1]);

        refusal.ParamName.ShouldBe("indices");
        refusal.ActualValue.ShouldBe(index);
        refusal.Message.ShouldStartWith($"Position 1 holds {index}, which is no index of the 3 elements");
        view[0].ShouldBe("a");
    }

    [Test]
    public void An_index_that_the_source_no_longer_has_is_refused()
    {
        List<string> source = [.. Letters];
        var view = source.Gather([2]);
        view[0].ShouldBe("c");

        source.RemoveAt(0);

        Should.Throw<ArgumentOutOfRangeException>(() => view[0]).ParamName.ShouldBe("indices");
    }

    [Test]
    public void Its_length_follows_the_indices()
    {
        List<int> indices = [0];
        var view = Letters.Gather(indices);

        indices.Add(2);

        view.ShouldBe(["a", "c"]);
    }

    [Test]
    public void An_index_that_cannot_be_computed_fails_like_an_element()
    {
        var view = Letters.Gather(new FailingList<int>([0, 1], 1));

        var failure = Should.Throw<EvaluationException>(() => view[1]);

        failure.InnerException.ShouldBeOfType<InvalidDataException>();
        failure.Trail.ShouldHaveSingleItem().Origin.Operator.ShouldBe("Gather");
        failure.Index.ShouldBe(1);
    }

    [Test]
    public void A_gathering_of_it_reads_the_list_directly_and_each_still_names_its_own_index()
    {
        var gathered = Letters.Gather([.. Seq.Range(0, 3), 7]).Gather(new[] { 2, 3, 4 }).Gather(new[] { 1, 0, 2 });

        gathered[1].ShouldBe("c");
        Should.Throw<ArgumentOutOfRangeException>(() => gathered[0])
            .Message.ShouldStartWith("Position 3 holds 7, which is no index of the 3 elements");
        Should.Throw<ArgumentOutOfRangeException>(() => gathered[2])
            .Message.ShouldStartWith("Position 2 holds 4, which is no index of the 4 elements");
    }

    [Test]
    public void Reading_through_two_gatherings_costs_one_read_of_the_list()
    {
        var source = new CountingList<string>("a", "b", "c");
        var inner = new CountingList<int>(2, 0, 1);
        var gathered = source.Gather(inner).Gather(new[] { 1, 1, 0 });

        gathered[2].ShouldBe("c");

        (source.Reads, inner.Reads).ShouldBe((1, 1));
        ((IView)((MapView<string, GatherMap>)gathered).Target).Sources.ShouldHaveSingleItem().ShouldBeSameAs(source);
    }

    [Test]
    public void A_failure_beneath_two_gatherings_reports_both()
    {
        var gathered = new FailingList<string>(Letters, 2).Gather([0, 2]).Gather(new[] { 0, 1 }).Gather(new[] { 1 });

        var failure = Should.Throw<EvaluationException>(() => gathered[0]);

        failure.Trail.Select(frame => (frame.Origin.Arguments, frame.Index)).ShouldBe(
            [("new[] { 1 }", 0), ("new[] { 0, 1 }", 1), ("[0, 2]", 1)]);
    }

    [Test]
    public void A_failing_index_beneath_another_gathering_reports_both()
    {
        var gathered = Letters.Gather(new FailingList<int>([0, 1], 1)).Gather(new[] { 1 });

        var failure = Should.Throw<EvaluationException>(() => gathered[0]);

        failure.Trail.Select(frame => frame.Index).ShouldBe([0, 1]);
    }

    [Test]
    public void Indices_that_are_computed_are_computed_once_even_on_the_way_to_a_failure()
    {
        var indices = new CountingList<int>(1);
        var gathered = new FailingList<string>(Letters, 2).Gather([0, 2]).Gather(indices);

        Should.Throw<EvaluationException>(() => gathered[0]).Trail.Count.ShouldBe(2);

        indices.Reads.ShouldBe(1);
    }

    [Test]
    public void An_index_that_cannot_be_evaluated_is_a_failure_of_the_element_that_it_is_for_whichever_way_it_is_read()
    {
        var view = new[] { 10, 20, 30, 40 }.Gather(Stages.FailingAt(2, 4));

        Stages.Of(() => view[2]).ShouldBe("Gather[2] Generate[2]");
        Stages.Of(view.ToArray).ShouldBe("Gather[2] Generate[2]");
        Stages.Of(view[1..].ToArray).ShouldBe("Slice[1] Gather[2] Generate[2]");
        Stages.Of(() => view.Batch(2, batch => batch.ToArray())[1]).ShouldBe("Batch[1] Gather[2] Generate[2]");
    }
}
