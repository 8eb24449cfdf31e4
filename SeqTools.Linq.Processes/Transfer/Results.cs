using System.Buffers;

namespace SeqTools.Linq.Processes;

/// <summary>What is made of the bytes of a result, by the way they came.</summary>
internal abstract class Results<T>
{
    /// <summary>Whether a result in a slot is the slot, and gives it back itself.</summary>
    public virtual bool StaysInSlot => false;

    /// <summary>Of bytes that are there until this returns.</summary>
    public abstract T OfBytes(ReadOnlySpan<byte> bytes);

    /// <summary>Of an array that nobody else has.</summary>
    public virtual T OfArray(byte[] bytes) => OfBytes(bytes);

    /// <summary>Of bytes in shared memory.</summary>
    public virtual T OfSlot(Slots slots, int slot, int length) => OfBytes(slots.BytesOf(slot, length));
}

/// <summary>The ways to make something of bytes.</summary>
internal static class Results
{
    public static Results<T> Of<T>(IElementSerializer<T> serializer) =>
        PlainSerializer.CopiesBytes(serializer)
            ? (Results<T>)(object)new Copied()
            : new Serialized<T>(serializer);

    public static Results<IMemoryOwner<byte>> InPlace() => new Owned();

    private sealed class Serialized<T>(IElementSerializer<T> serializer) : Results<T>
    {
        public override T OfBytes(ReadOnlySpan<byte> bytes) => serializer.Read(bytes);
    }

    private sealed class Copied : Results<byte[]>
    {
        public override byte[] OfBytes(ReadOnlySpan<byte> bytes)
        {
            var array = ResultArray.Of(bytes.Length);
            bytes.CopyTo(array);
            return array;
        }

        public override byte[] OfArray(byte[] bytes) => bytes;
    }

    private sealed class Owned : Results<IMemoryOwner<byte>>
    {
        public override bool StaysInSlot => true;

        public override IMemoryOwner<byte> OfBytes(ReadOnlySpan<byte> bytes) => OwnedBytes.Of(bytes.ToArray());

        public override IMemoryOwner<byte> OfArray(byte[] bytes) => OwnedBytes.Of(bytes);

        public override IMemoryOwner<byte> OfSlot(Slots slots, int slot, int length) =>
            new SlotMemory(slots, slot, length);
    }
}
