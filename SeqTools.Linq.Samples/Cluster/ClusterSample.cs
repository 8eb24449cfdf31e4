using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Samples.Images;
using SeqTools.Linq;
using SeqTools.Linq.Orleans;
using SkiaSharp;
using Spectre.Console;
using static Samples.Terminal;

namespace Samples.Cluster;

/// <summary>
/// Two silos and this program, the client, make the contact sheet together. A table shows who has drawn what.
/// </summary>
internal static class ClusterSample
{
    public static async Task<int> RunAsync()
    {
        SyntheticPhotos.WriteTo(Scratch.Folder("photos"));

        Title("Two silos on loopback");
        var primaryPort = Loopback.FreePort();
        await using var first = await SampleSilo.StartAsync(primaryPort, primaryPort);
        await using var second = await SampleSilo.StartAsync(Loopback.FreePort(), primaryPort);
        Print($"processes {first.ProcessId} and {second.ProcessId}; the client is {Environment.ProcessId}");

        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client.UseLocalhostClustering([first.GatewayPort, second.GatewayPort]));
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IClusterClient>();
        await using (var rows = await client.OpenSequenceAsync(ClusterSequences.Rows, Scratch.Folder("photos")))
        {
            Title("The pipeline here; what is beneath it is on the silos");
            await using var ahead = rows.AsPrefetched(nworkers: 4, maxBuffered: 8);
            Print(ahead.Explain());

            Title("Who draws");
            await DrawAsync(ahead, [first.ProcessId, second.ProcessId]);
        }

        await host.StopAsync();
        return 0;
    }

    /// <summary>Reads the rows in order, and keeps the table up to date.</summary>
    private static async Task DrawAsync(PrefetchedView<DrawnRow> rows, int[] silos)
    {
        using ContactSheet sheet = new(Scratch.Root, rows.Count);
        var drawn = silos.ToDictionary(silo => silo, _ => new List<(int Row, int Bytes)>());
        List<string> failures = [];
        var watch = Stopwatch.StartNew();
        await AnsiConsole.Live(TableOf(drawn, watch.Elapsed)).StartAsync(async live =>
        {
            var number = 0;
            await foreach (var row in rows)
            {
                using var picture = SKImage.FromEncodedData(row.Png);
                sheet.Add(picture);
                drawn[row.ProcessId].Add((number++, row.Png.Length));
                failures.AddRange(row.Failures);
                live.UpdateTarget(TableOf(drawn, watch.Elapsed));
            }
        });
        failures.ForEach(Print);
        Array.ForEach([.. sheet.Files], Print);
        Print($"The silos drew {string.Join(" and ", drawn.Values.Select(silo => silo.Count))} rows.");
    }

    private static Table TableOf(Dictionary<int, List<(int Row, int Bytes)>> drawn, TimeSpan elapsed)
    {
        var table = new Table { Border = TableBorder.Rounded }
            .AddColumn("silo")
            .AddColumn("rows", column => column.RightAligned())
            .AddColumn("KiB", column => column.RightAligned())
            .AddColumn("rows a second", column => column.RightAligned())
            .AddColumn("which");
        foreach (var (silo, rows) in drawn)
        {
            table.AddRow(
                silo.ToString(CultureInfo.InvariantCulture),
                rows.Count.ToString(CultureInfo.InvariantCulture),
                (rows.Sum(row => row.Bytes) / 1024).ToString("N0", CultureInfo.InvariantCulture),
                (rows.Count / elapsed.TotalSeconds).ToString("0.0", CultureInfo.InvariantCulture),
                string.Join(' ', rows.Select(row => row.Row)));
        }

        return table;
    }
}
