using System.Text;
using SeqTools.Linq;

namespace Samples.Texts;

/// <summary>
/// Thousands of text files: the same ones on every machine. A few of them are not the UTF-8 that the others are.
/// </summary>
internal static class Corpus
{
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>From the most common word to the rarest.</summary>
    private static readonly string[] Words =
    [
        "the", "of", "and", "a", "sea", "wind", "on", "by", "over", "house", "old", "river", "stone", "light", "under",
        "garden", "bridge", "morning", "winter", "road", "snow", "bread", "lantern", "mill", "orchard", "harbour",
        "ferry", "meadow", "kettle", "violin", "ember", "heron",
    ];

    /// <summary>Writes those files that are not there yet.</summary>
    /// <returns>Their names.</returns>
    public static string[] WriteTo(string folder, int count)
    {
        using var files = Seq.Generate(count, number => Write(number, Path.Combine(folder, $"{number:00000}.txt")))
            .AsPrefetched(maxBuffered: 256);
        return [.. files];
    }

    /// <summary>The text of a file, which has to be UTF-8.</summary>
    public static string Read(string file) => File.ReadAllText(file, Strict);

    public static string[] LinesOf(string text) => text.TrimEnd('\n').Split('\n');

    private static string Write(int number, string file) => Scratch.WriteOnce(file, stream =>
    {
        using var writer = new StreamWriter(stream, IsBroken(number) ? Encoding.Latin1 : Strict);
        var random = new Random(number);
        writer.Write($"letter {number}, from the café\n");
        for (var lines = random.Next(20, 200); lines > 0; lines--)
        {
            writer.Write(Line(random) + '\n');
        }
    });

    private static bool IsBroken(int number) => number % 1000 == 137;

    private static string Line(Random random) =>
        string.Join(' ', Seq.Range(0, random.Next(4, 12)).Select(_ => Word(random)));

    /// <summary>The word at <c>n</c> comes about <c>1/n</c> times as often as the first one.</summary>
    private static string Word(Random random) => Words[(int)Math.Pow(Words.Length, random.NextDouble()) - 1];
}
