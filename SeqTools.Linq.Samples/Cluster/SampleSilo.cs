using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using SeqTools.Linq.Orleans;

namespace Samples.Cluster;

/// <summary>A silo on loopback: this program once more, until its standard input ends.</summary>
internal sealed class SampleSilo : IAsyncDisposable
{
    public const string Command = "cluster-silo";

    private const string Ready = "ready";

    private readonly Process process;

    private SampleSilo(Process process, int gatewayPort) => (this.process, GatewayPort) = (process, gatewayPort);

    public int GatewayPort { get; }

    public int ProcessId => process.Id;

    /// <summary>Starts a silo that joins the one whose port is given; that one holds the membership.</summary>
    public static async Task<SampleSilo> StartAsync(int siloPort, int primaryPort)
    {
        var gatewayPort = Loopback.FreePort();
        ProcessStartInfo start = new(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(SampleSilo).Assembly.Location);
        }

        start.ArgumentList.Add(Command);
        foreach (var port in new[] { siloPort, gatewayPort, primaryPort })
        {
            start.ArgumentList.Add(port.ToString(CultureInfo.InvariantCulture));
        }

        SampleSilo silo = new(Process.Start(start)!, gatewayPort);
        return await silo.process.StandardOutput.ReadLineAsync() == Ready
            ? silo
            : throw new InvalidOperationException("A silo did not start.");
    }

    /// <summary>What the process does.</summary>
    public static async Task<int> RunAsync(string[] ports)
    {
        var numbers = ports.Select(port => int.Parse(port, CultureInfo.InvariantCulture)).ToArray();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(numbers[0], numbers[1], new IPEndPoint(IPAddress.Loopback, numbers[2]))
            .AddSequences(s =>
            {
                s.Workers = 1;
                s.Add(ClusterSequences.Rows, ClusterSequences.Draw);
            }));
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine(Ready);
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        await host.StopAsync();
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(20));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
