using BenchmarkDotNet.Attributes;
using SeqTools.Linq;
using ZLinq;

namespace Benchmarks.Views;

/// <summary>
/// Adds up a million numbers after two <c>Select</c>s, over what a user may have: an array, a list, a view.
/// </summary>
[MemoryDiagnoser]
public class EnumerationBenchmarks
{
    private const int Count = 1_000_000;

    private readonly int[] array = [.. Enumerable.Range(0, Count)];
    private readonly List<int> list = [.. Enumerable.Range(0, Count)];
    private readonly SeqView<int> range = Seq.Range(0, Count);

    [Params("array", "list", "view")]
    public string Source { get; set; } = "";

    private IReadOnlyList<int> Numbers => Source switch
    {
        "array" => array,
        "list" => list,
        _ => range,
    };

    [Benchmark(Baseline = true)]
    public long SystemLinq()
    {
        var sum = 0L;
        var once = Enumerable.Select(Numbers, number => number + 1);
        foreach (var number in Enumerable.Select(once, number => number ^ 1))
        {
            sum += number;
        }

        return sum;
    }

    [Benchmark]
    public long View()
    {
        var sum = 0L;
        foreach (var number in Numbers.Select(number => number + 1).Select(number => number ^ 1))
        {
            sum += number;
        }

        return sum;
    }

    [Benchmark]
    public long ZLinq()
    {
        var sum = 0L;
        foreach (var number in Numbers.AsValueEnumerable().Select(number => number + 1).Select(number => number ^ 1))
        {
            sum += number;
        }

        return sum;
    }

    [Benchmark]
    public long Loop()
    {
        var sum = 0L;
        var numbers = Numbers;
        for (var index = 0; index < numbers.Count; index++)
        {
            sum += (numbers[index] + 1) ^ 1;
        }

        return sum;
    }
}
