using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

namespace Benchmarks;

/// <summary>Silos as processes, and a client here.</summary>
internal sealed class BenchmarkCluster : IAsyncDisposable
{
    private readonly List<BenchmarkSilo> silos = [];
    private IHost client = null!;

    public IClusterClient Client => client.Services.GetRequiredService<IClusterClient>();

    public static async Task<BenchmarkCluster> StartAsync(int silos, bool lastIsSlow = false)
    {
        BenchmarkCluster cluster = new();
        var primary = BenchmarkSilo.FreePort();
        List<int> gateways = [];
        for (var i = 0; i < silos; i++)
        {
            gateways.Add(BenchmarkSilo.FreePort());
            cluster.silos.Add(await BenchmarkSilo.StartAsync(
                i == 0 ? primary : BenchmarkSilo.FreePort(), gateways[i], primary, lastIsSlow && i == silos - 1));
        }

        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(orleans => orleans.UseLocalhostClustering([.. gateways]));
        cluster.client = builder.Build();
        await cluster.client.StartAsync();
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        await client.StopAsync();
        client.Dispose();
        silos.ForEach(silo => silo.Dispose());
    }
}
