namespace SeqTools.Linq.Processes;

/// <summary>Asks for the number of elements.</summary>
internal sealed class CountRequest : Request<int>
{
    protected override RequestKind Kind => RequestKind.Count;

    protected override int Read(Reply reply) => reply.Length;
}
