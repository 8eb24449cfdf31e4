namespace SeqTools.Linq.Tests;

internal sealed class ChunkTests
{
    [Test]
    public void It_gives_what_LINQ_gives([Values(1, 2, 3, 4, 5, int.MaxValue)] int size, [Values(0, 1, 4, 5)] int count)
    {
        int[] source = [.. Enumerable.Range(0, count)];
        var expected = Enumerable.Chunk(source, size).ToList();

        source.Chunk(size).AsEnumerable().ToList().ShouldBe(expected);
        source.Chunk(size).Count.ShouldBe(expected.Count);
        source.Chunk(size).ToArray().ShouldBe([.. expected]);
        source.ToList().Chunk(size).Take(1..).ShouldBe(expected.Skip(1));
    }

    [Test]
    public void Every_read_makes_an_array_of_its_own()
    {
        var view = new[] { 1, 2, 3 }.Chunk(2);

        view[0][0] = 9;

        view[0].ShouldBe([1, 2]);
        view[0].ShouldNotBeSameAs(view[0]);
    }

    [Test]
    public void Reading_a_chunk_evaluates_its_elements_once_and_no_others()
    {
        List<int> evaluated = [];

        Stages.Noted(evaluated, 7).Chunk(3)[1].ShouldBe([3, 4, 5]);

        evaluated.ShouldBe([3, 4, 5]);
    }

    [Test]
    public void An_enumeration_does_not_run_ahead()
    {
        List<int> evaluated = [];
        using var chunks = Stages.Noted(evaluated, 7).Chunk(3).GetEnumerator();

        chunks.MoveNext().ShouldBeTrue();

        evaluated.ShouldBe([0, 1, 2]);
    }

    [Test]
    public void An_enumeration_reads_its_source_in_one_pass()
    {
        List<int> source = [1, 2, 3, 4];
        using var chunks = source.Chunk(2).GetEnumerator();
        chunks.MoveNext().ShouldBeTrue();

        source[3] = 5;
        source.Add(6);

        Should.Throw<InvalidOperationException>(() => chunks.MoveNext());
    }

    [Test]
    public void A_chunk_that_fails_is_passed_over_whole([Values(0, 3, 4, 5, 6)] int failing)
    {
        var chunks = Stages.Tolerantly(
            Stages.FailingAt(failing, 7).Chunk(3).AsEnumerable().Select(chunk => chunk[0]), -1);

        chunks.Count.ShouldBe(3);
        chunks[failing / 3].ShouldBe(-1);
        chunks.Where(first => first >= 0).ShouldBe(new[] { 0, 3, 6 }.Where(first => first / 3 != failing / 3));
    }

    [Test]
    public void It_follows_a_list_that_grows()
    {
        List<int> source = [1, 2];
        var view = source.Chunk(2);

        source.Add(3);

        view.Count.ShouldBe(2);
        view[1].ShouldBe([3]);
    }

    [Test]
    public void An_error_names_the_chunk_and_the_element() =>
        Stages.Of(() => Stages.FailingAt(4, 7).Chunk(3)[1]).ShouldBe("Chunk[1] Generate[4]");

    [Test]
    public void A_size_that_is_not_positive_is_refused([Values(0, -1)] int size) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new[] { 1 }.Chunk(size)).ParamName.ShouldBe("size");

    [Test]
    public void The_enumerator_of_a_list_that_is_done_with_is_disposed([Values] bool isLeftEarly)
    {
        var source = new DisposalList<int>(1, 2, 3);

        foreach (var _ in source.Chunk(2))
        {
            if (isLeftEarly)
            {
                break;
            }
        }

        (source.Opened, source.Closed).ShouldBe((1, 1));
    }
}
