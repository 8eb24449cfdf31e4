using Orleans;

namespace SeqTools.Linq.Orleans;

/// <summary>Calls of grains.</summary>
internal sealed class GrainCalls(IGrainFactory grains) : ISequenceCalls
{
    public Task<string[]> ListAsync(int attempt) => grains.GetGrain<ISequenceSilos>(attempt).List();

    public Task<SiloOffer> AliveAsync(string silo, int door) => SiloBy(silo, door).Alive();

    public Task<OpenAnswer> OpenAsync(string silo, int door, SequenceId sequence, TimeSpan lease) =>
        SiloBy(silo, door).Open(sequence, lease);

    public Task<ReadAnswer> ReadAsync(
        string silo, int door, ReadRequest request, CancellationToken cancellationToken) =>
        SiloBy(silo, door).Read(request, cancellationToken);

    public Task<ReadAnswer> ContinueAsync(
        string silo, int door, Guid ticket, bool givesBack, CancellationToken cancellationToken) =>
        SiloBy(silo, door).Continue(ticket, givesBack, cancellationToken);

    private ISequenceSilo SiloBy(string silo, int door) => grains.GetGrain<ISequenceSilo>(SiloKey.Of(silo, door));
}
