using BenchmarkDotNet.Attributes;
using SeqTools.Linq;

namespace Benchmarks.Prefetching;

/// <summary>How the time of a thousand elements that wait 2 ms each falls with the number of workers.</summary>
[Plot]
public class WorkersBenchmarks
{
    [Params(1, 2, 4, 8, 16, 64)]
    public int Workers { get; set; }

    [Benchmark]
    public int Threads()
    {
        using var elements = Seq.Generate(1000, Waiting.Block).AsPrefetched(Workers, 2 * Workers);
        return elements.Sum();
    }

    [Benchmark]
    public async Task<int> Producers()
    {
        await using var elements = Seq.Range(0, 1000)
            .SelectAsync(Waiting.AwaitAsync)
            .AsPrefetched(Workers, 2 * Workers);
        var sum = 0;
        await foreach (var element in elements)
        {
            sum += element;
        }

        return sum;
    }
}

/// <summary>
/// How the time of elements of very different cost falls with the size of the buffer: one in ten waits 10 ms, the
/// others 1 ms; 8 workers.
/// </summary>
[Plot]
public class BufferBenchmarks
{
    private const int Workers = 8;

    [Params(1, 4, 8, 16, 32, 64, 128)]
    public int Buffer { get; set; }

    [Benchmark]
    public int Threads()
    {
        using var elements = Seq.Generate(1000, Waiting.BlockUnevenly).AsPrefetched(Workers, Buffer);
        return elements.Sum();
    }
}

internal static class Waiting
{
    private static readonly bool[] Long = Draw();

    public static int Block(int index)
    {
        Thread.Sleep(2);
        return index;
    }

    public static int BlockUnevenly(int index)
    {
        Thread.Sleep(Long[index] ? 10 : 1);
        return index;
    }

    public static async ValueTask<int> AwaitAsync(int index, CancellationToken cancellationToken)
    {
        await Task.Delay(2, cancellationToken);
        return index;
    }

    private static bool[] Draw()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 1000).Select(_ => random.Next(10) == 0)];
    }
}
