using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SeqTools.Linq;

/// <summary>Which types can be read from the JSON that they are written as.</summary>
internal static class ReadableJson
{
    /// <summary>What the messages of System.Text.Json go on with, which here is the beginning of no text.</summary>
    private const string Place = " Path: ";

    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>They come back the other way round.</summary>
    private static readonly string[] Stacks =
        ["Stack", "Stack`1", "ConcurrentStack`1", "ImmutableStack`1", "IImmutableStack`1"];

    /// <summary>Refuses a type that could be written and not be read, or that holds such a one.</summary>
    /// <exception cref="NotSupportedException">It is such a type.</exception>
    public static void Check(JsonTypeInfo type)
    {
        try
        {
            CheckAll(type);
        }
        catch (InvalidOperationException e)
        {
            throw Undescribed(type.Type, e);
        }
    }

    /// <summary>For a type that JSON itself refuses to describe, or that holds such a one.</summary>
    public static NotSupportedException Undescribed(Type elements, InvalidOperationException reason) => new(
        $"Elements of type {Explanation.NameOf(elements)} can't be kept as JSON: {reason.Message} "
        + "Give a serializer, or leave it out by [JsonIgnore].",
        reason);

    private static void CheckAll(JsonTypeInfo type)
    {
        HashSet<Type> seen = [type.Type];
        Queue<JsonTypeInfo> left = new([type]);
        while (left.TryDequeue(out var next))
        {
            if (WhatIsWrongWith(next, isPart: next != type) is { } reason)
            {
                throw new NotSupportedException(
                    $"Elements of type {Explanation.NameOf(type.Type)} can't be kept as JSON: "
                    + $"{Explanation.NameOf(next.Type)} can be written and not be read again. {reason} "
                    + "Give a serializer, or leave it out by [JsonIgnore].");
            }

            foreach (var part in PartsOf(next).Where(seen.Add))
            {
                if (type.Options.TryGetTypeInfo(part, out var known))
                {
                    left.Enqueue(known);
                }
            }
        }
    }

    private static string? WhatIsWrongWith(JsonTypeInfo type, bool isPart) =>
        type.Type == typeof(object) ? "It would be a JsonElement, whatever it was."
        : type.Type == typeof(StringBuilder) ? "Only its length would come back."
        : IsStack(type.Type) ? "It would come back in the reverse order."
        : IsWrittenInVain(type) ? "It would be empty: it has nothing that can be set."
        : PropertyThatIsLost(type) is { } lost ? WhyItIsLost(lost)
        : IsUnsure(type, isPart) ? WhatReadingThrows(type)
        : null;

    /// <summary>
    /// Whether only reading tells how a value, or a key, is made. A collection that is a value can't be added to. What
    /// a part refers to may always be nothing, which is written and read, be it of a type that is not.
    /// </summary>
    private static bool IsUnsure(JsonTypeInfo type, bool isPart) => type switch
    {
        { CreateObject: null, Kind: JsonTypeInfoKind.None } => (!isPart || type.Type.IsValueType) && IsKnown(type),
        { CreateObject: null } => true,
        { Kind: JsonTypeInfoKind.Enumerable } => type.Type.IsValueType,
        _ => HasKnownKeys(type),
    };

    /// <summary>Whether it is a stack, or a class that is made of one.</summary>
    private static bool IsStack(Type type) => LevelsOf(type).Any(level => Stacks.Contains(level.Name));

    /// <summary>Whether it is a dictionary, and no converter of the user makes names of its keys.</summary>
    private static bool HasKnownKeys(JsonTypeInfo type) =>
        type.Kind == JsonTypeInfoKind.Dictionary
        && EntryOf(type.Type) is [var key, _]
        && type.Options.TryGetTypeInfo(key, out var known)
        && IsKnown(known);

    /// <summary>Whether reading makes an object and leaves it as it is, though there was something in it.</summary>
    private static bool IsWrittenInVain(JsonTypeInfo type) =>
        type is { Kind: JsonTypeInfoKind.Object, CreateObject: not null, PolymorphismOptions: null }
        && type.Properties.All(property => property.Set is null && !IsFilled(type, property))
        && (type.Properties.Any(property => property.Get is not null) || HasFields(type.Type));

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A field that was trimmed away holds nothing.")]
    private static bool HasFields(Type type) => LevelsOf(type).Any(level => level.GetFields(Instance).Length > 0);

