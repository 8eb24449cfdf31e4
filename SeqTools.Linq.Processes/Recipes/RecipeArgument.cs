using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SeqTools.Linq.Processes;

/// <summary>The argument of a recipe as it travels: bytes, and how to read them.</summary>
internal sealed record RecipeArgument(ArgumentKind Kind, byte[] Bytes, TypeReference? Context)
{
    public static RecipeArgument None { get; } = new(ArgumentKind.None, [], null);

    /// <summary>By the bytes of the value where it has a plain form, else as JSON by reflection.</summary>
    [RequiresUnreferencedCode(Reflection.Warning), RequiresDynamicCode(Reflection.Warning)]
    public static RecipeArgument Of<T>(T argument) => argument is null
        ? new(ArgumentKind.Null, [], null)
        : TryPlain(argument)
        ?? new(ArgumentKind.Json, Written(argument, ElementSerializer.ByReflection<T>()), null);

    /// <summary>As JSON of a type that is known to the compiler.</summary>
    /// <exception cref="ArgumentException">The worker could not find out how to read it.</exception>
    [UnconditionalSuppressMessage(
        "Trimming", "IL2026", Justification = "The options are compared, and nothing is written by them.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "As above.")]
    public static RecipeArgument Of<T>(T argument, JsonTypeInfo<T> type)
    {
        var (kind, context) = type switch
        {
            _ when argument is null => (ArgumentKind.Null, null),
            { OriginatingResolver: JsonSerializerContext made } =>
                (ArgumentKind.ContextJson, TravellingCode.HasNumbers ? TypeReference.Of(made.GetType()) : null),
            _ when type.Options == JsonSerializerOptions.Default => (ArgumentKind.DefaultJson, (TypeReference?)null),
            _ => throw new ArgumentException(
                "The worker makes the same JsonTypeInfo for itself, so it must be that of a JsonSerializerContext, or "
                + "of JsonSerializerOptions.Default: options of one's own don't travel.", nameof(type)),
        };
        return new(kind, kind == ArgumentKind.Null ? [] : JsonSerializer.SerializeToUtf8Bytes(argument, type), context);
    }

    public static RecipeArgument Read(BinaryReader reader)
    {
        var kind = (ArgumentKind)reader.ReadByte();
        var bytes = reader.ReadBytes(reader.ReadInt32());
        return new(kind, bytes, reader.ReadBoolean() ? TypeReference.Read(reader) : null);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write((byte)Kind);
        writer.Write(Bytes.Length);
        writer.Write(Bytes);
        writer.Write(Context is not null);
        Context?.Write(writer);
    }

    /// <summary>The argument in the worker.</summary>
    public T ValueOf<T>() => Kind switch
    {
        ArgumentKind.Null => default!,
        ArgumentKind.Plain => PlainSerializer.Of<T>()!.Read(Bytes),
        _ => ValueOfJson<T>(),
    };

    /// <summary>The argument in a worker that has registered its type.</summary>
    public T ValueOf<T>(JsonTypeInfo<T>? registered) =>
        registered is null || Kind is ArgumentKind.Null or ArgumentKind.Plain
            ? ValueOf<T>()
            : JsonSerializer.Deserialize(Bytes, registered)!;

    /// <summary>Apart from the others, for which JSON need not be loaded.</summary>
    [UnconditionalSuppressMessage(
        "Trimming", "IL2026", Justification = "Who has it written by reflection was warned.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "As above.")]
    private T ValueOfJson<T>() => Kind switch
    {
        ArgumentKind.ContextJson when Context is not null => ByContext<T>(),
        ArgumentKind.DefaultJson => JsonSerializer.Deserialize<T>(Bytes)!,
        ArgumentKind.Json => ElementSerializer.ByReflection<T>().Read(Bytes),
        _ => throw new WorkerRefusedException(
            "The recipe has an argument of a type that was registered without its JsonTypeInfo: give it to "
            + $"{nameof(WorkerProcess)}.{nameof(WorkerProcess.Register)}."),
    };

    private T ByContext<T>()
    {
        var context = (JsonSerializerContext)Context!.Make(typeof(T));
        return JsonSerializer.Deserialize(Bytes, (JsonTypeInfo<T>)context.GetTypeInfo(typeof(T))!)!;
    }

    private static RecipeArgument? TryPlain<T>(T argument) =>
        PlainSerializer.Of<T>() is { } plain ? new(ArgumentKind.Plain, Written(argument, plain), null) : null;

    private static byte[] Written<T>(T argument, IElementSerializer<T> serializer)
    {
        var bytes = new ArrayBufferWriter<byte>();
        serializer.Write(argument, bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
