using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SeqTools.Linq;

/// <summary>
/// The file of one element: what it is and how long, the value, and a checksum over both and over the manifest of its
/// folder, so that an entry of another element or of another version is told as well as one that is cut off.
/// </summary>
internal sealed class DiskEntry(string manifest)
{
    private const uint Mark = 0x53515431;
    private const int HeaderSize = 13;
    private const int ChecksumSize = SHA256.HashSizeInBytes;
    private const byte Null = 0;
    private const byte Value = 1;

    private readonly byte[] seal = Encoding.UTF8.GetBytes(manifest);

    public byte[] Encode(int index, byte[]? value)
    {
        var length = value?.Length ?? 0;
        var entry = new byte[HeaderSize + length + ChecksumSize];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(4), index);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(8), length);
        entry[12] = value is null ? Null : Value;
        value?.CopyTo(entry, HeaderSize);
        Checksum(entry.AsSpan(0, HeaderSize + length)).CopyTo(entry.AsSpan(HeaderSize + length));
        return entry;
    }

    /// <returns>What is wrong with the entry, or <see langword="null"/>.</returns>
    public string? Decode(ReadOnlySpan<byte> entry, int index, out byte[]? value)
    {
        value = null;
        if (entry.Length < HeaderSize + ChecksumSize)
        {
            return $"It has {entry.Length} bytes only.";
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(entry[8..]);
        if (entry.Length - HeaderSize - ChecksumSize != length)
        {
            return $"It is {entry.Length} bytes long, which is not the length of a value of {length} bytes.";
        }

        if (!Checksum(entry[..^ChecksumSize]).AsSpan().SequenceEqual(entry[^ChecksumSize..]))
        {
            return "Its checksum is not that of its content.";
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(entry) != Mark
            || BinaryPrimitives.ReadInt32LittleEndian(entry[4..]) != index)
        {
            return "It is the entry of another element.";
        }

        value = entry[12] == Null ? null : entry[HeaderSize..^ChecksumSize].ToArray();
        return null;
    }

    private byte[] Checksum(ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(seal);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }
}
