namespace SeqTools.Linq.Orleans;

/// <summary>The calls that a client makes: Orleans', or a test's.</summary>
internal interface ISequenceCalls
{
    /// <summary>The silos of the cluster; another attempt asks by another gateway, where there is one.</summary>
    Task<string[]> ListAsync(int attempt);

    Task<SiloOffer> AliveAsync(string silo, int route);

    Task<OpenAnswer> OpenAsync(string silo, int route, SequenceId sequence, TimeSpan lease);

    Task<ReadAnswer> ReadAsync(string silo, int route, ReadRequest request, CancellationToken cancellationToken);

    Task<ReadAnswer> ContinueAsync(
        string silo, int route, Guid ticket, bool givesBack, CancellationToken cancellationToken);
}
