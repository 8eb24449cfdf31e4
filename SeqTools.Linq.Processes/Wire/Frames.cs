using System.Buffers.Binary;

namespace SeqTools.Linq.Processes;

/// <summary>What precedes each message to a worker.</summary>
/// <param name="Kind">What it is asked.</param>
/// <param name="Index">The element.</param>
/// <param name="Slot">Where its bytes may be put; <see cref="NoSlot"/> for nowhere.</param>
/// <param name="Length">How many bytes follow.</param>
internal readonly record struct RequestHeader(RequestKind Kind, int Index, int Slot, int Length)
{
    public const int Size = 16;

    public const int NoSlot = -1;

    public static RequestHeader Read(ReadOnlySpan<byte> bytes) => new(
        (RequestKind)bytes[0],
        BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, (byte)Kind);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], Index);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], Slot);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], Length);
    }
}

/// <summary>What precedes each message of a worker.</summary>
/// <param name="Kind">What it answers.</param>
/// <param name="Length">How many bytes follow, or are in the slot; the number of elements where that was asked.</param>
/// <param name="IsCheap">Whether it has taken so little that another request might wait for it.</param>
internal readonly record struct ReplyHeader(ReplyKind Kind, int Length, bool IsCheap)
{
    public const int Size = 8;

    public static ReplyHeader Read(ReadOnlySpan<byte> bytes) =>
        new((ReplyKind)bytes[0], BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]), bytes[1] != 0);

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, (byte)Kind);
        bytes[1] = IsCheap ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], Length);
    }
}
