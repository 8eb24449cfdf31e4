using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace SeqTools.Linq.Processes;

/// <summary>How elements are written, as it is named to a worker.</summary>
internal sealed record SerializerReference(
    SerializerKind Kind, TypeReference? Class = null, MethodReference? Writer = null, MethodReference? Reader = null)
{
    public static SerializerReference Plain { get; } = new(SerializerKind.Plain);

    public static SerializerReference Json { get; } = new(SerializerKind.Json);

    public static SerializerReference Registered { get; } = new(SerializerKind.Registered);

    /// <summary>Names a serializer of the user's.</summary>
    /// <exception cref="ArgumentException">It can't be made again in a worker.</exception>
    public static SerializerReference Of<T>(IElementSerializer<T> serializer, string parameter)
    {
        if (ElementSerializer.FunctionsOf(serializer) is var (write, read))
        {
            const string What = "A serializer of two functions";
            TravellingCode.Check(write, parameter, What);
            TravellingCode.Check(read, parameter, What);
            return new(
                SerializerKind.Functions, Writer: MethodReference.Of(write), Reader: MethodReference.Of(read));
        }

        var type = serializer.GetType();
        return CanBeMade<T>(type)
            ? new(SerializerKind.Class, TypeReference.Of(type))
            : throw new ArgumentException(
                $"The worker makes a serializer of its own: {type.Name} needs a constructor without parameters, or is "
                + "made of two static functions by ElementSerializer.Create.", parameter);
    }

    public static SerializerReference Read(BinaryReader reader)
    {
        var kind = (SerializerKind)reader.ReadByte();
        return kind switch
        {
            SerializerKind.Class => new(kind, TypeReference.Read(reader)),
            SerializerKind.Functions =>
                new(kind, Writer: MethodReference.Read(reader), Reader: MethodReference.Read(reader)),
            _ => new(kind),
        };
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write((byte)Kind);
        Class?.Write(writer);
        Writer?.Write(writer);
        Reader?.Write(writer);
    }

    /// <summary>The serializer in the worker.</summary>
    /// <param name="registered">What the program has registered.</param>
    public IElementSerializer<T> Make<T>(IElementSerializer<T>? registered) =>
        Kind == SerializerKind.Plain ? PlainSerializer.Of<T>()! : MakeOther(registered);

    /// <summary>Apart from the plain one, for which JSON need not be loaded.</summary>
    [UnconditionalSuppressMessage(
        "Trimming", "IL2026", Justification = "Who has it written by reflection was warned.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "As above.")]
    private IElementSerializer<T> MakeOther<T>(IElementSerializer<T>? registered) => Kind switch
    {
        SerializerKind.Json => ElementSerializer.ByReflection<T>(),
        SerializerKind.Class => (IElementSerializer<T>)Class!.Make(typeof(T)),
        SerializerKind.Functions => ElementSerializer.Create(
            (Action<T, IBufferWriter<byte>>)MethodReference.Bind(
                Writer!.Load(), typeof(Action<T, IBufferWriter<byte>>)),
            (ElementReader<T>)MethodReference.Bind(Reader!.Load(), typeof(ElementReader<T>))),
        _ => registered ?? throw new WorkerRefusedException(
            "The program has registered the recipe without a serializer of its elements: give it to "
            + $"{nameof(WorkerProcess)}.{nameof(WorkerProcess.Register)}."),
    };

    private static bool CanBeMade<T>(Type type) =>
        (type.IsValueType || HasPlainConstructor(type))
        && (!type.IsGenericType || (type.GetGenericArguments() is [var only] && only == typeof(T)));

    [UnconditionalSuppressMessage(
        "Trimming", "IL2070", Justification = "A constructor that was trimmed away is refused.")]
    private static bool HasPlainConstructor(Type type) =>
        type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is not null;
}
