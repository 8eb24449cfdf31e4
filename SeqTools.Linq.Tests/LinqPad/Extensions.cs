using System.Collections;
using System.Reflection;

// The names are LINQPad's, for queries that know no others.
namespace LINQPad;

/// <summary>Stands in for LINQPad: what it would show is printed.</summary>
public static class Extensions
{
    public static T Dump<T>(this T value) => value.Dump(null);

    public static T Dump<T>(this T value, string? description)
    {
        if (description is not null)
        {
            Console.WriteLine($"[{description}]");
        }

        Console.WriteLine(TextOf(value, Environment.NewLine));
        return value;
    }

    private static string TextOf(object? value, string separator) => value switch
    {
        null => "null",
        string text => text,
        _ when MethodOf(value, "ToDump") is { } toDump => TextOf(toDump.Invoke(value, null), separator),
        IEnumerable elements =>
            string.Join(separator, elements.Cast<object?>().Select(element => TextOf(element, ", "))),
        _ when MethodOf(value, nameof(ToString))!.DeclaringType != typeof(object) => value.ToString()!,
        _ =>
            string.Join(separator, value.GetType().GetProperties().Select(property =>
                $"{property.Name}: {TextOf(property.GetValue(value), ", ")}")),
    };

    private static MethodInfo? MethodOf(object value, string name) =>
        value.GetType().GetMethod(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []);
}
