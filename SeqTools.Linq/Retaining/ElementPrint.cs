using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

/// <summary>
/// A number by which an element is known again when its sequence is enumerated once more: of what is equal by its
/// value, and of tuples and lists of texts. What may be another object each time, and equal to itself only, has none.
/// </summary>
internal static class ElementPrint
{
    private const int Unknown = 0;
    private const int MostParts = 16;

    public static int Of(object? value) => value switch
    {
        string text => text.GetHashCode(StringComparison.Ordinal),
        ITuple tuple => Of(Enumerable.Range(0, tuple.Length).Select(part => tuple[part])),
        string?[] texts => HashCode.Combine(texts.Length, Of(texts)),
        ValueType and (IConvertible or IFormattable) => value.GetHashCode(),
        _ => Unknown,
    };

    private static int Of(IEnumerable<object?> parts)
    {
        HashCode hash = default;
        foreach (var part in parts.Take(MostParts))
        {
            hash.Add(Of(part));
        }

        return hash.ToHashCode();
    }
}
