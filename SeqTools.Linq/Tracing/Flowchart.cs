using System.Globalization;
using System.Text;

namespace SeqTools.Linq;

/// <summary>Draws a pipeline as a Mermaid flowchart.</summary>
internal static class Flowchart
{
    /// <summary>
    /// The punctuation that means nothing to Mermaid, nor to Markdown and HTML, which its labels may hold.
    /// </summary>
    private const string Plain = " .,=()+-/?'";

    public static string Of(IView view)
    {
        var pipeline = new Pipeline(view);
        var ids = new Dictionary<object, string>(ReferenceEqualityComparer.Instance);
        List<string> lines = ["flowchart BT"];
        foreach (var node in pipeline.Nodes)
        {
            ids[node] = $"n{ids.Count}";
            lines.Add($"    {ids[node]}{Shape(node)}");
        }

        lines.AddRange(
            from node in pipeline.Nodes
            from source in pipeline.SourcesOf(node)
            select $"    {ids[source]} --> {ids[node]}");
        return string.Join(Environment.NewLine, lines);
    }

    private static string Shape(object node)
    {
        var label = string.Join("<br/>", Label(node).Where(line => line.Length > 0).Select(Escape));
        return node is IView ? $"[\"{label}\"]" : $"[(\"{label}\")]";
    }

    private static string[] Label(object node) =>
        [Pipeline.NameOf(node), Pipeline.SizeOf(node) ?? "", PlaceOf((node as IView)?.Origin)];

    /// <summary>The place without the folder, which means nothing to whoever reads the chart elsewhere.</summary>
    private static string PlaceOf(ViewOrigin? origin) => origin is not { FilePath: { Length: > 0 } path } written
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{path[(path.LastIndexOfAny(['/', '\\']) + 1)..]} line {written.LineNumber}");

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var rune in PlainText.Of(text).EnumerateRunes())
        {
            var isPlain = !rune.IsAscii || Rune.IsLetterOrDigit(rune) || Plain.Contains(
                (char)rune.Value, StringComparison.Ordinal);
            _ = isPlain ? escaped.Append(rune) : escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        }

        return escaped.ToString();
    }
}
