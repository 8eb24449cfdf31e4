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
        failure.Trail.ShouldHaveSingleItem().Operator.ShouldBe("Gather");
        failure.Index.ShouldBe(1);
    }
}
