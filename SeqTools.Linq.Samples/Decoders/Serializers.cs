using System.Buffers;
using MemoryPack;
using MessagePack;
using SeqTools.Linq;

namespace Samples.Decoders;

/// <summary>Elements as MessagePack, which other languages read, too.</summary>
internal sealed class AsMessagePack<T> : IElementSerializer<T>
{
    public void Write(T value, IBufferWriter<byte> writer) => MessagePackSerializer.Serialize(writer, value);

    // The bytes may lie in shared memory, which MessagePack can't read in place.
    public T Read(ReadOnlySpan<byte> source) => MessagePackSerializer.Deserialize<T>(source.ToArray());
}

/// <summary>Elements as MemoryPack, whose form of arrays is that of memory.</summary>
internal sealed class AsMemoryPack<T> : IElementSerializer<T>
{
    public void Write(T value, IBufferWriter<byte> writer) => MemoryPackSerializer.Serialize(writer, value);

    public T Read(ReadOnlySpan<byte> source) => MemoryPackSerializer.Deserialize<T>(source)!;
}
