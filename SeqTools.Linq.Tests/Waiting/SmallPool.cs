using System.Globalization;

namespace SeqTools.Linq.Tests.Waiting;

/// <summary>
/// Pipelines under a thread pool that is as small as can be, in a process of their own. Where code must not block, the
/// pool gets no further thread, so that it would hang; where it may, the pool adds threads for waits on tasks, and for
/// nothing else.
/// </summary>
internal static class SmallPool
{
    public const string Command = "small-pool";

    private const int Count = 200;

    private const int Readers = 12;

    private static readonly Dictionary<string, Func<int, PrefetchedView<int>>> NestedPipelines = new()
    {
        ["producers over producers"] = workers => Upload(Produced(), workers),
        ["by way of a Select"] = workers => Upload(Produced().Select(n => n), workers),
        ["by way of a Zip, a cache and a slice"] = workers =>
            Upload(Produced().Zip(Seq.Range(0, Count), (a, _) => a).Memoize()[..], workers),
        ["over threads"] = workers => Upload(Threads(), workers),
        ["batches whole"] = workers => Upload(
            Produced().Batch(4).SelectAsync(ValueTask.FromResult).AsPrefetched(workers, 2 * workers)
                .Select(batch => batch.Sum()),
            workers),
        ["chunks"] = workers => Upload(Produced().Chunk(4).Select(chunk => chunk.Sum()), workers),
        ["four deep"] = workers => Upload(Upload(Upload(Produced(), workers), 3).Select(n => n), workers),
    };

    private static readonly Dictionary<string, Func<SeqView<int>, int>> BlockingReads = new()
    {
        ["foreach"] = view =>
        {
            var sum = 0;
            foreach (var element in view)
            {
                sum += element;
            }

            return sum;
        },
        ["index"] = view => Enumerable.Range(0, view.Count).Sum(i => view[i]),
        ["Result"] = view => Enumerable.Range(0, view.Count).Sum(i => view.GetAsync(i).AsTask().Result),
        ["ToArray"] = view => view.ToArray().Sum(),
        ["AsCached"] = view => view.AsCached(3).Sum(),
        ["AsIndexable"] = view => view.Where(_ => true).AsIndexable().Reverse().Sum(),
        ["AsPrefetched"] = view => view.Select(n => n).AsPrefetched(2, 4).Sum(),
        ["Filter"] = view => view.Filter(_ => true).Sum(),
    };

    /// <summary>How many pipelines there are.</summary>
    public static int Pipelines => NestedPipelines.Count;

    public static IEnumerable<string> WaysToBlock => BlockingReads.Keys;

    /// <summary>Reads in a way that blocks, or, given a number of workers, all that must not block.</summary>
    public static void Run(string what)
    {
        AppContext.SetSwitch("System.Threading.ThreadPool.DisableStarvationDetection", true);
        ThreadPool.SetMinThreads(1, 1);
        if (BlockingReads.TryGetValue(what, out var read))
        {
            Console.WriteLine($"{what}: {ReadBlocking(read)}");
            return;
        }

        var workers = int.Parse(what, CultureInfo.InvariantCulture);
        ThreadPool.SetMaxThreads(Environment.ProcessorCount, Environment.ProcessorCount);
        foreach (var (name, pipeline) in NestedPipelines)
        {
            Console.WriteLine($"{name}: {SumAsync(pipeline, workers).GetAwaiter().GetResult()}");
        }
    }

    /// <summary>Reads from more threads of the pool than it has: a view of a thread's own, and one for all.</summary>
    private static int ReadBlocking(Func<SeqView<int>, int> read)
    {
        var shared = Produced(20);
        var sums = Enumerable.Range(0, Readers)
            .Select(reader => Task.Run(() => read(reader % 2 == 0 ? shared : Produced(20))))
            .ToArray();
        return Task.WhenAll(sums).GetAwaiter().GetResult().Sum();
    }

    private static async Task<int> SumAsync(Func<int, PrefetchedView<int>> pipeline, int workers)
    {
        await using var view = pipeline(workers);
        var sum = 0;
        await foreach (var element in view)
        {
            sum += element;
        }

        return sum;
    }

    private static PrefetchedView<int> Produced(int count = Count) =>
        Seq.Range(0, count).SelectAsync(DelayAsync).AsPrefetched(4, 8);

    private static PrefetchedView<int> Threads() => Seq.Generate(Count, n => n).AsPrefetched(
        4, 8, new() { OnWorkerStart = _ => { } });

    private static PrefetchedView<int> Upload(IReadOnlyList<int> list, int workers) =>
        list.SelectAsync(DelayAsync).AsPrefetched(workers, 2 * workers);

    private static async ValueTask<int> DelayAsync(int n, CancellationToken cancellationToken)
    {
        await Task.Delay(1, cancellationToken);
        return n;
    }
}
