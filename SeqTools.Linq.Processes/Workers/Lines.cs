namespace SeqTools.Linq.Processes;

/// <summary>What a worker writes, as lines: a line is passed on in parts where it is longer than any text is.</summary>
internal static class Lines
{
    private const int Longest = 8 * 1024;

    public static IEnumerable<string> Of(TextReader text)
    {
        var line = new char[Longest];
        var length = 0;
        int sign;
        while ((sign = text.Read()) >= 0)
        {
            if (sign != '\n')
            {
                line[length++] = (char)sign;
            }

            if (sign == '\n' || length == Longest)
            {
                yield return TextOf(line, length);
                length = 0;
            }
        }

        if (length > 0)
        {
            yield return TextOf(line, length);
        }
    }

    private static string TextOf(char[] line, int length) => new(line.AsSpan(0, length).TrimEnd('\r'));
}
