namespace SeqTools.Linq.Tests;

internal sealed class SkipTests
{
    private static readonly int[] Numbers = [0, 1, 2, 3];

    [TestCase(-1)]
    [TestCase(0)]
    [TestCase(3)]
    [TestCase(9)]
    [TestCase(int.MaxValue)]
    [TestCase(int.MinValue)]
    public void It_skips_what_linq_skips(int count) => Numbers.Skip(count).ShouldBe(Numbers.AsEnumerable().Skip(count));

    [Test]
    public void It_does_not_evaluate_what_it_skips()
    {
        var source = new CountingList<int>(0, 1, 2, 3);

        source.Skip(3).ShouldBe([3]);

        source.Reads.ShouldBe(1);
        source.ReadsAt(3).ShouldBe(1);
    }
}
