namespace SeqTools.Linq.Tests.Operators;

public class EpochsTests
{
    [Test]
    public void Each_pass_is_the_source_in_the_order_of_the_next_seed(
        [Values(0, 1, 2, 5, 300)] int length, [Values(0, 1, 3)] int count)
    {
        var source = Enumerable.Range(0, length).ToList();
        var view = source.Epochs(count, seed: 4);
        int[] expected = [.. Enumerable.Range(0, count).SelectMany(epoch => source.Shuffle(4 + epoch))];

        view.Count.ShouldBe(length * count);
        view.ShouldBe(expected);
        view.ToArray().ShouldBe(expected);
        Enumerable.Range(0, view.Count).Select(i => view[i]).ShouldBe(expected);
    }

    [Test]
    public void The_last_seed_is_followed_by_the_first() =>
        Seq.Range(0, 9).Epochs(2, int.MaxValue).Skip(9).ShouldBe(Seq.Range(0, 9).Shuffle(int.MinValue));

    [Test]
    public void Passes_are_in_different_orders() =>
        Seq.Range(0, 20).Epochs(50, 1).Batch(20).Select(epoch => string.Join(' ', epoch)).ShouldBeUnique();

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];
        var view = Stages.Noted(evaluated, 8).Epochs(3, 1);
        var element = view[20];
        evaluated.ShouldBe([element]);
    }

    [Test]
    public void All_passes_are_of_the_length_that_the_source_has_now()
    {
        List<int> source = [0, 1];
        var view = source.Epochs(2, 1);
        source.Add(2);
        view.Count.ShouldBe(6);
        view.Take(3).Order().ShouldBe([0, 1, 2]);
    }

    [Test]
    public void A_failure_names_both_positions()
    {
        var place = Seq.Range(0, 5).Epochs(2, 1).ToList().LastIndexOf(3);
        Stages.Of(() => Stages.FailingAt(3, 5).Epochs(2, 1)[place]).ShouldBe($"Epochs[{place}] Generate[3]");
    }

    [Test]
    public void Bad_arguments_throw_where_the_view_is_built()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new[] { 1 }.Epochs(-1, 1)).ParamName.ShouldBe("count");
        Should.Throw<ArgumentNullException>(() => ((int[])null!).Epochs(1, 1)).ParamName.ShouldBe("source");
        Should.Throw<OverflowException>(() => Seq.Range(0, int.MaxValue).Epochs(2, 1));
        new[] { 1, 2 }.Epochs(3, 1).Origin.Arguments.ShouldBe("3, seed: 1");
    }
}
