using System.Globalization;
using System.Text;

namespace SeqTools.Linq;

/// <summary>
/// A value as it is shown in a message: on one line, not too long, and without a sign that could forge another.
/// </summary>
internal static class InputText
{
    private const int Longest = 100;
    private const char Cut = '…';

    /// <summary>The text of a value; the name of its type where it has none.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{OneLine(text, Longest - 2)}\"",
        _ => OneLine(TextOf(value), Longest),
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

    private static string OneLine(string text, int longest)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var length = line.Length;
            Append(line, rune);
            if (line.Length > longest)
            {
                return Shorten(line, length, longest);
            }
        }

        return line.ToString();
    }

    /// <summary>Room for the sign that something is missing; no sign is cut in two.</summary>
    private static string Shorten(StringBuilder line, int end, int longest)
    {
        line.Length = end;
        while (line.Length > longest - 1)
        {
            line.Length -= line.Length > 1 && char.IsSurrogatePair(line[^2], line[^1]) ? 2 : 1;
        }

        return line.Append(Cut).ToString();
    }

    private static void Append(StringBuilder line, Rune rune)
    {
        _ = rune.Value switch
        {
            '\t' => line.Append("\\t"),
            '\n' => line.Append("\\n"),
            '\r' => line.Append("\\r"),
            var value when IsShown(rune) => line.Append(rune),
            var value and <= char.MaxValue => line.Append(CultureInfo.InvariantCulture, $"\\u{value:X4}"),
            var value => line.Append(CultureInfo.InvariantCulture, $"\\U{value:X8}"),
        };
    }

    /// <summary>Not what controls a terminal, breaks a line, or turns the direction of the text behind it.</summary>
    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
