using System.Globalization;

namespace SeqTools.Linq;

/// <summary>
/// What a view shows of its arguments: their text as the compiler passes it. Those of F# and Visual Basic pass none;
/// there, settings are shown by their values, and functions and lists not at all.
/// </summary>
internal static class ArgumentText
{
    /// <summary>The text of a setting.</summary>
    public static string Or<T>(this string? text, T value)
        where T : struct =>
        !string.IsNullOrEmpty(text) ? text : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    /// <summary>A setting with its name, the same in every culture.</summary>
    public static string Named(string name, int value) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}: {value}");

    /// <summary>The texts that there are.</summary>
    public static string Join(params string[] texts) =>
        string.Join(", ", Array.FindAll(texts, static text => text.Length > 0));
}
