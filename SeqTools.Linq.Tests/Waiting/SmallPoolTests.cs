using System.Diagnostics;
using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Waiting;

internal sealed class SmallPoolTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [TestCase(50)]
    [TestCase(2, Category = "Long")]
    [TestCase(8, Category = "Long")]
    [TestCase(200, Category = "Long")]
    [CancelAfter(120_000)]
    public void Awaited_prefetching_over_prefetching_blocks_no_thread_of_the_pool(int workers)
    {
        var told = Run($"{workers}").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        told.Length.ShouldBe(SmallPool.Pipelines);
        told.ShouldAllBe(line => line.Trim().EndsWith($": {200 * 199 / 2}"));
    }

    [Test, CancelAfter(120_000), Category("Long")]
    public void The_pool_makes_up_for_readers_that_block_its_threads(
        [ValueSource(typeof(SmallPool), nameof(SmallPool.WaysToBlock))] string way) =>
        Run(way).Trim().ShouldBe($"{way}: {12 * 20 * 19 / 2}");

    private static string Run(string what)
    {
        using var child = Process.Start(ChildProcess.StartInfo(SmallPool.Command, what))!;
        var reading = child.StandardOutput.ReadToEndAsync();
        var hasEnded = child.WaitForExit(Limit);
        child.Kill();
        var told = Patience.Await(reading);
        hasEnded.ShouldBeTrue($"No thread of the pool is free. {told}");
        return told;
    }
}
