using Orleans.Serialization;

namespace SeqTools.Linq.Orleans;

/// <summary>The elements of an awaited view.</summary>
internal sealed class AwaitedSequence<T>(AsyncSeqView<T> view, Serializer<T> serializer)
    : BuiltSequence(view, view.Count)
{
    public override bool IsAwaited => true;

    public static AwaitedSequence<T> Of(AsyncSeqView<T>? view, Serializer serializer) =>
        new(view ?? throw new InvalidOperationException("The recipe returned null."), serializer.GetSerializer<T>());

    public override async ValueTask<byte[]> ReadAsync(int index, CancellationToken cancellationToken) =>
        Serialize(await view.GetAsync(index, cancellationToken).ConfigureAwait(false), serializer);
}
