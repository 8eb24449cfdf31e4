using System.Buffers;
using System.Globalization;
using System.Text;

namespace SeqTools.Linq;

/// <summary>
/// Text from outside as it is shown: without a sign that could forge a line, control a terminal, or turn the direction
/// of what stands behind it. The one place that escapes.
/// </summary>
internal static class PlainText
{
    private const char Cut = '…';

    private static readonly string[] LineEnds = ["\r\n", "\n"];

    private static readonly SearchValues<char> Printable = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    /// <summary>The text on one line.</summary>
    public static string Of(string? text) => Of(text, int.MaxValue);

    /// <summary>The text on one line, cut off where it is longer than that.</summary>
    public static string Of(string? text, int longest)
    {
        text ??= "";
        return text.Length <= longest && !text.AsSpan().ContainsAnyExcept(Printable) ? text : Escape(text, longest);
    }

    /// <summary>The text with the lines that it has: for what was put together of lines that forge none.</summary>
    public static string OfLines(string text) => string.Join(
        Environment.NewLine, text.Split(LineEnds, default).Select(line => Of(line)));

    private static string Escape(string text, int longest)
    {
        var line = new StringBuilder();
        for (var position = 0; position < text.Length;)
        {
            var length = line.Length;
            position += Append(line, text.AsSpan(position));
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

    /// <summary>Appends the first sign of a text.</summary>
    /// <returns>How many characters it takes.</returns>
    private static int Append(StringBuilder line, ReadOnlySpan<char> text)
    {
        if (Rune.DecodeFromUtf16(text, out var rune, out var length) != OperationStatus.Done)
        {
            AppendCode(line, text[0]);
            return 1;
        }

        _ = rune.Value switch
        {
            '\t' => line.Append("\\t"),
            '\n' => line.Append("\\n"),
            '\r' => line.Append("\\r"),
            _ when IsShown(rune) => line.Append(rune),
            var value and <= char.MaxValue => AppendCode(line, value),
            var value => line.Append(CultureInfo.InvariantCulture, $"\\U{value:X8}"),
        };
        return length;
    }

    private static StringBuilder AppendCode(StringBuilder line, int value) =>
        line.Append(CultureInfo.InvariantCulture, $"\\u{value:X4}");

    /// <summary>Not what controls a terminal, breaks a line, or turns the direction of the text behind it.</summary>
    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
