using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace SeqTools.Linq.Orleans;

/// <summary>The silos of the cluster, as any one of them knows them.</summary>
[Alias("SeqTools.Linq.Orleans.ISequenceSilos")]
internal interface ISequenceSilos : IGrainWithIntegerKey
{
    /// <summary>The addresses of the silos that are active, in the form that <see cref="SiloKey"/> uses.</summary>
    [Alias("List")]
    Task<string[]> List();
}

/// <summary>Reads the membership table of the silo that the client is connected to.</summary>
[StatelessWorker]
internal sealed class SequenceSilos(ISiloStatusOracle membership) : Grain, ISequenceSilos
{
    public Task<string[]> List() =>
        Task.FromResult(Array.ConvertAll(membership.GetActiveSilos(), silo => silo.ToParsableString()));
}
