using System.Collections.Immutable;

namespace SeqTools.Linq.Tests;

internal sealed class ExplanationTests
{
    [Test]
    public void A_pipeline_is_a_tree_of_its_stages_and_lists()
    {
        List<string> files = ["a.jpg", "b.jpg", "c.jpg"];
        int[] order = [2, 0, 1];
        var images = files.Select(file => file.Length);
        var mirrored = images.Select((image, i) => -image * i);

        var pipeline = images
            .Concat(mirrored)
            .Gather(order)
            .Zip(Seq.Repeat("cat"))
            .Batch(2, batch => batch.Count)
            .Reverse();

        pipeline.Explain().ShouldMatchSnapshot();
    }

    [Test]
    public void Every_kind_of_list_is_named_as_in_code()
    {
        var lists = Seq.Concat<object>(
        [
            new object[] { 1 },
            new List<object>(),
            "abc".AsView().Select(c => (object)c),
            ImmutableArray.Create<object>(1, 2),
            new ReadOnlyMemory<double>([1]).AsView().Select(x => (object)x),
            new List<Dictionary<string, int[]>?[]>().Select(x => (object)x),
            new UncountableList<object>(1),
        ]);

        lists.Explain().ShouldMatchSnapshot();
    }

    [Test]
    public void Stages_that_are_read_as_one_are_drawn_as_they_were_written()
    {
        var view = Seq.Range(0, 9)[1..].Skip(1).Reverse().Reverse().Concat([1]).Concat([2]);

        view.Explain().ShouldMatchSnapshot();
    }

    [Test]
    public void Drawing_evaluates_nothing()
    {
        var source = new CountingList<int>(1, 2);

        source.Select(n => 1 / (n - n)).Reverse().Zip(source).Explain().ShouldNotBeEmpty();

        (source.Reads, source.Enumerations).ShouldBe((0, 0));
    }

    [Test]
    public void A_pipeline_over_a_list_that_cannot_be_counted_can_be_drawn() =>
        new UncountableList<int>().Select(n => n).Explain().ShouldContain("count unknown");
}
