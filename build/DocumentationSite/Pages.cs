using System.Text.RegularExpressions;

namespace SeqTools.Linq.DocumentationSite;

/// <summary>
/// What only the site has of a page: a description, which search engines show, and where the package comes from.
/// </summary>
internal static partial class Pages
{
    private const int LongestDescription = 160;

    /// <summary>Where the front page says which version it is of; in the repository one sees nothing there.</summary>
    private const string Release = "<!-- version and repository -->";

    public static void Prepare(string folder, string version, string repository)
    {
        var release = repository.Length == 0 ? $"Version {version}." : $"Version {version}, [its code]({repository}).";
        foreach (var path in Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(path).Replace(Release, release, StringComparison.Ordinal);
            File.WriteAllText(path, $"---\ndescription: \"{DescriptionOf(text)}\"\n---\n{text}");
        }
    }

    /// <summary>The first paragraph, as plain text.</summary>
    private static string DescriptionOf(string text)
    {
        var paragraph = Paragraph().Match(text).Value;
        var plain = Spaces().Replace(Markup().Replace(paragraph, "${text}"), " ").Trim();
        plain = plain.Replace("\\", "", StringComparison.Ordinal).Replace("\"", "'", StringComparison.Ordinal);
        return plain.Length <= LongestDescription
            ? plain
            : $"{plain[..plain.LastIndexOf(' ', LongestDescription - 2)]} …";
    }

    /// <summary>The first lines that are neither empty nor a heading, a picture or a comment.</summary>
    [GeneratedRegex(@"^(?![#<!\n]).+(?:\n(?![#<!\n]).+)*", RegexOptions.Multiline)]
    private static partial Regex Paragraph();

    /// <summary>Links, of which the text stays, and marks.</summary>
    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)|\*\*|[`*]")]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