    /// <summary>The class and those that it derives from.</summary>
    private static IEnumerable<Type> LevelsOf(Type type)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            yield return level;
        }
    }

    /// <summary>
    /// A property that is written and only its own class sets or fills. What a constructor that is used makes it is
    /// unknown: that may be the same.
    /// </summary>
    private static JsonPropertyInfo? PropertyThatIsLost(JsonTypeInfo type) =>
        type is not { Kind: JsonTypeInfoKind.Object, CreateObject: not null } ? null
        : type.Properties.FirstOrDefault(
            property => property is { Get: not null, Set: null } && !IsFilled(type, property) && IsLost(property));

    private static bool IsLost(JsonPropertyInfo property) =>
        HasHiddenSetter(property) || IsCollection(property)
        || (IsStored(property) && (IsChangeable(property) || HasConstructor(property)));

    private static string WhyItIsLost(JsonPropertyInfo property) => HasHiddenSetter(property)
        ? $"{property.Name} would be lost: its setter is not public, and it has no [JsonInclude]."
        : $"{property.Name} would be lost: it can't be set.";

    private static bool HasHiddenSetter(JsonPropertyInfo property) =>
        property.AttributeProvider is PropertyInfo { SetMethod: not null };

    /// <summary>Whether it can be added to, as nothing can that is computed when it is asked for.</summary>
    private static bool IsCollection(JsonPropertyInfo property) =>
        KnownOf(property) is
        { Kind: JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary, CreateObject: not null };

    /// <summary>Whether it holds a value, and does not compute it.</summary>
    private static bool IsStored(JsonPropertyInfo property) =>
        property.AttributeProvider is FieldInfo
        || (property.AttributeProvider is PropertyInfo { GetMethod: { } get }
            && get.IsDefined(typeof(CompilerGeneratedAttribute)));

    /// <summary>Whether its value, which stays the same one, may have changed.</summary>
    private static bool IsChangeable(JsonPropertyInfo property) =>
        property.PropertyType.IsArray
        || (KnownOf(property) is { Kind: JsonTypeInfoKind.Object, CreateObject: not null } known
            && !known.Type.IsValueType
            && known.Properties.Any(part => part.Set is not null));

    /// <summary>Whether there is a constructor that takes it. It is not the one that is used.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "What was trimmed away has set nothing.")]
    private static bool HasConstructor(JsonPropertyInfo property) =>
        property.AttributeProvider is MemberInfo { DeclaringType: { } type } member
        && type.GetConstructors(Instance).SelectMany(constructor => constructor.GetParameters()).Any(
            parameter =>
                parameter.ParameterType == property.PropertyType
                && string.Equals(parameter.Name, member.Name, StringComparison.OrdinalIgnoreCase));

    private static JsonTypeInfo? KnownOf(JsonPropertyInfo property) =>
        property.Options.TryGetTypeInfo(property.PropertyType, out var known) ? known : null;

    private static bool IsFilled(JsonTypeInfo type, JsonPropertyInfo property) =>
        (property.ObjectCreationHandling
            ?? type.PreferredPropertyObjectCreationHandling
            ?? type.Options.PreferredObjectCreationHandling)
        == JsonObjectCreationHandling.Populate;

    /// <summary>Whether no converter of the user writes and reads it, which is left to its own.</summary>
    private static bool IsKnown(JsonTypeInfo type) =>
        type.Converter.GetType().Assembly is var assembly
        && (assembly == typeof(JsonSerializer).Assembly || assembly == typeof(ReadableJson).Assembly);

    /// <summary>
    /// Has the beginning of a value read: whether there is a way to make one is found out then, and none is made, but
    /// for an empty dictionary.
    /// </summary>
    private static string? WhatReadingThrows(JsonTypeInfo type)
    {
        try
        {
            JsonSerializer.Deserialize(
                type.Kind switch
                {
                    _ when HasKnownKeys(type) => "{\"0\":"u8,
                    JsonTypeInfoKind.Enumerable => "["u8,
                    JsonTypeInfoKind.None => "0"u8,
                    _ => "{"u8,
                }, type);
            return null;
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException)
        {
            return e.Message.Split(Place)[0];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<Type> PartsOf(JsonTypeInfo type) => type.Kind switch
    {
        _ when Nullable.GetUnderlyingType(type.Type) is { } value => [value],
        JsonTypeInfoKind.Object =>
            from property in type.Properties where property.Get is not null select property.PropertyType,
        _ when type.Type.IsArray => [type.Type.GetElementType()!],
        JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary => ElementsOf(type.Type),
        _ when IsMadeOfOthers(type) => type.Type.GetGenericArguments(),
        _ => [],
    };

    /// <summary>What a collection holds, wherever in its class that is said; objects where nothing is.</summary>
    private static Type[] ElementsOf(Type type) =>
        EntryOf(type) ?? ArgumentsOf(type, typeof(IEnumerable<>))
        ?? (type.IsAssignableTo(typeof(IEnumerable)) ? [typeof(object)] : type.GetGenericArguments());

    /// <summary>What a dictionary has for keys and values.</summary>
    private static Type[]? EntryOf(Type type) =>
        ArgumentsOf(type, typeof(IDictionary<,>)) ?? ArgumentsOf(type, typeof(IReadOnlyDictionary<,>));

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "What is written by an interface is kept.")]
    private static Type[]? ArgumentsOf(Type type, Type definition) => Array.Find(
        [type, .. type.GetInterfaces()],
        part => part.IsConstructedGenericType && part.GetGenericTypeDefinition() == definition)?.GetGenericArguments();

    /// <summary>Collections and views.</summary>
    private static bool IsMadeOfOthers(JsonTypeInfo type) =>
        type.Type.IsConstructedGenericType
        && (type.Kind != JsonTypeInfoKind.None || IsKnown(type));
}
