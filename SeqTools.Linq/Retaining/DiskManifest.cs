using System.Text;

namespace SeqTools.Linq;

/// <summary>
/// What the folder of a cache says of its entries, in a file that people may read: the version that the user gave, the
/// type of the elements, and their format.
/// </summary>
internal sealed class DiskManifest(string version, Type elements, string format)
{
    /// <summary>More than this of a foreign manifest is not read, nor shown.</summary>
    private const int LongestForeign = 1000;

    /// <summary>The text, of lines that end in the way of Unix; whatever the version, it is one line.</summary>
    public string Text { get; } =
        $"SeqTools.Linq cache 2\nversion: {OneLine(version)}\nelements: {TypeIdentity.Of(elements)}, {format}\n";

    /// <summary>Whether the manifest in a file is this one. Its lines may end in another way by now.</summary>
    /// <returns>Whether there is such a file.</returns>
    /// <exception cref="InvalidOperationException">It is another manifest, or something else.</exception>
    public bool IsIn(string path)
    {
        if (Read(path) is not { } found)
        {
            return false;
        }

        return Lines(found).SequenceEqual(Lines(Text)) ? true : throw new InvalidOperationException(
            $"The folder {PlainText.Of(Path.GetDirectoryName(path))} holds results of something else: "
            + $"{Shown(found)}. Asked for is: {Shown(Text)}. Delete the folder or take another one.");
    }

    private string? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using StreamReader reader = new(path);
            var text = new char[(2 * Text.Length) + LongestForeign];
            return new(text, 0, reader.ReadBlock(text));
        }
        catch (Exception e) when (DiskFolder.IsMissing(e))
        {
            // It was there a moment ago.
            return null;
        }
    }

    private static string[] Lines(string text) => text.TrimEnd('\r', '\n').Split(["\r\n", "\n"], default);

    private static string Shown(string text) => PlainText.Of(
        string.Join("; ", Lines(text)), Math.Max(text.Length, LongestForeign));

    /// <summary>Two versions that differ are told apart: a backslash of its own is written twice.</summary>
    private static string OneLine(string version) =>
        PlainText.Of(version.Replace("\\", @"\\", StringComparison.Ordinal));
}
