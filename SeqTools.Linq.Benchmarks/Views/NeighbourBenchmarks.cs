using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using MoreLinq.Extensions;
using SeqTools.Linq;

namespace Benchmarks.Views;

/// <summary>
/// Goes through the windows and the batches of a hundred thousand numbers and reads one element of each; MoreLINQ
/// copies them.
/// </summary>
[MemoryDiagnoser, GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory), CategoriesColumn]
public class NeighbourBenchmarks
{
    private const int Size = 32;

    private readonly int[] numbers = [.. Enumerable.Range(0, 100_000)];

    [Benchmark(Baseline = true), BenchmarkCategory("Window")]
    public int MoreLinqWindow()
    {
        var sum = 0;
        foreach (var window in WindowExtension.Window(numbers, Size))
        {
            sum += window[0];
        }

        return sum;
    }

    [Benchmark, BenchmarkCategory("Window")]
    public int ViewWindow()
    {
        var sum = 0;
        foreach (var window in SeqExtensions.Window(numbers, Size))
        {
            sum += window[0];
        }

        return sum;
    }

    [Benchmark(Baseline = true), BenchmarkCategory("Batch")]
    public int SystemLinqChunk()
    {
        var sum = 0;
        foreach (var batch in Enumerable.Chunk(numbers, Size))
        {
            sum += batch[0];
        }

        return sum;
    }

    [Benchmark, BenchmarkCategory("Batch")]
    public int ViewBatch()
    {
        var sum = 0;
        foreach (var batch in SeqExtensions.Batch(numbers, Size))
        {
            sum += batch[0];
        }

        return sum;
    }
}
