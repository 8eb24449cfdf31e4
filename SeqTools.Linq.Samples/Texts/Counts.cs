namespace Samples.Texts;

/// <summary>How much text there is in a file.</summary>
internal readonly record struct Counts(int Lines, int Words)
{
    public static Counts Of(string text) =>
        new(
            text.Count(letter => letter == '\n'),
            text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length);
}
