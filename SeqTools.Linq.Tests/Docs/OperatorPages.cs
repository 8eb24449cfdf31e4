namespace SeqTools.Linq.Tests;

/// <summary>The page of operators in <c>docs</c>, and its pictures: what they are to be.</summary>
internal static class OperatorPages
{
    private const string Page = "docs/operators.md";
    private const string Folder = "docs/operators";

    private const string Introduction = """
        # The operators

        Every operator, by what it is good for, with what it costs and what a read evaluates. Making a view evaluates
        nothing.


        """;

    private const string Tests = nameof(OperatorTableTests);

    private const string AwaitTitle = "Await";

    private static string Legend => $"""

        ## How to read the pictures

        Each picture is a call at work on small lists: above, what it is given; below, the elements of the view, each in
        the colour of the list that it comes from. Bold is one element that is read, and what that evaluates. The framed
        elements are lists or tuples themselves; a dashed box is an empty list, and `…` goes on.

        - **A read** of `[1]` evaluates those elements of the lists in the picture, and calls those functions; `[1][1]`
          is an element of an element that is a view itself. `Count` evaluates nothing, where it is not listed.
        - **An index costs** what it takes to find where an element stands: `n` is the length of the lists, `k` their
          number. The evaluation of what is read comes on top.
        - **Also awaited**: `AsyncSeqView<T>`, which {LinkTo("SelectAsync")} makes, has the operator, too. It gives
          an awaited view: `Batch` and `Window` one of arrays, whose elements are awaited together, the splits a list of
          awaited views, and `Flatten` makes one view of a list of them.
        - **And 5 more** are overloads for more lists, longer tuples or other types.

        The page and its pictures are made from the code, by running it:
        [{Tests}](../SeqTools.Linq.Tests/Docs/{Tests}.cs) compares them, and says how to write them
        anew.

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
        var page = Introduction + Contents() + Legend;
        foreach (var (title, demonstrations) in OperatorTable.Groups)
        {
            page += $"\n## {title}\n";
            foreach (var overloads in demonstrations.GroupBy(Heading))
            {
                page += $"\n### {overloads.Key}\n";
                foreach (var demonstration in overloads)
                {
                    var documentation = OperatorDocumentation.All[demonstration.Signature];
                    var picture = Unused(documentation.Name, pages);
                    pages.Add($"{Folder}/{picture}", Drawing.Of(demonstration));
                    page += Section(demonstration, documentation, picture);
                }
            }
        }

        page += $"\n## {AwaitTitle}\n";
        foreach (var (name, documentation) in OperatorDocumentation.Awaiting)
        {
            page += $"\n### {name}\n\n{Described(documentation.Signature, documentation)}\n";
        }

        pages.Add(Page, page.ReplaceLineEndings("\n"));
        return pages;
    }

    private static string Contents() =>
        string.Concat(
            OperatorTable.Groups
                .Select(group => (group.Title, Names: group.Demonstrations.Select(Heading).Distinct()))
                .Append((Title: AwaitTitle, Names: OperatorDocumentation.Awaiting.Keys))
                .Select(group => $"- **{group.Title}**: {string.Join(", ", group.Names.Select(LinkTo))}\n"));

    private static string LinkTo(string heading) => $"[`{heading}`](#{Anchor(heading)})";

    /// <summary>As it is made of a heading in the repository and in the site.</summary>
    private static string Anchor(string heading) =>
        string.Concat(heading.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    private static string Heading(Demonstration demonstration) => demonstration.Signature.Split('(')[0];

    private static string Section(Demonstration demonstration, OperatorDocumentation documentation, string picture)
    {
        var code = demonstration.Code;
        string[] facts =
        [
            .. Evaluated(demonstration.Evaluations(), documentation.Functions).Select(told => $"A read of {told}."),
            $"An index costs {demonstration.Cost}.",
            .. Elsewhere("In SeqTools (Python)", documentation.InSeqTools),
            .. Elsewhere("In LINQ, in Python", documentation.Elsewhere),
        ];

        return $"""

            ![{code}](operators/{picture})

            `{code}`

            {Described(demonstration.Signature, documentation)}

            {string.Join("\n", facts.Select(fact => $"- {fact}"))}

            """;
    }

    private static string Described(string signature, OperatorDocumentation documentation)
    {
        var gives = documentation.OtherOverloads == 0 ? "gives" : $"and {documentation.OtherOverloads} more give";
        var awaited = documentation.IsAwaitedToo ? " *Also awaited.*" : "";
        return $"[`{signature}`](../{documentation.SourceFile}) {gives} {documentation.Gives}.{awaited}";
    }

    private static IEnumerable<string> Elsewhere(string where, string names) =>
        names == OperatorDocumentation.NoName ? [] : [$"{where}: {names}."];

    private static IEnumerable<string> Evaluated(
        IReadOnlyList<Evaluation> evaluations, IEnumerable<string> functions)
    {
        var element = evaluations.FirstOrDefault(evaluation => evaluation.Place is not null);
        return
            from evaluation in evaluations
            let places = Spans(evaluation.Evaluated)
            let evaluated = evaluation == element ? places.Concat(functions) : places
            where evaluation.Place is not null || places.Any()
            select $"{evaluation.Access} evaluates {string.Join(", ", evaluated.DefaultIfEmpty("nothing"))}";
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
