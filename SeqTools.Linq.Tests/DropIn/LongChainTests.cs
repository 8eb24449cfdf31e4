namespace SeqTools.Linq.Tests.DropIn;

/// <summary>Chains that grow in a loop, as programs build them with LINQ.</summary>
internal sealed class LongChainTests
{
    private const int Links = 30_000;
    private const int SmallStack = 1 << 20;

    [TestCase(true)]
    [TestCase(false)]
    public void A_list_appended_to_in_a_loop_can_be_read(bool isLive) =>
        ShouldBeRead(isLive, Links, (chain, i) => chain.Append(i), Links + 1);

    [TestCase(true)]
    [TestCase(false)]
    public void A_list_prepended_to_in_a_loop_can_be_read(bool isLive) =>
        ShouldBeRead(isLive, Links, (chain, i) => chain.Prepend(i), Links + 1);

    /// <summary>The time grows with the square of the length: 30,000 are for a long run.</summary>
    [TestCase(true, 10_000)]
    [TestCase(false, 10_000)]
    [TestCase(true, Links, Category = "Long")]
    [TestCase(false, Links, Category = "Long")]
    public void Lists_concatenated_in_a_loop_can_be_read(bool isLive, int links) =>
        ShouldBeRead(
            isLive, links, (chain, i) => chain.Concat(i % 2 == 0 ? new List<int> { i } : (int[])[i]), links + 1);

    [TestCase(true)]
    [TestCase(false)]
    public void A_list_cut_in_a_loop_can_be_read(bool isLive) =>
        ShouldBeRead(isLive, Links, (chain, i) => i % 2 == 0 ? chain.Skip(0) : chain.Take(int.MaxValue), 1);

    /// <summary>On a stack as small as that of a program's own threads may be.</summary>
    private static void ShouldBeRead(
        bool isLive, int links, Func<IReadOnlyList<int>, int, IReadOnlyList<int>> link, int count)
    {
        var chain = Enumerable.Range(0, links).Aggregate<int, IReadOnlyList<int>>(
            isLive ? new List<int> { -1 } : (int[])[-1], link);
        List<int> counts = [];
        var reader = new Thread(
            () => counts = [chain.Count, chain.Count(_ => true), chain.ToArray().Length], SmallStack);

        reader.Start();
        reader.Join();

        counts.ShouldBe([count, count, count]);
    }
}
