using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SeqTools.Linq.DocumentationSite;

/// <summary>
/// What the search of the site looks through: titles count most, then keywords, then texts. docfx writes it, without
/// keywords, and each page once.
/// </summary>
internal static partial class SearchIndex
{
    /// <summary>Pages whose sections are found by themselves, so that one arrives where it is said.</summary>
    private static readonly string[] InSections = ["operators.html", "messages.html"];

    /// <summary>
    /// Names of LINQ's operators that the search takes for words to leave out. It does so before it reduces words to
    /// their stems, so that a plural gets through, and is found by the singular.
    /// </summary>
    private static readonly string[] LeftOut = ["Where", "Any", "All"];

    public static void Improve(string site)
    {
        var path = Path.Combine(site, "index.json");
        var pages = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        JsonObject index = [];
        foreach (var section in InSections.SelectMany(page => SectionsOf(site, page)))
        {
            Add(index, section);
        }

        foreach (var (href, page) in pages)
        {
            Add(index, Improved(href, page!, File.ReadAllText(Path.Combine(site, href))));
        }

        File.WriteAllText(path, index.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    private static void Add(JsonObject index, Hit hit) =>
        index.Add(hit.Href, JsonSerializer.SerializeToNode(hit, JsonSerializerOptions.Web));

    private static IEnumerable<Hit> SectionsOf(string site, string page) =>
        from section in Section().Matches(File.ReadAllText(Path.Combine(site, page)))
        let name = PlainText(section.Groups["name"].Value)
        let text = section.Groups["text"].Value
        let elsewhere = Plurals(Elsewhere().Match(text).Value)
        select new Hit($"{page}#{section.Groups["id"].Value}", name, PlainText(text), $"{Words(name)} {elsewhere}");

    private static Hit Improved(string href, JsonNode page, string html)
    {
        var title = page["title"]!.GetValue<string>().Split(" | ")[0];
        var summary = page["summary"]!.GetValue<string>();
        return new(href, title, summary, KeywordsOf(href, title, html));
    }

    /// <summary>Decisions have none: who looks for an operator wants to use it.</summary>
    private static string KeywordsOf(string href, string title, string html) => href switch
    {
        _ when href.StartsWith("adr/", StringComparison.Ordinal) => "",
        _ when href.StartsWith("api/", StringComparison.Ordinal) => Words(title),
        "CHANGELOG.html" or "CONTRIBUTING.html" => "",
        _ => $"{string.Join(' ', Heading().Matches(html).Select(heading => PlainText(heading.Value)))} {Plurals(html)}",
    };

    /// <summary>Such as "As Prefetched" for <c>AsPrefetched</c>.</summary>
    private static string Words(string name) => Hump().Replace(name, " ");

    private static string Plurals(string html) =>
        string.Join(' ', LeftOut.Where(name => IsInCode(name, html)).Select(name => $"{name}s"));

    private static bool IsInCode(string name, string html) => Regex.IsMatch(html, $@"<code[^>]*>[^<]*\b{name}\b");

    private static string PlainText(string html) =>
        Spaces().Replace(WebUtility.HtmlDecode(Tag().Replace(html, " ")), " ").Trim();

    [GeneratedRegex(
        """<h3 id="(?<id>[^"]+)">(?<name>.*?)</h3>(?<text>.*?)(?=<h[23]|</article>)""", RegexOptions.Singleline)]
    private static partial Regex Section();

    /// <summary>What says how an operator is called in LINQ.</summary>
    [GeneratedRegex("In LINQ.*")]
    private static partial Regex Elsewhere();

    [GeneratedRegex("<h[23][^>]*>.*?</h[23]>", RegexOptions.Singleline)]
    private static partial Regex Heading();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Hump();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    private sealed record Hit(string Href, string Title, string Summary, string Keywords);
}
