using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace SeqTools.Linq.Orleans;

/// <summary>Reads the membership table of the silo that the client is connected to.</summary>
[StatelessWorker]
internal sealed class SequenceSilos(ISiloStatusOracle membership) : Grain, ISequenceSilos
{
    public Task<string[]> List() =>
        Task.FromResult(Array.ConvertAll(membership.GetActiveSilos(), silo => silo.ToParsableString()));
}
