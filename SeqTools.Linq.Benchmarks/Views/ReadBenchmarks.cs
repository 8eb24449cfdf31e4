using BenchmarkDotNet.Attributes;
using SeqTools.Linq;

namespace Benchmarks.Views;

/// <summary>
/// Reads single elements through a chain of <c>Select</c>: by a view, by the lambdas nested by hand, which is the
/// limit, and by LINQ's <c>ElementAt</c>.
/// </summary>
[MemoryDiagnoser]
public class ReadBenchmarks
{
    private const int Reads = 1000;

    private readonly int[] numbers = [.. Enumerable.Range(0, Reads)];
    private SeqView<int> view = Seq.Empty<int>();
    private Func<int, int> nested = index => index;
    private IEnumerable<int> query = [];

    [Params(1, 4, 16)]
    public int Depth { get; set; }

    [GlobalSetup]
    public void Build()
    {
        Func<int, int> function = number => number + 1;
        view = numbers.AsView();
        nested = index => numbers[index];
        query = numbers;
        for (var stage = 0; stage < Depth; stage++)
        {
            var inner = nested;
            view = view.Select(function);
            nested = index => function(inner(index));
            query = Enumerable.Select(query, function);
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Reads)]
    public int NestedLambdas()
    {
        var sum = 0;
        for (var index = 0; index < Reads; index++)
        {
            sum += nested(index);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Reads)]
    public int View()
    {
        var sum = 0;
        for (var index = 0; index < Reads; index++)
        {
            sum += view[index];
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Reads)]
    public int ElementAt()
    {
        var sum = 0;
        for (var index = 0; index < Reads; index++)
        {
            sum += query.ElementAt(index);
        }

        return sum;
    }
}
