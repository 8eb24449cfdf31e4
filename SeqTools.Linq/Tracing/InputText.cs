using System.Globalization;

namespace SeqTools.Linq;

/// <summary>A value as it is shown in a message: on one line, and not too long.</summary>
internal static class InputText
{
    private const int Longest = 100;

    /// <summary>The text of a value; the name of its type where it has none.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{PlainText.Of(text, Longest - 2)}\"",
        _ => PlainText.Of(TextOf(value), Longest),
    };

    private static string TextOf(object value)
    {
        try
        {
            return Convert.ToString(value, CultureInfo.InvariantCulture) ?? Explanation.NameOf(value.GetType());
        }
        catch (Exception)
        {
            return Explanation.NameOf(value.GetType());
        }
    }
}
