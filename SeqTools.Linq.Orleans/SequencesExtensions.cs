using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;

namespace SeqTools.Linq.Orleans;

/// <summary>Adds sequences to silos.</summary>
public static class SequencesExtensions
{
    /// <summary>Has the silo evaluate elements of sequences.</summary>
    /// <remarks>
    /// Every silo of the cluster should add the same ones: those that lack a sequence are left out when it is read. It
    /// may be called several times.
    /// </remarks>
    /// <param name="silo">The silo.</param>
    /// <param name="configure">Adds recipes, and says how they are evaluated.</param>
    /// <returns>The silo.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// builder.UseOrleans(silo => silo
    ///     .UseLocalhostClustering()
    ///     .AddSequences(s => s.Add("squares", (int count) => Seq.Range(0, count).Select(n => n * n))));
    /// </code></example>
    [CLSCompliant(false)]
    public static ISiloBuilder AddSequences(this ISiloBuilder silo, Action<SequencesBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentNullException.ThrowIfNull(configure);
        silo.Services.Configure(configure);
        if (silo.Services.Any(service => service.ServiceType == typeof(SequenceHost)))
        {
            return silo;
        }

        silo.Services.AddSingleton<SequenceHost>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            services => services.GetRequiredService<SequenceHost>());
        return silo.AddPlacementDirector<SiloPlacement, SiloPlacementDirector>();
    }
}
