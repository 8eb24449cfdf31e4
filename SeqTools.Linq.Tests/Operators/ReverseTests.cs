namespace SeqTools.Linq.Tests;

internal sealed class ReverseTests
{
    [Test]
    public void It_reads_from_the_end_without_copying_first()
    {
        var source = new CountingList<int>(1, 2, 3);
        using var elements = source.Reverse().GetEnumerator();

        elements.MoveNext().ShouldBeTrue();

        elements.Current.ShouldBe(3);
        source.Reads.ShouldBe(1);
    }

    [Test]
    public void Twice_is_the_list_as_it_was_and_still_two_stages()
    {
        int[] source = [1, 2, 3];

        var view = source.AsView().Reverse().Reverse();

        view.ShouldBe([1, 2, 3]);
        view.Reverse().ShouldBe([3, 2, 1]);
        view.Explain().Split('\n').Length.ShouldBe(4);
    }
}
