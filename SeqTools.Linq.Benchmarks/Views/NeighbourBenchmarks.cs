using BenchmarkDotNet.Attributes;
using MoreLinq.Extensions;
using SeqTools.Linq;

namespace Benchmarks.Views;

/// <summary>Goes through the windows and the batches of a hundred thousand numbers and reads one element of each; MoreLINQ copies them.</summary>
[MemoryDiagnoser]
public class NeighbourBenchmarks
{
    private const int Size = 32;

    private readonly int[] numbers = [.. Enumerable.Range(0, 100_000)];

    [Benchmark]
    public int MoreLinqWindow()
    {
        var sum = 0;
        foreach (var window in WindowExtension.Window(numbers, Size))
        {
            sum += window[0];
        }

        return sum;
    }

    [Benchmark]
    public int ViewWindow()
    {
        var sum = 0;
        foreach (var window in SeqExtensions.Window(numbers, Size))
        {
            sum += window[0];
        }

        return sum;
    }

    [Benchmark]
    public int SystemLinqChunk()
    {
        var sum = 0;
        foreach (var batch in Enumerable.Chunk(numbers, Size))
        {
            sum += batch[0];
        }

        return sum;
    }

    [Benchmark]
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
