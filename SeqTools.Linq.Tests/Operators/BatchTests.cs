namespace SeqTools.Linq.Tests;

internal sealed class BatchTests
{
    [Test]
    public void Reading_a_batch_evaluates_nothing_and_an_element_of_it_that_one()
    {
        var source = new CountingList<int>(0, 1, 2, 3, 4);

        var batch = source.Batch(2)[1];

        (batch.Count, source.Reads).ShouldBe((2, 0));
        batch[^1].ShouldBe(3);
        (source.Reads, source.ReadsAt(3)).ShouldBe((1, 1));
    }

    [Test]
    public void The_last_batch_is_shorter_left_out_or_filled_up()
    {
        int[] source = [0, 1, 2, 3, 4];

        source.Batch(2).Select(batch => batch.ToArray()).ShouldBe([[0, 1], [2, 3], [4]]);
        source.Batch(2, dropLast: true).Select(batch => batch.ToArray()).ShouldBe([[0, 1], [2, 3]]);
        source.Batch(2, pad: -1).Select(batch => batch.ToArray()).ShouldBe([[0, 1], [2, 3], [4, -1]]);
        source.Batch(2, batch => batch.Sum()).ShouldBe([1, 5, 4]);
        source.Batch(2, batch => batch.Sum(), dropLast: true).ShouldBe([1, 5]);
    }

    [Test]
    public void A_batch_can_be_longer_than_the_list()
    {
        int[] source = [0, 1];

        source.Batch(int.MaxValue)[0].ShouldBe([0, 1]);
        source.Batch(3, pad: -1)[0].ShouldBe([0, 1, -1]);
        source.Batch(3, dropLast: true).ShouldBeEmpty();
        Seq.Empty<int>().Batch(3).ShouldBeEmpty();
        Seq.Empty<int>().Batch(3, pad: -1).ShouldBeEmpty();
    }

    [Test]
    public void Batches_follow_a_list_that_grows_and_shrinks()
    {
        List<int> source = [0, 1, 2];
        var batches = source.Batch(2);
        var padded = source.Batch(2, pad: -1);
        var (last, lastPadded) = (batches[1], padded[1]);

        source.Add(3);
        last.ShouldBe([2, 3]);
        lastPadded.ShouldBe([2, 3]);
        source.AddRange([4, 5, 6]);
        (batches.Count, padded.Count).ShouldBe((4, 4));
        source.RemoveRange(2, 5);
        last.Count.ShouldBe(0);
        lastPadded.ShouldBe([-1, -1]);
    }

    [Test]
    public void An_endless_view_has_full_batches_to_its_end()
    {
        var batches = Seq.Repeat(1).Batch(1000);

        batches.Count.ShouldBe(2147484);
        batches[1_000_000].Count.ShouldBe(1000);
        batches[^1].Count.ShouldBe(647);
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void A_size_that_is_not_positive_is_refused(int size)
    {
        int[] source = [0, 1];

        Should.Throw<ArgumentOutOfRangeException>(() => source.Batch(size)).ParamName.ShouldBe("size");
        Should.Throw<ArgumentOutOfRangeException>(() => source.Batch(size, pad: 0)).ParamName.ShouldBe("size");
        Should.Throw<ArgumentOutOfRangeException>(() => source.Batch(size, batch => batch)).ParamName.ShouldBe("size");
    }
}
