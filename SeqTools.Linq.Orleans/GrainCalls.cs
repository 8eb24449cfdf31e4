using Orleans;

namespace SeqTools.Linq.Orleans;

/// <summary>Calls of grains.</summary>
internal sealed class GrainCalls(IGrainFactory grains) : ISequenceCalls
{
    public Task<string[]> ListAsync(int attempt) => grains.GetGrain<ISequenceSilos>(attempt).List();

    public Task<SiloOffer> AliveAsync(string silo, int route) => SiloBy(silo, route).Alive();

    public Task<OpenAnswer> OpenAsync(string silo, int route, SequenceId sequence, TimeSpan lease) =>
        SiloBy(silo, route).Open(sequence, lease);

    public Task<ReadAnswer> ReadAsync(
        string silo, int route, ReadRequest request, CancellationToken cancellationToken) =>
        SiloBy(silo, route).Read(request, cancellationToken);

    public Task<ReadAnswer> ContinueAsync(
        string silo, int route, Guid ticket, bool givesBack, CancellationToken cancellationToken) =>
        SiloBy(silo, route).Continue(ticket, givesBack, cancellationToken);

    private ISequenceSilo SiloBy(string silo, int route) => grains.GetGrain<ISequenceSilo>(SiloKey.Of(silo, route));
}
