using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SeqTools.Linq;

/// <summary>
/// The file of one element: what it is and how long, the value, and a checksum over both and over the manifest of its
/// folder, so that an entry of another element or of another version is told as well as one that is cut off.
/// </summary>
internal sealed class DiskEntry(DiskManifest manifest)
{
    private const uint Mark = 0x53515431;
    private const int HeaderSize = 13;
    private const int ChecksumSize = SHA256.HashSizeInBytes;
    private const byte Null = 0;
    private const byte Value = 1;

    private readonly byte[] seal = Encoding.UTF8.GetBytes(manifest.Text);

    public byte[] Encode(int index, ReadOnlySpan<byte> value, bool isNull)
    {
        var entry = new byte[HeaderSize + value.Length + ChecksumSize];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(4), index);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(8), value.Length);
        entry[HeaderSize - 1] = isNull ? Null : Value;
        value.CopyTo(entry.AsSpan(HeaderSize));
        Checksum(entry.AsSpan(..^ChecksumSize)).CopyTo(entry.AsSpan(^ChecksumSize..));
        return entry;
    }

    /// <summary>
    /// Reads the entry of an element, all of it only if its header fits the file: that may be anything, of any size.
    /// </summary>
    /// <returns>What is wrong with it, or <see langword="null"/>.</returns>
    /// <exception cref="IOException">It can't be read.</exception>
    public string? Read(Stream file, int index, out byte[] entry)
    {
        var length = file.Length;
        entry = new byte[Math.Min(length, HeaderSize)];
        file.ReadExactly(entry);
        if (WhatIsWrongWithLength(length, entry) is { } reason)
        {
            return reason;
        }

        Array.Resize(ref entry, (int)length);
        file.ReadExactly(entry.AsSpan(HeaderSize));
        return WhatIsWrongWith(entry, index);
    }

    public static bool IsNull(ReadOnlySpan<byte> entry) => entry[HeaderSize - 1] == Null;

    public static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> entry) => entry[HeaderSize..^ChecksumSize];

    private static string? WhatIsWrongWithLength(long length, ReadOnlySpan<byte> header)
    {
        if (length < HeaderSize + ChecksumSize)
        {
            return $"It has {length} bytes only.";
        }

        var valueLength = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        return length <= Array.MaxLength && length - HeaderSize - ChecksumSize == valueLength
            ? null
            : $"It is {length} bytes long, which is not the length of a value of {valueLength} bytes.";
    }

    private string? WhatIsWrongWith(ReadOnlySpan<byte> entry, int index)
    {
        if (!Checksum(entry[..^ChecksumSize]).AsSpan().SequenceEqual(entry[^ChecksumSize..]))
        {
            return "Its checksum is not that of its content.";
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(entry) != Mark
            || BinaryPrimitives.ReadInt32LittleEndian(entry[4..]) != index
            ? "It is the entry of another element."
            : null;
    }

    private byte[] Checksum(ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(seal);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }
}
