namespace SeqTools.Linq.Tests.Operators;

public class ShardTests
{
    [Test]
    public void The_shares_are_disjoint_cover_the_list_and_differ_by_one_at_most(
        [Range(0, 20)] int length, [Values(1, 2, 3, 7, 30)] int count)
    {
        var source = Enumerable.Range(0, length).ToList();
        var shares = Enumerable.Range(0, count).Select(index => source.Shard(index, count)).ToArray();
        shares.SelectMany(share => share).Order().ShouldBe(source);
        (shares.Max(share => share.Count) - shares.Min(share => share.Count)).ShouldBeLessThanOrEqualTo(1);
    }

    [Test]
    public void A_share_has_every_so_many_th_element_from_its_index_on()
    {
        var share = "abcdefg".ToArray().Shard(1, 3);
        share.ShouldBe(['b', 'e']);
        share[^1].ShouldBe('e');
        Should.Throw<ArgumentOutOfRangeException>(() => share[2]).ParamName.ShouldBe("index");
    }

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];
        var share = Seq.Generate(10, i => { evaluated.Add(i); return i; }).Shard(2, 3);
        share[1].ShouldBe(5);
        evaluated.ShouldBe([5]);
    }

    [Test]
    public void Its_length_follows_the_source()
    {
        List<int> source = [0, 1];
        var share = source.Shard(2, 3);
        share.ShouldBeEmpty();
        source.AddRange([2, 3, 4, 5]);
        share.ShouldBe([2, 5]);
    }

    [Test]
    public void The_shares_of_a_list_of_the_greatest_length_do_not_overflow()
    {
        var share = Seq.Range(0, int.MaxValue).Shard(int.MaxValue - 1, int.MaxValue);
        share.ShouldBe([int.MaxValue - 1]);
        Seq.Range(0, int.MaxValue).Shard(0, 2)[^1].ShouldBe(int.MaxValue - 1);
    }

    [Test]
    public void A_failure_names_the_share_and_its_position()
    {
        var share = Seq.Range(0, 9).Select(x => x == 7 ? throw new FormatException() : x).Shard(1, 3);
        var failure = Should.Throw<EvaluationException>(() => share[2]);
        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Origin.Arguments, frame.Index))
            .ShouldBe([("Shard", "1, 3", 2), ("Select", "x => x == 7 ? throw new FormatException() : x", 7)]);
    }

    [TestCase(0, 0, "count")]
    [TestCase(0, -1, "count")]
    [TestCase(-1, 2, "index")]
    [TestCase(2, 2, "index")]
    public void Bad_arguments_throw_where_the_view_is_built(int index, int count, string parameter)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new[] { 1 }.Shard(index, count)).ParamName.ShouldBe(parameter);
        Should.Throw<ArgumentNullException>(() => ((int[])null!).Shard(0, 1)).ParamName.ShouldBe("source");
    }
}
