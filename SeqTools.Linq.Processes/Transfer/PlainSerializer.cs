using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SeqTools.Linq.Processes;

/// <summary>
/// Values whose memory can be copied as it is, for both ends run the same code on the same machine: texts, bytes,
/// numbers and structures of them, and arrays of these.
/// </summary>
internal static class PlainSerializer
{
    /// <summary>The serializer; none where values hold references.</summary>
    public static IElementSerializer<T>? Of<T>() =>
        RuntimeHelpers.IsReferenceOrContainsReferences<T>()
            ? (ForBytes(typeof(T)) ?? ForArrays(typeof(T))) as IElementSerializer<T> ?? ForStructures<T>()
            : new ValueSerializer<T>();

    /// <summary>Whether elements are bytes that are copied as they are.</summary>
    public static bool CopiesBytes<T>(IElementSerializer<T> serializer) =>
        typeof(T) == typeof(byte[]) && serializer.GetType() == Of<T>()!.GetType();

    private static object? ForBytes(Type type) =>
        type == typeof(string) ? new TextSerializer()
        : type == typeof(byte[]) ? ElementSerializer.OfMemory<byte>()
        : type == typeof(Memory<byte>) ? new MemorySerializer()
        : type == typeof(ReadOnlyMemory<byte>) ? new ReadOnlyMemorySerializer()
        : null;

    /// <summary>Apart from the others, for so much code takes a worker milliseconds to compile.</summary>
    private static object? ForArrays(Type type) =>
        type == typeof(bool[]) ? ElementSerializer.OfMemory<bool>()
        : type == typeof(char[]) ? ElementSerializer.OfMemory<char>()
        : type == typeof(sbyte[]) ? ElementSerializer.OfMemory<sbyte>()
        : type == typeof(short[]) ? ElementSerializer.OfMemory<short>()
        : type == typeof(ushort[]) ? ElementSerializer.OfMemory<ushort>()
        : type == typeof(int[]) ? ElementSerializer.OfMemory<int>()
        : type == typeof(uint[]) ? ElementSerializer.OfMemory<uint>()
        : type == typeof(long[]) ? ElementSerializer.OfMemory<long>()
        : type == typeof(ulong[]) ? ElementSerializer.OfMemory<ulong>()
        : type == typeof(Half[]) ? ElementSerializer.OfMemory<Half>()
        : type == typeof(float[]) ? ElementSerializer.OfMemory<float>()
        : type == typeof(double[]) ? ElementSerializer.OfMemory<double>()
        : type == typeof(decimal[]) ? ElementSerializer.OfMemory<decimal>()
        : null;

    /// <summary>Arrays of structures, whose code there is only where there is a just-in-time compiler.</summary>
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Not where code can't be made.")]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Nothing of the type is looked up.")]
    private static IElementSerializer<T>? ForStructures<T>() =>
        RuntimeFeature.IsDynamicCodeSupported
        && typeof(T).IsSZArray
        && typeof(T).GetElementType() is { IsValueType: true } part
        && Nullable.GetUnderlyingType(part) is null
            ? (IElementSerializer<T>?)ArraysOf(part).Serializer
            : null;

    [RequiresDynamicCode("The code of the type may not be there."), RequiresUnreferencedCode("As above.")]
    private static IPlainArrays ArraysOf(Type part) =>
        (IPlainArrays)Activator.CreateInstance(typeof(PlainArrays<>).MakeGenericType(part))!;

    private interface IPlainArrays
    {
        object? Serializer { get; }
    }

    /// <summary>To the runtime any structure will do: that it holds no references is the compiler's rule.</summary>
    private sealed class PlainArrays<T> : IPlainArrays
        where T : unmanaged
    {
        public object? Serializer =>
            RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? null : ElementSerializer.OfMemory<T>();
    }

    private sealed class ValueSerializer<T> : IElementSerializer<T>
    {
        public void Write(T value, IBufferWriter<byte> writer)
        {
            Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(writer.GetSpan(Unsafe.SizeOf<T>())), value);
            writer.Advance(Unsafe.SizeOf<T>());
        }

        public T Read(ReadOnlySpan<byte> source) => source.Length == Unsafe.SizeOf<T>()
            ? Unsafe.ReadUnaligned<T>(ref MemoryMarshal.GetReference(source))
            : throw new InvalidDataException($"There are {source.Length} bytes in place of {Unsafe.SizeOf<T>()}.");
    }

    /// <summary>In UTF-16, so that every text comes back as it was, be it well-formed or not.</summary>
    private sealed class TextSerializer : IElementSerializer<string>
    {
        public void Write(string value, IBufferWriter<byte> writer) =>
            writer.Write(MemoryMarshal.AsBytes<char>(value));

        public string Read(ReadOnlySpan<byte> source) => new(MemoryMarshal.Cast<byte, char>(source));
    }

    private sealed class MemorySerializer : IElementSerializer<Memory<byte>>
    {
        public void Write(Memory<byte> value, IBufferWriter<byte> writer) => writer.Write(value.Span);

        public Memory<byte> Read(ReadOnlySpan<byte> source) => source.ToArray();
    }

    private sealed class ReadOnlyMemorySerializer : IElementSerializer<ReadOnlyMemory<byte>>
    {
        public void Write(ReadOnlyMemory<byte> value, IBufferWriter<byte> writer) => writer.Write(value.Span);

        public ReadOnlyMemory<byte> Read(ReadOnlySpan<byte> source) => source.ToArray();
    }
}
