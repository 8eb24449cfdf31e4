using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Orleans;
using SeqTools.Linq;
using SeqTools.Linq.Orleans;

namespace Benchmarks;

/// <summary>
/// What an element costs on a cluster, how it is spread, and what more silos bring. Silos
/// are processes on loopback of one worker each. Each figure is the best of its rounds, of which there are more as long
/// as they get faster: every silo has its code compiled anew, on processors that all of them share.
/// </summary>
internal static class ClusterTables
{
    private const int RoundsInVain = 5;

    public static async Task RunAsync()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Console.WriteLine("| | measured | beside | ratio | to keep to |");
        Console.WriteLine("| --- | ---: | ---: | ---: | --- |");
        await PrintOverheadAsync();
        await PrintSpeedUpAsync();
        await PrintSpreadAsync();
        Console.WriteLine($"""

            {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}.
            {Environment.ProcessorCount} processors.
            """);
    }

    private static async Task PrintOverheadAsync()
    {
        await using var cluster = await BenchmarkCluster.StartAsync(silos: 1);
        var call = await BestAsync(() => CallAsync(cluster.Client, 20_000, 32, size: 0)) / 20_000;
        SequenceOptions oneByOne = new() { MaxBatchElements = 1, CallsPerWorker = 32 };
        var single = await BestAsync(() =>
            ReadAsync<int>(cluster.Client, "numbers", 20_000, 20_000, 32, oneByOne)) / 20_000;
        Print(
            "an element without cost, one a call, 32 producers", Micro(single), "a grain call", Micro(call),
            single / call, "60 µs");

        var batched = await BestAsync(() =>
            ReadAsync<int>(cluster.Client, "numbers", 200_000, 200_000, 256, new())) / 200_000;
        Print(
            "an element without cost, batched, 256 producers", Micro(batched), "a grain call", Micro(call),
            batched / call, "12 µs");

        foreach (var (size, name, count) in new[] { (64 * 1024, "64 KiB", 4000), (1024 * 1024, "1 MiB", 400) })
        {
            var bytes = (double)size * count;
            var array = bytes / await BestAsync(() =>
                ReadAsync<byte[]>(cluster.Client, "arrays", size, count, 16, new())) / 1e6;
            var plain = bytes / await BestAsync(() => CallAsync(cluster.Client, count, 16, size)) / 1e6;
            Print($"arrays of {name}", $"{array:0} MB/s", "a grain call", $"{plain:0} MB/s", array / plain, "");
        }
    }

    private static async Task PrintSpeedUpAsync()
    {
        int[] waits = [1, 10, 50];
        var one = await WaitAsync(silos: 1, waits);
        var three = await WaitAsync(silos: 3, waits);
        for (var i = 0; i < waits.Length; i++)
        {
            Print(
                $"elements that wait {waits[i]} ms, three silos", $"{1000 * three[i]:0.0} ms", "one silo",
                $"{1000 * one[i]:0.0} ms", one[i] / three[i], "2.7 or better");
        }
    }

    private static async Task<double[]> WaitAsync(int silos, int[] waits)
    {
        await using var cluster = await BenchmarkCluster.StartAsync(silos);
        List<double> times = [];
        foreach (var wait in waits)
        {
            var count = 3000 / wait;
            times.Add(await BestAsync(() => ReadAsync<int>(cluster.Client, "waits", wait, count, 64, new())) / count);
        }

        return [.. times];
    }

    private static async Task PrintSpreadAsync()
    {
        const int Count = 1200;
        double even;
        await using (var cluster = await BenchmarkCluster.StartAsync(silos: 3))
        {
            even = await BestAsync(() => SharesAsync(cluster.Client, Count));
            var shares = await SharesAsync(cluster.Client, Count);
            Print(
                $"{Count} elements over three silos", string.Join(", ", shares.Values), "even", $"{Count / 3}",
                shares.Values.Max() * 3.0 / Count, "1.05 or less");
        }

        await using var uneven = await BenchmarkCluster.StartAsync(silos: 3, lastIsSlow: true);
        var slow = await BestAsync(() => SharesAsync(uneven.Client, Count));
        var ideal = even * 3 / 2.1;
        Print(
            "all of them, one silo being ten times slower", $"{slow:0.00} s", "all three busy all the time",
            $"{ideal:0.00} s", slow / ideal, "about 1");
    }

    private static async Task<Dictionary<int, int>> SharesAsync(IClusterClient client, int count)
    {
        await using var sequence = await client.OpenSequenceAsync<int>("waits", 5);
        await using var ahead = sequence[..count].AsPrefetched(nworkers: 64, maxBuffered: 256);
        Dictionary<int, int> shares = [];
        await foreach (var silo in ahead)
        {
            shares[silo] = shares.GetValueOrDefault(silo) + 1;
        }

        return shares;
    }

    private static async Task<double> BestAsync(Func<Task> run)
    {
        var best = double.MaxValue;
        var inVain = 0;
        while (inVain < RoundsInVain)
        {
            var watch = Stopwatch.StartNew();
            await run();
            var time = watch.Elapsed.TotalSeconds;
            inVain = time < 0.98 * best ? 0 : inVain + 1;
            best = Math.Min(best, time);
        }

        return best;
    }

    private static async Task ReadAsync<T>(
        IClusterClient client, string name, int argument, int count, int producers, SequenceOptions options)
    {
        await using var sequence = await client.OpenSequenceAsync<T>(name, argument, options);
        await using var ahead = sequence[..count].AsPrefetched(nworkers: producers, maxBuffered: 4 * producers);
        await foreach (var _ in ahead)
        {
        }
    }

    /// <summary>What Orleans itself takes: calls of a grain that gives an array, so many at a time.</summary>
    private static Task CallAsync(IClusterClient client, int count, int atOnce, int size) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = atOnce },
            async (i, _) => await client.GetGrain<IPlain>(i % 64).Get(size));

    private static void Print(string what, string measured, string beside, string other, double ratio, string keep) =>
        Console.WriteLine($"| {what} | {measured} | {beside}: {other} | {ratio:0.00} | {keep} |");

    private static string Micro(double seconds) => $"{1e6 * seconds:0.0} µs";
}
