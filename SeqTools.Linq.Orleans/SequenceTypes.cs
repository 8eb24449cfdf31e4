using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.TypeSystem;

namespace SeqTools.Linq.Orleans;

/// <summary>What the serializer of a client or silo knows of types.</summary>
internal sealed class SequenceTypes(IServiceProvider services)
{
    private readonly TypeConverter converter = services.GetRequiredService<TypeConverter>();
    private readonly ConcurrentDictionary<Type, string> names = [];
    private readonly ICodecProvider codecs = services.GetRequiredService<ICodecProvider>();

    /// <summary>The name that both sides tell the type by: its alias, where it has one.</summary>
    public string NameOf(Type type) =>
        names.GetOrAdd(type, static (type, converter) => converter.Format(type), converter);

    /// <summary>Why a type can't be serialized, and what to do; <see langword="null"/> where it can.</summary>
    public string? WhatIsWrongWith(Type type)
    {
        try
        {
            _ = NameOf(type);
            return codecs.TryGetCodec(type) is null ? WhatToDo(type, null) : null;
        }
        catch (Exception e)
        {
            return WhatToDo(type, e);
        }
    }

    /// <summary>What to do where a value of the type turned out not to be serializable.</summary>
    public static string WhatToDo(Type type, Exception? cause) =>
        IsView(type)
            ? $"{RuntimeTypeNameFormatter.Format(type)} is a view, which is evaluated where it is made, and can't be "
            + "sent. Make arrays of it, where it is an element by Chunk(n), Batch(n, batch => batch.ToArray()) or "
            + "Select(view => view.ToArray()), or declare elements as IReadOnlyList<…> on silos and clients."
            : $"Orleans has no serializer for {RuntimeTypeNameFormatter.Format(type)}, or for a member of it"
            + $"{(cause is null ? "" : $" ({ThrownText.MessageOf(cause)})")}. Give the type [GenerateSerializer] and "
            + "its members [Id(n)], or add a serializer of another kind, such as "
            + "services.AddSerializer(s => s.AddJsonSerializer(…)) of "
            + "Microsoft.Orleans.Serialization.SystemTextJson, on silos and clients.";

    private static bool IsView(Type? type) => type is not null && (IsViewItself(type) || IsView(type.BaseType));

    private static bool IsViewItself(Type type) => type.IsGenericType
        && type.GetGenericTypeDefinition() is var definition
        && (definition == typeof(SeqView<>) || definition == typeof(AsyncSeqView<>));
}
