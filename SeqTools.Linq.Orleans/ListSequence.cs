using Orleans.Serialization;

namespace SeqTools.Linq.Orleans;

/// <summary>The elements of a list, evaluated where they are asked for.</summary>
internal sealed class ListSequence<T>(IReadOnlyList<T> list, Serializer<T> serializer) : BuiltSequence(list, list.Count)
{
    public override bool IsAwaited => false;

    public static ListSequence<T> Of(IReadOnlyList<T>? list, Serializer serializer) =>
        new(list ?? throw new InvalidOperationException("The recipe returned null."), serializer.GetSerializer<T>());

    public override ValueTask<byte[]> ReadAsync(int index, CancellationToken cancellationToken) =>
        new(Serialize(list[index], serializer));
}
