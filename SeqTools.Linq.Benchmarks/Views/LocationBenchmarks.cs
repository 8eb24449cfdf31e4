using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using SeqTools.Linq;

namespace Benchmarks.Views;

/// <summary>
/// Reads at random through the operators that only say where an element stands, and through the same written by hand.
/// </summary>
[MemoryDiagnoser, GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory), CategoriesColumn]
public class LocationBenchmarks
{
    private const int Count = 100_000;
    private const int Lists = 1000;
    private const int Reads = 1000;
    private const int Size = 32;

    private readonly int[] numbers = [.. Enumerable.Range(0, Count)];
    private readonly int[][] parts =
        [.. Enumerable.Range(0, Lists).Select(i => Enumerable.Range(0, 50 + (i % 101)).ToArray())];
    private readonly int[] shuffled = [.. Enumerable.Range(0, Count)];
    private readonly int[] positions = new int[Reads];
    private int[] ends = [];
    private int[] table = [];
    private SeqView<int> concatenated = Seq.Empty<int>();
    private SeqView<int> interleaved = Seq.Empty<int>();
    private SeqView<int> gathered = Seq.Empty<int>();
    private SeqView<int> permuted = Seq.Empty<int>();
    private SeqView<SeqView<int>> windows = Seq.Empty<SeqView<int>>();
    private SeqView<SeqView<int>> batches = Seq.Empty<SeqView<int>>();

    [GlobalSetup]
    public void Build()
    {
        var random = new Random(1);
        random.Shuffle(shuffled);
        concatenated = Seq.Concat(parts);
        interleaved = numbers.Interleave(shuffled);
        gathered = numbers.Gather(shuffled);
        permuted = numbers.Shuffle(1);
        table = permuted.ToArray();
        windows = numbers.Window(Size);
        batches = numbers.Batch(Size);
        var end = 0;
        ends = Array.ConvertAll(parts, part => end += part.Length);
        for (var i = 0; i < Reads; i++)
        {
            positions[i] = random.Next(Math.Min(Count, end));
        }
    }

    [Benchmark(OperationsPerInvoke = Reads), BenchmarkCategory("Concat")]
    public int Concat() => Sum(concatenated);

    [Benchmark(Baseline = true, OperationsPerInvoke = Reads), BenchmarkCategory("Concat")]
    public int ConcatByHand()
    {
        var sum = 0;
        foreach (var position in positions)
        {
            var found = Array.BinarySearch(ends, position);
            var list = found < 0 ? ~found : found + 1;
            sum += parts[list][list == 0 ? position : position - ends[list - 1]];
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Reads), BenchmarkCategory("Interleave")]
    public int Interleave() => Sum(interleaved);

    [Benchmark(Baseline = true, OperationsPerInvoke = Reads), BenchmarkCategory("Interleave")]
    public int InterleaveByHand()
    {
        var sum = 0;
        foreach (var position in positions)
        {
            sum += (position % 2 == 0 ? numbers : shuffled)[position / 2];
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Reads), BenchmarkCategory("Gather")]
    public int Gather() => Sum(gathered);

    [Benchmark(Baseline = true, OperationsPerInvoke = Reads), BenchmarkCategory("Gather")]
    public int GatherByHand()
    {
        var sum = 0;
        foreach (var position in positions)
        {
            sum += numbers[shuffled[position]];
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Reads), BenchmarkCategory("Shuffle")]
    public int Shuffle() => Sum(permuted);

    /// <summary>By hand it is a table of as many numbers as there are elements.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Reads), BenchmarkCategory("Shuffle")]
    public int ShuffleByHand()
    {
        var sum = 0;
        foreach (var position in positions)
        {
            sum += table[position];
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Reads), BenchmarkCategory("Window")]
    public int Window()
    {
        var sum = 0;
        foreach (var position in positions)
        {
            sum += windows[position / 2][Size - 1];
        }

        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Reads), BenchmarkCategory("Window")]
    public int WindowByHand()
    {
        var sum = 0;
        foreach (var position in positions)
        {
            sum += new ArraySegment<int>(numbers, position / 2, Size)[Size - 1];
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Reads), BenchmarkCategory("Batch")]
    public int Batch()
    {
        var sum = 0;
        foreach (var position in positions)
        {
            sum += batches[position / (2 * Size)][Size - 1];
        }

        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Reads), BenchmarkCategory("Batch")]
    public int BatchByHand()
    {
        var sum = 0;
        foreach (var position in positions)
        {
            sum += new ArraySegment<int>(numbers, position / (2 * Size) * Size, Size)[Size - 1];
        }

        return sum;
    }

    private int Sum(SeqView<int> view)
    {
        var sum = 0;
        foreach (var position in positions)
        {
            sum += view[position];
        }

        return sum;
    }
}
