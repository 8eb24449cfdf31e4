using System.Diagnostics.CodeAnalysis;

namespace SeqTools.Linq.Orleans;

/// <summary>Takes a refusal out of the code that finds it; it never leaves the silo.</summary>
[SuppressMessage("Design", "CA1064", Justification = "Nobody outside sees it.")]
internal sealed class RefusalException(Refusal refusal) : Exception(refusal.Reason)
{
    public Refusal Refusal => refusal;
}
