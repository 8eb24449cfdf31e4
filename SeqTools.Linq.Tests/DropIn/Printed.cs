using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq.Tests.DropIn;

/// <summary>A value as text, sequences to their end, so that values of two assemblies can be compared.</summary>
internal static class Printed
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        IFormattable number => $"{value.GetType().Name} {number.ToString(null, CultureInfo.InvariantCulture)}",
        ITuple tuple => $"({Several(Enumerable.Range(0, tuple.Length).Select(i => tuple[i]))})",
        IEnumerable elements => $"{KeyOf(elements)}[{Several(elements.Cast<object?>())}]",
        _ => value.ToString()!,
    };

    private static string Several(IEnumerable<object?> values) => string.Join(", ", values.Select(Of));

    private static string KeyOf(IEnumerable group)
    {
        var grouping = group.GetType().GetInterface(typeof(IGrouping<,>).Name);
        return grouping is null ? "" : $"{grouping.GetProperty("Key")!.GetValue(group)}: ";
    }
}
