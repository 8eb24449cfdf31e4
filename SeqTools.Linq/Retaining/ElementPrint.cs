using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

/// <summary>
/// A number by which an element is known again when its sequence is enumerated once more: of what is equal by its
/// value, of tuples and lists of texts, and of objects that are nothing but values. What may be another object each
/// time, and equal to itself only, has none.
/// </summary>
internal sealed class ElementPrint
{
    private const int Unknown = 0;
    private const int MostParts = 16;

    /// <summary>The types that were met, and whether their hash codes follow from values alone.</summary>
    private readonly ConcurrentDictionary<Type, bool> types = [];

    public int Of(object? value) => value switch
    {
        null => Unknown,
        string text => text.GetHashCode(StringComparison.Ordinal),
        ITuple tuple => Of(Enumerable.Range(0, tuple.Length).Select(part => tuple[part])),
        string?[] texts => HashCode.Combine(texts.Length, Of(texts)),
        _ when types.GetOrAdd(value.GetType(), type => IsValue(type) || HasValuesOnly(type)) => HashCodeOf(value),
        _ => Unknown,
    };

    /// <summary>It may be user code, which fails: an element without a hash code is one all the same.</summary>
    private static int HashCodeOf(object value)
    {
        try
        {
            return value.GetHashCode();
        }
        catch (Exception)
        {
            return Unknown;
        }
    }

    private int Of(IEnumerable<object?> parts)
    {
        HashCode hash = default;
        foreach (var part in parts.Take(MostParts))
        {
            hash.Add(Of(part));
        }

        return hash.ToHashCode();
    }

    /// <summary>Texts, numbers, dates and their like; an address is none, though it is a number.</summary>
    private static bool IsValue(Type type) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? IsValue(underlying)
        : !type.IsValueType ? type == typeof(string)
        : IsFormatted(type) && type != typeof(nint) && type != typeof(nuint)
            && (type.IsEnum || IsOfFramework(type) || HasValuesOnly(type));

    /// <summary>Whether its hash code is known to be that of its value, whatever its fields are.</summary>
    private static bool IsOfFramework(Type type) =>
        type.Assembly == typeof(object).Assembly || type == typeof(BigInteger);

    private static bool IsFormatted(Type type) =>
        type.IsAssignableTo(typeof(IConvertible)) || type.IsAssignableTo(typeof(IFormattable));

    /// <summary>
    /// Whether a record, or another type with a hash code of its own, has fields that are values and no others: an
    /// array in one is another array each time, and an object that can be written to is the same one with other values.
    /// Where code is compiled ahead, fields may be unknown.
    /// </summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "What a hash code is made of is not trimmed.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "What a hash code is made of is not trimmed.")]
    private static bool HasValuesOnly(Type type)
    {
        const BindingFlags Own =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        if (!RuntimeFeature.IsDynamicCodeSupported || !(type.IsValueType || HasHashCode(type)))
        {
            return false;
        }

        for (var level = type; level != typeof(object) && level is not null; level = level.BaseType)
        {
            if (!Array.TrueForAll(
                level.GetFields(Own), field => IsValue(field.FieldType) && (type.IsValueType || field.IsInitOnly)))
            {
                return false;
            }
        }

        return true;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A method of every object is not trimmed.")]
    private static bool HasHashCode(Type type) =>
        type.GetMethod(nameof(GetHashCode), Type.EmptyTypes)?.DeclaringType != typeof(object);
}
