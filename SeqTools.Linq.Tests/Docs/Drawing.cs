using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace SeqTools.Linq.Tests;

/// <summary>
/// A picture of an operator: the lists that it is given, and beneath them what it makes of them. An element has the
/// colour of the list that it comes from; bold is what is evaluated where one element is read.
/// </summary>
internal sealed class Drawing
{
    private const int Cell = 22;
    private const int Gap = 2;
    private const int Frame = 3;
    private const int Row = Cell + (2 * Frame) + (2 * Gap);
    private const int Arrow = 16;

    private const string Origins =
        ".of0 { fill: #3b82f6; fill-opacity: .3 } .of1 { fill: #f59e0b; fill-opacity: .35 } "
        + ".of2 { fill: #10b981; fill-opacity: .35 }";

    private const string Style = $$"""
        svg { color: #1f2328; font: 12px system-ui, sans-serif; text-anchor: middle }
        text { fill: currentColor }
        rect { fill: currentColor; fill-opacity: .06; stroke: currentColor; stroke-opacity: .35 }
        path, .frame, .empty { fill: none; stroke: currentColor; stroke-opacity: .5 }
        .empty { stroke-dasharray: 3 }
        {{Origins}}
        .read { stroke-width: 2.5; stroke-opacity: 1 }
        @media (prefers-color-scheme: dark) { svg { color: #e6edf3 } }
        """;

    private readonly StringBuilder shapes = new();
    private readonly Dictionary<string, int> origins = [];
    private readonly HashSet<Place> read;
    private int width;

    private Drawing(Demonstration demonstration)
    {
        var access = demonstration.Evaluations()[^1];
        read = [.. access.Evaluated, .. access.Place is { } place ? [place] : Array.Empty<Place>()];

        var y = 0;
        foreach (var (number, input) in demonstration.Inputs.Index())
        {
            foreach (var label in input.Elements.SelectMany(Labels))
            {
                origins.TryAdd(label, number);
            }

            DrawRow(input.Name, input.Elements, y);
            y += Row;
        }

        if (y > 0)
        {
            DrawArrow(y);
            y += Arrow;
        }

        DrawRow("", demonstration.Outputs, y, demonstration.IsCut);
        Height = y + Row;
    }

    private int Height { get; }

    public static string Of(Demonstration demonstration)
    {
        Drawing drawing = new(demonstration);
        var (width, height) = (drawing.width, drawing.Height);
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">
            <style>
            {Style}
            </style>
            {drawing.shapes}</svg>

            """.ReplaceLineEndings("\n");
    }

    private static IEnumerable<string> Labels(object? element) =>
        Parts(element) is { } parts ? parts.SelectMany(Labels) : [Label(element)];

    private static string Label(object? element) => element switch
    {
        true => "T",
        false => "F",
        _ => Convert.ToString(element, CultureInfo.InvariantCulture)!,
    };

    /// <summary>The elements of an element that is a tuple or a list itself.</summary>
    private static IReadOnlyList<object?>? Parts(object? element) => element switch
    {
        string => null,
        ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(index => tuple[index])],
        IEnumerable list => [.. list.Cast<object?>()],
        _ => null,
    };

    private void DrawRow(string name, IReadOnlyList<object?> elements, int y, bool isCut = false)
    {
        var x = DrawElements(name, elements, Gap, y + Frame + Gap);
        if (isCut)
        {
            x += Cell;
            shapes.Append($"""<text x="{x - (Cell / 2)}" y="{y + (Row / 2) + 4}">…</text>""").Append('\n');
        }

        width = Math.Max(width, x);
    }

    private int DrawElements(string list, IReadOnlyList<object?> elements, int x, int y)
    {
        if (elements.Count == 0)
        {
            DrawBox("empty", x, y, Cell / 2, Cell);
            return x + (Cell / 2) + Gap;
        }

        for (var index = 0; index < elements.Count; index++)
        {
            x = DrawElement(new(list, index), elements[index], x, y);
        }

        return x;
    }

    private int DrawElement(Place place, object? element, int x, int y)
    {
        if (Parts(element) is { } parts)
        {
            var end = DrawElements($"{place}", parts, x + Frame, y) - Gap + Frame;
            DrawBox(Marked("frame", place), x, y - Frame, end - x, Cell + (2 * Frame));
            return end + Gap + Frame;
        }

        var label = Label(element);
        DrawBox(Marked(origins.TryGetValue(label, out var origin) ? $"of{origin}" : "made", place), x, y, Cell, Cell);
        shapes.Append($"""<text x="{x + (Cell / 2)}" y="{y + 15}">{label}</text>""").Append('\n');
        return x + Cell + Gap;
    }

    private string Marked(string kind, Place place) => read.Contains(place) ? $"{kind} read" : kind;

    private void DrawBox(string kind, int x, int y, int boxWidth, int boxHeight) =>
        shapes
            .Append($"""<rect class="{kind}" x="{x}" y="{y}" width="{boxWidth}" height="{boxHeight}" rx="3"/>""")
            .Append('\n');

    private void DrawArrow(int y)
    {
        var middle = Gap + (Cell / 2);
        shapes.Append($"""<path d="M{middle} {y + 2}v{Arrow - 4}m-4 -4l4 4l4 -4"/>""").Append('\n');
    }
}
