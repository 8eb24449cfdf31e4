using Orleans;

namespace SeqTools.Linq.Orleans;

/// <summary>
/// A silo, as the place where elements are evaluated. Its key says which one, and by which route:
/// <see cref="SiloKey"/>.
/// </summary>
/// <remarks>
/// The methods are not generic: elements travel as bytes, each serialized on its own, so that a type which one side
/// lacks is a message to the user, and no call that can't be decoded.
/// </remarks>
[Alias("SeqTools.Linq.Orleans.ISequenceSilo")]
internal interface ISequenceSilo : IGrainWithStringKey
{
    /// <summary>Answers at once: the way to the silo is open.</summary>
    [Alias("Alive")]
    Task<SiloOffer> Alive();

    /// <summary>Builds the sequence, or says that it is still being built when the lease is over.</summary>
    [Alias("Open")]
    Task<OpenAnswer> Open(SequenceId sequence, TimeSpan lease);

    /// <summary>Evaluates elements; those that are done when the lease is over are the answer.</summary>
    [Alias("Read")]
    Task<ReadAnswer> Read(ReadRequest request, CancellationToken cancellationToken);

    /// <summary>Waits for the rest of an answer, or has it given back where no worker has begun it.</summary>
    [Alias("Continue")]
    Task<ReadAnswer> Continue(Guid ticket, bool givesBack, CancellationToken cancellationToken);
}
