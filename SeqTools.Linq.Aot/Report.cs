using System.Collections;

namespace Aot;

/// <summary>Prints what was seen beside what was to be seen, and remembers whether they ever differed.</summary>
internal sealed class Report
{
    private int wrong;

    public void Saw(string what, object expected, object seen)
    {
        var isRight = TextOf(expected) == TextOf(seen);
        wrong += isRight ? 0 : 1;
        Console.WriteLine(
            $"{(isRight ? "ok   " : "WRONG")} {what}: {TextOf(seen)}{(isRight ? "" : $", not {TextOf(expected)}")}");
    }

    /// <summary>The exit code.</summary>
    public int End() => Math.Min(wrong, 1);

    private static string TextOf(object value) => value switch
    {
        string text => text,
        IEnumerable list => string.Join(' ', list.Cast<object>()),
        _ => $"{value}",
    };
}
