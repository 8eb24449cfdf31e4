using System.Threading.Channels;
using System.Threading.Tasks.Dataflow;
using BenchmarkDotNet.Attributes;
using SeqTools.Linq;

namespace Benchmarks.Prefetching;

/// <summary>
/// Reads all elements in order, computed by several workers into a bounded buffer, as a user would write it. Two
/// controls stand beside: one after another, and bare threads that share a counter, which keep no order and hand
/// nothing over.
/// </summary>
/// <remarks>
/// The bound is the same for all: elements in computation, those that wait, and the one that the reader has. A peer's
/// own setting is smaller by what it does not count.
/// </remarks>
[MemoryDiagnoser]
public class PrefetchBenchmarks
{
    [ParamsSource(nameof(Loads))]
    public Load Load { get; set; } = Load.All[0];

    [Params(10, 64)]
    public int Buffer { get; set; }

    public static IEnumerable<Load> Loads => Load.All;

    [Benchmark(Baseline = true)]
    public long AsPrefetched()
    {
        var sum = 0L;
        using var elements = Seq.Generate(Load.Count, Load.Element).AsPrefetched(Load.Workers, Buffer);
        foreach (var element in elements)
        {
            sum += element;
        }

        return sum;
    }

    /// <summary>The block does not count the element that was received.</summary>
    [Benchmark]
    public async Task<long> Dataflow()
    {
        var block = new TransformBlock<int, int>(
            Load.Element,
            new()
            {
                MaxDegreeOfParallelism = Load.Workers,
                BoundedCapacity = Buffer - 1,
                SingleProducerConstrained = true,
            });
        var reading = Task.Run(async () =>
        {
            var sum = 0L;
            while (await block.OutputAvailableAsync())
            {
                while (block.TryReceive(out var element))
                {
                    sum += element;
                }
            }

            return sum;
        });
        for (var i = 0; i < Load.Count; i++)
        {
            if (!block.Post(i))
            {
                await block.SendAsync(i);
            }
        }

        block.Complete();
        return await reading;
    }

    /// <summary>
    /// The channel counts neither the task that its reader awaits nor the one that waits to be written.
    /// </summary>
    [Benchmark]
    public async Task<long> ChannelOfTasks()
    {
        var channel = Channel.CreateBounded<Task<int>>(
            new BoundedChannelOptions(Buffer - 2) { SingleReader = true, SingleWriter = true });
        using var workers = new SemaphoreSlim(Load.Workers);
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < Load.Count; i++)
            {
                var index = i;
                await workers.WaitAsync();
                await channel.Writer.WriteAsync(Task.Run(() =>
                {
                    try
                    {
                        return Load.Element(index);
                    }
                    finally
                    {
                        workers.Release();
                    }
                }));
            }

            channel.Writer.Complete();
        });
        var sum = 0L;
        await foreach (var element in channel.Reader.ReadAllAsync())
        {
            sum += await element;
        }

        await writing;
        return sum;
    }

    /// <summary>Its buffer has no bound that one could set.</summary>
    [Benchmark]
    public long Plinq()
    {
        var sum = 0L;
        var elements = ParallelEnumerable.Range(0, Load.Count)
            .AsOrdered()
            .WithDegreeOfParallelism(Load.Workers)
            .Select(Load.Element);
        foreach (var element in elements)
        {
            sum += element;
        }

        return sum;
    }

    [Benchmark]
    public long BareThreads()
    {
        var (next, sum) = (-1, 0L);
        var threads = Enumerable.Range(0, Load.Workers).Select(_ => new Thread(() =>
        {
            var mine = 0L;
            for (int i; (i = Interlocked.Increment(ref next)) < Load.Count;)
            {
                mine += Load.Element(i);
            }

            Interlocked.Add(ref sum, mine);
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return sum;
    }

    [Benchmark]
    public long OneAfterAnother()
    {
        var sum = 0L;
        for (var i = 0; i < Load.Count; i++)
        {
            sum += Load.Element(i);
        }

        return sum;
    }
}
