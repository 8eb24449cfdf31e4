using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace SeqTools.Linq.Orleans;

/// <summary>
/// Passes calls on to the <see cref="SequenceHost"/> of its silo, which has one where sequences were added.
/// </summary>
[Reentrant, SiloPlacement]
internal sealed class SequenceSilo(IServiceProvider services, ILocalSiloDetails silo) : Grain, ISequenceSilo
{
    private readonly SequenceHost? host = services.GetService<SequenceHost>();

    /// <summary>A grain of a silo that has gone must not answer for another one.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        SiloKey.SiloOf(this.GetPrimaryKeyString()).Equals(silo.SiloAddress)
            ? Task.CompletedTask
            : throw new SiloUnavailableException($"{this.GetPrimaryKeyString()} is not {silo.SiloAddress}.");

    public Task<SiloOffer> Alive() => Task.FromResult(host?.Offer ?? new SiloOffer(0, IsLeaving: false));

    public Task<OpenAnswer> Open(SequenceId sequence, TimeSpan lease) =>
        host?.OpenAsync(sequence, lease)
        ?? Task.FromResult(new OpenAnswer(false, "", 0, NoSequences()));

    public Task<ReadAnswer> Read(ReadRequest request, CancellationToken cancellationToken) =>
        host?.ReadAsync(request, cancellationToken)
        ?? Task.FromResult(new ReadAnswer(
            [], [.. Enumerable.Range(0, request.Indices.Length)], Guid.Empty, false, false, default, NoSequences()));

    public Task<ReadAnswer> Continue(Guid ticket, bool givesBack, CancellationToken cancellationToken) =>
        host?.ContinueAsync(ticket, givesBack, cancellationToken)
        ?? throw new InvalidOperationException(NoSequences().Reason);

    private Refusal NoSequences() => new(
        RefusalKind.NoSequences,
        $"Silo {silo.SiloAddress} has no sequences. Add them there: silo.AddSequences(s => s.Add(…)).");
}
