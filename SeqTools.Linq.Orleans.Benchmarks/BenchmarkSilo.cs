using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using SeqTools.Linq;
using SeqTools.Linq.Orleans;

namespace Benchmarks;

/// <summary>A silo of one worker, as a process on loopback that ends with its standard input.</summary>
internal sealed class BenchmarkSilo : IDisposable
{
    public const string Command = "cluster-silo";

    private readonly Process process;

    private BenchmarkSilo(Process process) => this.process = process;

    public static async Task<BenchmarkSilo> StartAsync(int siloPort, int gatewayPort, int primaryPort, bool isSlow)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(BenchmarkSilo).Assembly.Location);
        }

        string[] arguments =
        [
            Command, siloPort.ToString(CultureInfo.InvariantCulture),
            gatewayPort.ToString(CultureInfo.InvariantCulture), primaryPort.ToString(CultureInfo.InvariantCulture),
            isSlow.ToString(),
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        BenchmarkSilo silo = new(Process.Start(start)!);
        await silo.process.StandardOutput.ReadLineAsync();
        return silo;
    }

    /// <summary>What the process does.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var ports = arguments.Take(3).Select(port => int.Parse(port, CultureInfo.InvariantCulture)).ToArray();
        var slowness = bool.Parse(arguments[3]) ? 10 : 1;
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(ports[0], ports[1], new IPEndPoint(IPAddress.Loopback, ports[2]))
            .AddSequences(s =>
            {
                s.Workers = 1;
                s.Add("numbers", (int count) => Seq.Range(0, count));
                s.Add("arrays", (int size) => Seq.Repeat(new byte[size], 100_000));
                s.Add("waits", (int milliseconds) => Seq.Range(0, 100_000).Select(_ =>
                {
                    Thread.Sleep(milliseconds * slowness);
                    return Environment.ProcessId;
                }));
            }));
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        await host.StopAsync();
    }

    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(20)))
        {
            process.Kill();
        }

        process.Dispose();
    }
}
