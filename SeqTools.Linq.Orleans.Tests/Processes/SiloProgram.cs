using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;

namespace SeqTools.Linq.Orleans.Tests.Processes;

/// <summary>A silo as a process: until its standard input ends, with which it is shut down.</summary>
internal static class SiloProgram
{
    public const string Ready = "ready";

    /// <summary>The element of <c>deadly</c> that ends the process which evaluates it.</summary>
    public const int DeadlyElement = 40;

    public static async Task RunAsync(SiloPlace place)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            Join(silo, place);
            if (place.HasSequences)
            {
                silo.AddSequences(Add);
            }
        });
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine(Ready);
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        await host.StopAsync();
    }

    /// <summary>The client of the same cluster.</summary>
    public static async Task<IHost> ConnectAsync(SiloPlace place, params int[] gatewayPorts)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            if (place.IsRedis)
            {
                client.UseRedisClustering($"127.0.0.1:{place.Membership}");
            }
            else
            {
                client.UseLocalhostClustering(gatewayPorts);
            }

            client.UseConnectionRetryFilter((_, _) => Task.FromResult(true));
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static void Join(ISiloBuilder silo, SiloPlace place)
    {
        if (place.IsRedis)
        {
            silo.UseRedisClustering($"127.0.0.1:{place.Membership}");
            silo.ConfigureEndpoints(IPAddress.Loopback, place.SiloPort, place.GatewayPort);
        }
        else
        {
            silo.UseLocalhostClustering(
                place.SiloPort, place.GatewayPort, new IPEndPoint(IPAddress.Loopback, place.Membership));
        }
    }

    private static void Add(SequencesBuilder builder)
    {
        builder.Workers = 1;
        builder.Add("process ids", (int count) => Seq.Range(0, count).Select(i =>
        {
            Thread.Sleep(4);
            return new Point(i, Environment.ProcessId);
        }));
        builder.Add("deadly", (int count) => Seq.Range(0, count).Select(i =>
        {
            Thread.Sleep(1);
            if (i == DeadlyElement)
            {
                Environment.FailFast("A native decoder would have ended here.");
            }

            return i;
        }));
    }
}
