using BenchmarkDotNet.Attributes;
using SeqTools.Linq;
using ZLinq;

namespace Benchmarks.Views;

/// <summary>
/// Copies a hundred thousand elements into an array or a list: where only structure changed, and where a function is
/// applied.
/// </summary>
[MemoryDiagnoser]
public class CopyBenchmarks
{
    private const int Count = 100_000;

    private readonly int[] array = [.. Enumerable.Range(0, Count)];

    [Params("Select", "Concat", "Reverse", "Slice", "Zip", "Batch")]
    public string Operator { get; set; } = "";

    [Benchmark(Baseline = true)]
    public object SystemLinqToArray() => Operator switch
    {
        "Select" => Enumerable.Select(array, number => number + 1).ToArray(),
        "Concat" => Enumerable.Concat(array, array).ToArray(),
        "Reverse" => Enumerable.Reverse(array).ToArray(),
        "Slice" => Enumerable.Take(array, 10..^10).ToArray(),
        "Zip" => Enumerable.Zip(array, array, (a, b) => a + b).ToArray(),
        _ => Enumerable.Chunk(array, 100).ToArray(),
    };

    [Benchmark]
    public object ViewToArray() => Operator switch
    {
        "Select" => array.Select(number => number + 1).ToArray(),
        "Concat" => array.Concat(array).ToArray(),
        "Reverse" => array.AsView().Reverse().ToArray(),
        "Slice" => array.Slice(10..^10).ToArray(),
        "Zip" => array.Zip(array, (a, b) => a + b).ToArray(),
        _ => array.Chunk(100).ToArray(),
    };

    [Benchmark]
    public object ZLinqToArray() => Operator switch
    {
        "Select" => array.AsValueEnumerable().Select(number => number + 1).ToArray(),
        "Concat" => array.AsValueEnumerable().Concat(array).ToArray(),
        "Reverse" => array.AsValueEnumerable().Reverse().ToArray(),
        "Slice" => array.AsValueEnumerable().Take(10..^10).ToArray(),
        "Zip" => array.AsValueEnumerable().Zip(array, (a, b) => a + b).ToArray(),
        _ => array.AsValueEnumerable().Chunk(100).ToArray(),
    };

    [Benchmark]
    public object SystemLinqToList() => Operator switch
    {
        "Select" => Enumerable.Select(array, number => number + 1).ToList(),
        "Concat" => Enumerable.Concat(array, array).ToList(),
        "Reverse" => Enumerable.Reverse(array).ToList(),
        "Slice" => Enumerable.Take(array, 10..^10).ToList(),
        "Zip" => Enumerable.Zip(array, array, (a, b) => a + b).ToList(),
        _ => Enumerable.Chunk(array, 100).ToList(),
    };

    [Benchmark]
    public object ViewToList() => Operator switch
    {
        "Select" => array.Select(number => number + 1).ToList(),
        "Concat" => array.Concat(array).ToList(),
        "Reverse" => array.AsView().Reverse().ToList(),
        "Slice" => array.Slice(10..^10).ToList(),
        "Zip" => array.Zip(array, (a, b) => a + b).ToList(),
        _ => array.Chunk(100).ToList(),
    };
}
