using System.Threading.Channels;
using Benchmarks.Prefetching;

namespace Benchmarks.Ratios;

/// <summary>
/// What all elements take, in order, by two workers and a bounded buffer: by <c>AsPrefetched</c> and by its peers.
/// </summary>
internal static class PrefetchRatios
{
    private const int Workers = 2;

    /// <summary>
    /// So many elements that starting two threads, most of a millisecond, is a hundredth of what they take. Cheap ones
    /// have no use for threads.
    /// </summary>
    private static readonly (Load Load, double Limit)[] Loads =
    [
        (new("trivial", 100_000, Workers, i => i), 0.3),
        (new("100 ns", 100_000, Workers, i => Load.Spin(100, i)), 0.95),
        (new("1 µs", 50_000, Workers, i => Load.Spin(1_000, i)), 0.95),
        (new("10 µs", 8_000, Workers, i => Load.Spin(10_000, i)), 1.05),
        (new("100 µs", 800, Workers, i => Load.Spin(100_000, i)), 1.05),
        (new("64 KiB array", 10_000, Workers, i => Load.Fill(i).Length + i), 1.0),
    ];

    public static IEnumerable<RotatedComparison> Rows() =>
        from buffer in (int[])[64, 10]
        from row in Loads
        select Row(row.Load, buffer, row.Limit);

    private static RotatedComparison Row(Load load, int buffer, double limit)
    {
        var ways = new PrefetchBenchmarks { Load = load, Buffer = buffer };
        return new(
            $"{load}, buffer {buffer}", load.Count,
            new("AsPrefetched", () => ways.AsPrefetched()),
            new("Dataflow", () => ways.Dataflow().Result),
            new("channels", () => ChannelForEachWorkerAsync(load, buffer).Result),
            new("channel of tasks", () => ways.ChannelOfTasks().Result),
            new("PLINQ, no bound", () => ways.Plinq()),
            new("one after another", () => ways.OneAfterAnother()))
        {
            HasThreads = true,
            Reach = Reach.OfPeers(limit, 3),
        };
    }

    /// <summary>
    /// Each worker computes every second element into a channel of its own, and the reader takes from them in turn:
    /// in order without a task for each element, as long as elements cost about the same.
    /// </summary>
    private static async Task<long> ChannelForEachWorkerAsync(Load load, int buffer)
    {
        // The channels count neither the element that each worker has in hand nor the one that the reader has.
        var capacity = (buffer - Workers - 1) / Workers;
        var channels = new Channel<int>[Workers];
        var writing = new Task[Workers];
        for (var worker = 0; worker < Workers; worker++)
        {
            var channel = Channel.CreateBounded<int>(
                new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });
            var first = worker;
            channels[worker] = channel;
            writing[worker] = Task.Run(async () =>
            {
                for (var i = first; i < load.Count; i += Workers)
                {
                    await channel.Writer.WriteAsync(load.Element(i));
                }
            });
        }

        var sum = 0L;
        for (var i = 0; i < load.Count; i++)
        {
            sum += await channels[i % Workers].Reader.ReadAsync();
        }

        await Task.WhenAll(writing);
        return sum;
    }
}
