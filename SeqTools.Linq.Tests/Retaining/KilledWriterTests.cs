using System.Diagnostics;
using System.Globalization;
using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Retaining;

internal sealed class KilledWriterTests
{
    private const int MostRounds = 15;
    private const int Processes = 2;

    /// <summary>As many rounds as it takes to kill a writer in mid-write, and no fewer than are asked for.</summary>
    [TestCase(1)]
    [TestCase(MostRounds, Category = "Long")]
    [CancelAfter(300_000)]
    public void Whenever_writers_are_killed_no_part_of_an_entry_is_ever_read(int rounds)
    {
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var folder = TemporaryFolder.New();
        var (read, leftBehind) = (0, 0);
        for (var round = 0; round < rounds || (leftBehind == 0 && round < MostRounds); round++)
        {
            KillWriters(folder, first: 20 * round, random);
            read = CheckEntries(folder);
            leftBehind = Directory.GetFiles(Path.Combine(folder, DiskFolder.Aside)).Length;
        }

        read.ShouldBeGreaterThanOrEqualTo(rounds);
        TestContext.Out.WriteLine($"{read} entries, {leftBehind} killed in mid-write");
        leftBehind.ShouldBeGreaterThan(0, "No writer was killed in mid-write: the test shows nothing.");
    }

    /// <summary>Two processes write the same elements, and so in each other's way.</summary>
    private static void KillWriters(string folder, int first, Random random)
    {
        var writers = Enumerable.Range(0, Processes).Select(_ => Start(folder, first)).ToArray();
        try
        {
            Array.ForEach(writers, AwaitFirstEntry);
        }
        finally
        {
            foreach (var writer in writers)
            {
                Thread.SpinWait(random.Next(1_000_000));
                writer.Kill();
                writer.WaitForExit(Patience.Limit).ShouldBeTrue();
                writer.Dispose();
            }
        }
    }

    private static void AwaitFirstEntry(Process writer)
    {
        while (writer.StandardOutput.ReadLine() != ChildProcess.Ready)
        {
            writer.StandardOutput.EndOfStream.ShouldBeFalse();
        }
    }

    private static Process Start(string folder, int first)
    {
        var start = ChildProcess.StartInfo(CacheWriter.Command, folder, first.ToString(CultureInfo.InvariantCulture));
        start.RedirectStandardError = true;
        return Process.Start(start)!;
    }

    /// <summary>Reads every entry that is there. None is damaged, and none has to be evaluated.</summary>
    private static int CheckEntries(string folder)
    {
        var view = CacheWriter.View(
            folder,
            i => throw new AssertionException($"Entry {i} was there, and could not be read."),
            entry => throw new AssertionException($"{entry}"));
        var indices = Directory.GetFiles(folder, "*.entry", SearchOption.AllDirectories)
            .Select(path => int.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture))
            .ToArray();
        foreach (var index in indices)
        {
            view[index].AsSpan().SequenceEqual(CacheWriter.Value(index)).ShouldBeTrue();
        }

        return indices.Length;
    }
}
