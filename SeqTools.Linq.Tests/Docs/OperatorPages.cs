namespace SeqTools.Linq.Tests;

/// <summary>The table of operators in <c>docs</c>, and its pictures: what they are to be.</summary>
internal static class OperatorPages
{
    private const string Table = "docs/operators.md";
    private const string Folder = "docs/operators";

    private const string Introduction = """
        # The operators

        Each picture is a call at work on small lists: above, what it is given, from top to bottom in the order in which the call names it; below, the elements of the view, each in the colour
        of the list that it comes from. Bold is one element that is read, and what that evaluates. The framed elements are lists or tuples themselves; a dashed box is an empty list, and `…` goes on.

        - **An index costs** what it takes to find where an element stands: `n` is the length of the lists, `k` their number. The evaluation of what is read comes on top.
        - **A read evaluates** those elements of the lists in the picture, and calls those functions. `[1]` is an element of the view, and `[1][1]` an element of that where it is a view itself.
          Making a view evaluates nothing. `Count` evaluates nothing either, where it is not listed.
        - **And 5 more** are overloads for more lists, longer tuples or other types.
        - **Also awaited**: `AsyncSeqView<T>`, which `SelectAsync` makes, has the operator, too. It gives an awaited view: `Batch` and `Window` one of arrays, whose elements are awaited together,
          the splits a list of awaited views, and `Flatten` makes one view of a list of them.

        The table and the pictures are made from the code, by running it: [OperatorTableTests](../SeqTools.Linq.Tests/Docs/OperatorTableTests.cs) compares them, and says how to write them anew.

        """;

    private const string Head = """

        | | operator, and what it gives | in SeqTools (Python) | in LINQ, in Python | an index costs | a read evaluates |
        | --- | --- | --- | --- | --- | --- |

        """;

    /// <summary>What the files hold, by their paths.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Render();

    /// <summary>The pictures that there are.</summary>
    public static IReadOnlyList<string> Pictures() => Repository.Files(Folder, "*");

    /// <summary>Makes the files what they are to be.</summary>
    public static void Write()
    {
        foreach (var picture in Pictures().Except(All.Keys))
        {
            Repository.Delete(picture);
        }

        foreach (var (path, text) in All)
        {
            Repository.Write(path, text);
        }
    }

    private static Dictionary<string, string> Render()
    {
        Dictionary<string, string> pages = [];
        var table = Introduction;
        foreach (var (title, demonstrations) in OperatorTable.Groups)
        {
            table += $"\n## {title}\n{Head}";
            foreach (var demonstration in demonstrations)
            {
                var documentation = OperatorDocumentation.All[demonstration.Signature];
                var picture = Unused(documentation.Name, pages);
                pages.Add($"{Folder}/{picture}", Drawing.Of(demonstration));
                table += Row(demonstration, documentation, picture);
            }
        }

        pages.Add(Table, table.ReplaceLineEndings("\n"));
        return pages;
    }

    private static string Row(Demonstration demonstration, OperatorDocumentation documentation, string picture)
    {
        var code = demonstration.Code;
        var others = documentation.OtherOverloads == 0 ? "" : $" and {documentation.OtherOverloads} more";
        var awaited = documentation.IsAwaitedToo ? "<br>*also awaited*" : "";
        string[] cells =
        [
            $"![{code}](operators/{picture})<br>`{code}`",
            $"[`{demonstration.Signature}`](../{documentation.SourceFile}){others}<br>{documentation.Gives}{awaited}",
            documentation.InSeqTools,
            documentation.Elsewhere,
            demonstration.Cost,
            Evaluated(demonstration.Evaluations(), documentation.Functions),
        ];

        return $"| {string.Join(" | ", cells)} |\n";
    }

    private static string Evaluated(IReadOnlyList<Evaluation> evaluations, IEnumerable<string> functions)
    {
        var element = evaluations.FirstOrDefault(evaluation => evaluation.Place is not null);
        var told =
            from evaluation in evaluations
            let places = Spans(evaluation.Evaluated)
            let evaluated = evaluation == element ? places.Concat(functions) : places
            where evaluation.Place is not null || places.Any()
            select $"{evaluation.Access}: {string.Join(", ", evaluated.DefaultIfEmpty("nothing"))}";

        return string.Join("<br>", told.DefaultIfEmpty("nothing"));
    }

    /// <summary>Such as <c>source[1]</c>, or <c>source[3..6]</c> for neighbours.</summary>
    private static IEnumerable<string> Spans(IEnumerable<Place> places) =>
        from place in places
        group place.Index by place.List into indices
        let start = indices.Min()
        let end = indices.Max() + 1
        select indices.Count() is var count && count > 1 && count == end - start
            ? $"`{indices.Key}[{start}..{end}]`"
            : string.Join(", ", indices.Select(index => $"`{indices.Key}[{index}]`"));

    private static string Unused(string name, Dictionary<string, string> pages) =>
        Enumerable.Range(1, int.MaxValue)
            .Select(number => number == 1 ? $"{name}.svg" : $"{name}-{number}.svg")
            .First(file => !pages.ContainsKey($"{Folder}/{file}"));
}
