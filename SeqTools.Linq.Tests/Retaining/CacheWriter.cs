using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Retaining;

/// <summary>A process that writes large entries into a cache on disk on several threads, until it is killed.</summary>
internal static class CacheWriter
{
    public const string Command = "write";
    public const int Count = 100_000;

    private const int Size = 300_000;
    private const int Writers = 3;

    public static void Run(string folder, int first)
    {
        var view = View(folder, i => Value(i), _ => Environment.FailFast("damaged"));
        Console.WriteLine(view[first].Length);
        Console.WriteLine(ChildProcess.Ready);
        Parallel.For(0, Writers, new ParallelOptions { MaxDegreeOfParallelism = Writers }, writer =>
        {
            for (var index = first + 1 + writer; index < Count; index += Writers)
            {
                _ = view[index];
            }
        });
    }

    public static SeqView<byte[]> View(string folder, Func<int, byte[]> make, Action<DamagedCacheEntry> onDamaged) =>
        Seq.Generate(Count, make).AsCachedOnDisk(folder, "1", onDamaged);

    public static byte[] Value(int index)
    {
        var value = new byte[Size];
        new Random(index).NextBytes(value);
        return value;
    }
}
