using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Benchmarks.Ratios;
using SeqTools.Linq;
using SeqTools.Linq.Processes;

namespace Benchmarks.Processes;

/// <summary>
/// The command <c>transfer</c>: prints what an element takes that two workers make and one reader reads, by the way in
/// which it comes, and what it takes to start a worker.
/// </summary>
/// <remarks>
/// The best round counts: what is compared are ways through the system, which has other things to do now and then. In
/// each round every way has its turn, and each round begins with another.
/// </remarks>
internal static class TransferTable
{
    private const int Workers = 2;
    private const int Buffer = 16;
    private const int Rounds = 12;
    private const int Starts = 9;
    private const int KiB = 1024;
    private const int MiB = KiB * KiB;

    /// <summary>So many elements that a pass takes some 100 ms by the slowest way.</summary>
    private static readonly (int Bytes, int Count, string Name)[] Sizes =
    [
        (KiB, 5000, "1 KiB"), (64 * KiB, 2000, "64 KiB"), (MiB, 200, "1 MiB"), (8 * MiB, 40, "8 MiB"),
    ];

    public static void Run()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Console.WriteLine("| best µs an element | threads | pipe | shared, copied | shared, in place "
            + "| pipe / copied | pipe / in place |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (bytes, count, name) in Sizes)
        {
            var best = Measure(bytes, count);
            var (pipe, copied, inPlace) = (best[1], best[2], best[3]);
            Console.WriteLine($"| {name} | {string.Join(" | ", best.Select(time => $"{time:0.0}"))} "
                + $"| {pipe / copied:0.00}{Verdict(bytes, pipe / copied, 1.6)} "
                + $"| {pipe / inPlace:0.00}{Verdict(bytes, pipe / inPlace, 3)} |");
        }

        var trivial = Trivial();
        var first = FirstElement();
        Console.WriteLine($"""

            A number of 4 bytes: {trivial:0.0} µs, at most 12: {Holds(trivial <= 12)}.
            A worker's start and its first element: {first:0} ms, at most 100: {Holds(first <= 100)}.
            {Workers} workers, {Buffer} buffered, the best of {Rounds} rounds.
            {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}.
            {Environment.ProcessorCount} processors.
            """);
    }

    private static string Verdict(int bytes, double ratio, double least) =>
        bytes == MiB ? $", at least {least}: {Holds(ratio >= least)}" : "";

    private static string Holds(bool holds) => holds ? "yes" : "no";

    private static double[] Measure(int bytes, int count)
    {
        var recipe = Recipe.Of(Blocks, (bytes, count));
        using var threads = recipe.Build().AsPrefetched(Workers, Buffer);
        using var pipe = recipe.InProcesses(Workers, Buffer, new() { SlotBytes = 0 });
        using var copied = recipe.InProcesses(Workers, Buffer, new() { SlotBytes = bytes });
        using var inPlace = recipe.InProcessesShared(Workers, Buffer, new() { SlotBytes = bytes });
        return Best(count, () => Read(threads), () => Read(pipe), () => Read(copied), () => Read(inPlace));
    }

    private static double Trivial()
    {
        const int Count = 5000;
        using var view = Recipe.Of(Numbers, Count).InProcesses(Workers, Buffer);
        return Best(Count, () => Sum(view))[0];
    }

    /// <summary>The best time of each way, in microseconds an element.</summary>
    private static double[] Best(int count, params Action[] ways)
    {
        var best = Array.ConvertAll(ways, _ => double.MaxValue);
        Array.ForEach(ways, way => way());
        for (var round = 0; round < Rounds; round++)
        {
            for (var turn = 0; turn < ways.Length; turn++)
            {
                var way = (round + turn) % ways.Length;
                GC.Collect();
                var start = Clock.Wall();
                ways[way]();
                best[way] = Math.Min(best[way], (Clock.Wall() - start) / 1000 / count);
            }
        }

        return best;
    }

    private static double FirstElement()
    {
        var best = double.MaxValue;
        for (var start = 0; start < Starts; start++)
        {
            var began = Stopwatch.GetTimestamp();
            using var view = Recipe.Of(Numbers, 10).InProcesses(1, 1);
            _ = view[0];
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return best;
    }

    private static void Sum(PrefetchedView<int> numbers) => _ = numbers.Sum();

    private static void Read(PrefetchedView<byte[]> blocks)
    {
        foreach (var block in blocks)
        {
            Check(block);
        }
    }

    private static void Read(PrefetchedView<IMemoryOwner<byte>> blocks)
    {
        foreach (var block in blocks)
        {
            using (block)
            {
                Check(block.Memory.Span);
            }
        }
    }

    private static void Check(ReadOnlySpan<byte> block)
    {
        if (block[0] != block[^1])
        {
            throw new InvalidDataException("An element is not what it was.");
        }
    }

    private static SeqView<byte[]> Blocks((int Bytes, int Count) size) => Seq.Range(0, size.Count).Select(n =>
    {
        var block = new byte[size.Bytes];
        block.AsSpan().Fill((byte)n);
        return block;
    });

    private static SeqView<int> Numbers(int count) => Seq.Range(0, count);
}
