using System.Buffers;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SeqTools.Linq;

/// <summary>The memory of an array as it is, for machines that have it in the same order.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class RawSerializer<T> : IElementSerializer<T[]>
    where T : unmanaged
{
    /// <summary>What tells this layout from that of another type or machine.</summary>
    public static string Layout { get; } =
        $"{Unsafe.SizeOf<T>()} bytes each, {(BitConverter.IsLittleEndian ? "little" : "big")} endian";

    public void Write(T[] value, IBufferWriter<byte> writer)
    {
        var bytes = MemoryMarshal.AsBytes<T>(value);
        bytes.CopyTo(writer.GetSpan(bytes.Length));
        writer.Advance(bytes.Length);
    }

    public T[] Read(ReadOnlySpan<byte> source) => MemoryMarshal.Cast<byte, T>(source).ToArray();
}
