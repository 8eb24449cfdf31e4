using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace SeqTools.Linq.DocumentationSite;

/// <summary>
/// What docfx reads of the library, as its callers see it: without the parameters that the compiler fills in, and with
/// the overloads on lists before those on awaited views.
/// </summary>
internal static partial class ApiPages
{
    /// <summary>The first of the parameters that the compiler fills in; all that follow are, too.</summary>
    private const string FirstFilledIn = "CallerInfo";

    private const string AwaitedView = "SeqTools.Linq.AsyncSeqView{";

    public static void Clean(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.yml"))
        {
            YamlStream yaml = [];
            using (var reader = File.OpenText(path))
            {
                yaml.Load(reader);
            }

            // The comment that tells docfx the kind of the file is no part of its YAML.
            var kind = File.ReadLines(path).First();
            var root = (YamlMappingNode)yaml.Documents[0].RootNode;
            Clean(root);
            using var writer = File.CreateText(path);
            writer.WriteLine(kind);
            yaml.Save(writer, assignAnchors: false);
        }
    }

    private static void Clean(YamlMappingNode page)
    {
        foreach (var node in page.AllNodes.OfType<YamlMappingNode>().ToList())
        {
            CleanTexts(node);
            CleanParameters(node);
            CleanNameParts(node);
        }

        foreach (var list in new[] { "items", "children" })
        {
            foreach (var items in page.AllNodes.OfType<YamlMappingNode>().Select(node => Child(node, list)).ToList())
            {
                SortAwaitedLast(items as YamlSequenceNode);
            }
        }
    }

    /// <summary>Names and declarations: the parts of references to members are texts of their own.</summary>
    private static void CleanTexts(YamlMappingNode node)
    {
        foreach (var (_, value) in node.Children)
        {
            if (value is YamlScalarNode { Value: { } text } scalar)
            {
                scalar.Value = FilledInNames().Replace(FilledInDeclarations().Replace(text, ""), "");
            }
        }
    }

    private static void CleanParameters(YamlMappingNode node)
    {
        if (Child(node, "parameters") is not YamlSequenceNode parameters)
        {
            return;
        }

        var first = parameters.Children.ToList().FindIndex(parameter => TextOf(parameter, "id") == "callerInfo");
        while (first >= 0 && parameters.Children.Count > first)
        {
            parameters.Children.RemoveAt(first);
        }
    }

    /// <summary>A name in parts, of which each may lead to its page.</summary>
    private static void CleanNameParts(YamlMappingNode node)
    {
        foreach (var language in new[] { "spec.csharp", "spec.vb" })
        {
            if (Child(node, language) is not YamlSequenceNode { Children: var parts })
            {
                continue;
            }

            var first = parts.ToList().FindIndex(part => TextOf(part, "name") == FirstFilledIn);
            if (first < 0)
            {
                continue;
            }

            // A comma and a space stand in front of it, if it is not the only one.
            var start = IsBracket(parts[first - 1]) ? first : first - 2;
            while (!IsBracket(parts[start]))
            {
                parts.RemoveAt(start);
            }
        }
    }

    private static bool IsBracket(YamlNode part) => TextOf(part, "name") is "(" or ")" or "[" or "]";

    /// <summary>Sorts overloads of one name; what is of another stays where it is.</summary>
    private static void SortAwaitedLast(YamlSequenceNode? items)
    {
        if (items is null || items.Children.Count == 0)
        {
            return;
        }

        // Groups come in the order of their first members.
        var sorted = items.Children.GroupBy(NameOf).SelectMany(overloads => overloads.OrderBy(IsAwaited)).ToList();
        items.Children.Clear();
        sorted.ForEach(items.Children.Add);
    }

    private static string NameOf(YamlNode item) => MemberName().Match(UidOf(item)).Value;

    private static bool IsAwaited(YamlNode item) => UidOf(item).Contains($"({AwaitedView}", StringComparison.Ordinal);

    private static string UidOf(YamlNode item) =>
        item is YamlScalarNode { Value: { } uid } ? uid : TextOf(item, "uid") ?? "";

    private static YamlNode? Child(YamlNode node, string name) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(name, out var child) ? child : null;

    private static string? TextOf(YamlNode node, string name) => (Child(node, name) as YamlScalarNode)?.Value;

    [GeneratedRegex(@"^[^(`]*")]
    private static partial Regex MemberName();

    [GeneratedRegex(@"(?:, )?(?:SeqTools\.Linq\.)?CallerInfo(?:, [Ss]tring){1,2}, (?:int|Integer), [Ss]tring(?=[)\]])")]
    private static partial Regex FilledInNames();

    [GeneratedRegex(
        @"(?:, )?(?:CallerInfo callerInfo = default|callerInfo As CallerInfo = Nothing)"
            + @".*?memberName(?: As String)? = """"")]
    private static partial Regex FilledInDeclarations();
}
