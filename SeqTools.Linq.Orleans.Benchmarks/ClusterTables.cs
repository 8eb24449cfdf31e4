using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Orleans;
using SeqTools.Linq;
using SeqTools.Linq.Orleans;

namespace Benchmarks;

/// <summary>
/// What an element costs on a cluster, how it is spread, and what more silos bring. Silos
/// are processes on loopback of one worker each. Each figure is the best of three rounds after one that warms up.
/// </summary>
internal static class ClusterTables
{
    private const int Rounds = 3;

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
            var count = wait == 1 ? 1500 : 3000 / wait;
            times.Add(await BestAsync(() => ReadAsync<int>(cluster.Client, "waits", wait, count, 32, new())) / count);
        }

        return [.. times];
    }

    private static async Task PrintSpreadAsync()
    {
        await using (var cluster = await BenchmarkCluster.StartAsync(silos: 3))
        {
            var shares = await SharesAsync(cluster.Client, 1200);
            var even = 1200 / 3.0;
            Print(
                "1200 elements over three silos", string.Join(", ", shares.Values), "even", $"{even:0}",
                shares.Values.Max() / even, "1.05 or less");
        }

        await using var uneven = await BenchmarkCluster.StartAsync(silos: 3, lastIsSlow: true);
        var slow = await SharesAsync(uneven.Client, 1200);
        var share = slow.GetValueOrDefault(uneven.SlowProcess);
        Print("the part of a silo that is ten times slower", $"{share}", "its share", "57", share / 57.0, "about 1");
    }

    private static async Task<Dictionary<int, int>> SharesAsync(IClusterClient client, int count)
    {
        await using var sequence = await client.OpenSequenceAsync<int>("waits", 5);
        await using var ahead = sequence[..count].AsPrefetched(nworkers: 32, maxBuffered: 64);
        Dictionary<int, int> shares = [];
        await foreach (var silo in ahead)
        {
            shares[silo] = shares.GetValueOrDefault(silo) + 1;
        }

        return shares;
    }

    private static async Task<double> BestAsync(Func<Task> run)
    {
        await run();
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            await run();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return best;
    }

    private static async Task ReadAsync<T>(
        IClusterClient client, string name, int argument, int count, int producers, SequenceOptions options)
    {
        await using var sequence = await client.OpenSequenceAsync<T>(name, argument, options);
        await using var ahead = sequence[..count].AsPrefetched(nworkers: producers, maxBuffered: 2 * producers);
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
