using Orleans;

namespace SeqTools.Linq.Orleans;

/// <summary>The silos of the cluster, as any one of them knows them.</summary>
[Alias("SeqTools.Linq.Orleans.ISequenceSilos")]
internal interface ISequenceSilos : IGrainWithIntegerKey
{
    /// <summary>The addresses of the silos that are active, in the form that <see cref="SiloKey"/> uses.</summary>
    [Alias("List")]
    Task<string[]> List();
}
