using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SeqTools.Linq;

[DebuggerStepThrough, StackTraceHidden]
internal static class DiskFormat
{
    public const string ByReflection =
        "JSON of any type is written by reflection; give a JsonTypeInfo or functions of your own.";

    /// <summary>Tuples have fields, and numbers may be infinite: neither must be lost on the way.</summary>
    private static readonly JsonSerializerOptions Everything = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static DiskFormat<T> Own<T>(Func<T, byte[]> serialize, Func<byte[], T> deserialize) =>
        new($"{Explanation.NameOf(typeof(T))}, own format", serialize, deserialize);

    public static DiskFormat<T> Json<T>(JsonTypeInfo<T> type) => new(
        $"{Explanation.NameOf(typeof(T))}, JSON",
        value => JsonSerializer.SerializeToUtf8Bytes(value, type),
        bytes => JsonSerializer.Deserialize(bytes, type)!);

    [RequiresUnreferencedCode(ByReflection), RequiresDynamicCode(ByReflection)]
    public static DiskFormat<T> Json<T>() => new(
        $"{Explanation.NameOf(typeof(T))}, JSON",
        value => JsonSerializer.SerializeToUtf8Bytes(value, Everything),
        bytes => JsonSerializer.Deserialize<T>(bytes, Everything)!);

    /// <summary>The memory of an array as it is, on machines that have it in the same order.</summary>
    public static DiskFormat<T[]> Raw<T>()
        where T : unmanaged => new(
            $"{Explanation.NameOf(typeof(T))}[], {Unsafe.SizeOf<T>()} bytes each, "
            + $"{(BitConverter.IsLittleEndian ? "little" : "big")} endian",
            values => MemoryMarshal.AsBytes<T>(values).ToArray(),
            bytes => MemoryMarshal.Cast<byte, T>(bytes).ToArray());
}
