using BenchmarkDotNet.Attributes;
using SeqTools.Linq;

namespace Benchmarks.Views;

/// <summary>
/// What it costs to describe a pipeline of ten stages, and what a failure costs that passes all of them.
/// </summary>
[MemoryDiagnoser]
public class PipelineBenchmarks
{
    private static readonly int[] Numbers = [.. Enumerable.Range(0, 100)];

    private readonly SeqView<int> failing = Pipeline(_ => throw new FormatException());

    [Benchmark]
    public object Build() => Pipeline(number => number + 1);

    [Benchmark]
    public int Fail()
    {
        try
        {
            return failing[49];
        }
        catch (EvaluationException e)
        {
            return e.Index;
        }
    }

    [Benchmark(Baseline = true)]
    public int BareThrow()
    {
        try
        {
            return Throw(49);
        }
        catch (FormatException e)
        {
            return e.HResult;
        }
    }

    private static int Throw(int number) => number == 49 ? throw new FormatException() : number;

    private static SeqView<int> Pipeline(Func<int, int> function) => Numbers
        .Select(function)
        .Reverse()
        .Select(number => number + 1)
        .Slice(1..)
        .Select(number => number + 1)
        .Rotate(1)
        .Select(number => number + 1)
        .Skip(1)
        .Select(number => number + 1)
        .Take(90);
}
