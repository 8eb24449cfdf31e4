using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace SeqTools.Linq.Orleans.Tests;

/// <summary>Silos and a client in this process.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly InProcessTestCluster cluster;

    private Cluster(InProcessTestCluster cluster) => this.cluster = cluster;

    public IClusterClient Client => cluster.Client;

    public IReadOnlyList<InProcessSiloHandle> Silos => cluster.Silos;

    /// <summary>Starts silos that add the same sequences.</summary>
    public static Task<Cluster> StartAsync(Action<SequencesBuilder> configure, int silos = 3) =>
        StartAsync((_, silo) => silo.AddSequences(configure), silos);

    /// <summary>Starts silos that differ; they are told apart by their names.</summary>
    public static async Task<Cluster> StartAsync(
        Action<string, ISiloBuilder> configure, int silos = 3, Action<IClientBuilder>? client = null)
    {
        InProcessTestClusterBuilder builder = new((short)silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureHost(host => host.Logging.ClearProviders());
        builder.ConfigureSilo((options, silo) =>
        {
            silo.Services.Configure<GrainCollectionOptions>(grains => grains.CollectionAge = TimeSpan.FromHours(1));
            configure(options.SiloName, silo);
        });
        if (client is not null)
        {
            builder.ConfigureClient(client);
        }

        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new(cluster);
    }

    public Task<InProcessSiloHandle> JoinAsync() => cluster.StartAdditionalSiloAsync();

    public Task KillAsync(InProcessSiloHandle silo) => cluster.KillSiloAsync(silo);

    public Task StopAsync(InProcessSiloHandle silo) => cluster.StopSiloAsync(silo);

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
