using System.Runtime.CompilerServices;

namespace SeqTools.Linq.Tests;

/// <summary>The table of operators in <c>docs</c>, and its pictures.</summary>
internal static class OperatorPages
{
    private const string Folder = "docs/operators";

    private const string Introduction = """
        # The operators

        Each picture is a call at work on lists of letters: above, what it is given, from top to bottom in the order in which the call names them; below, the elements of the view, each in the colour
        of the list that it comes from. Bold is one element that is read, and what that evaluates. The framed elements are lists or tuples themselves; a dashed box is an empty list, and `…` goes on.

        - **An index costs** what it takes to find where an element stands: `n` is the length of the lists, `k` their number. The evaluation of what is read comes on top.
        - **A read evaluates** those elements of the lists in the picture, and calls those functions. `[1]` is an element of the view, and `[1][1]` an element of that where it is a view itself.
          Making a view evaluates nothing. `Count` evaluates nothing either, where it is not listed.
        - **`selector`**, `collate` … are the functions that the call is given. Where overloads differ by the number or the kind of their lists alone, one stands for all.

        """;

    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FolderOfThisFile("../..");

    /// <summary>What the files are to hold, by their paths from the root.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Render();

    /// <summary>The pictures that there are, by their paths from the root.</summary>
    public static IEnumerable<string> Pictures() =>
        Directory.EnumerateFiles(Path.Combine(Root, Folder)).Select(path => $"{Folder}/{Path.GetFileName(path)}");

    /// <summary>Makes the files what they are to be.</summary>
    public static void Write()
    {
        foreach (var picture in Pictures().Except(All.Keys).ToArray())
        {
            File.Delete(Path.Combine(Root, picture));
        }

        foreach (var (path, text) in All)
        {
            File.WriteAllText(Path.Combine(Root, path), text);
        }
    }

    private static Dictionary<string, string> Render()
    {
        Dictionary<string, string> pages = [];
        using StringWriter table = new() { NewLine = "\n" };
        table.Write(Introduction.ReplaceLineEndings("\n"));
        foreach (var (title, demonstrations) in OperatorTable.Groups)
        {
            table.WriteLine($"\n## {title}\n");
            table.WriteLine("| | operator | gives | in SeqTools (Python) | in LINQ, in Python | an index costs | a read evaluates |");
            table.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
            foreach (var demonstration in demonstrations)
            {
                var documentation = OperatorDocumentation.All[demonstration.Signature];
                var picture = Unused(documentation.Name, pages);
                pages.Add($"{Folder}/{picture}", Drawing.Of(demonstration));
                var others = documentation.OtherOverloads == 0 ? "" : $" and {documentation.OtherOverloads} more";
                table.WriteLine(
                    $"| ![{demonstration.Code}](operators/{picture})<br>`{demonstration.Code}` | [`{demonstration.Signature}`](../{documentation.SourceFile}){others} | {documentation.Gives} " +
                    $"| {documentation.InSeqTools} | {documentation.Elsewhere} | {demonstration.Cost} | {Evaluated(demonstration, documentation.Functions)} |");
            }
        }

        pages.Add("docs/operators.md", table.ToString());
        return pages;
    }

    private static string Evaluated(Demonstration demonstration, IEnumerable<string> functions)
    {
        var evaluations = demonstration.Evaluations();
        var first = evaluations.FirstOrDefault(evaluation => evaluation.Place is not null);
        var told =
            from evaluation in evaluations
            let places = Spans(evaluation.Evaluated)
            let evaluated = evaluation == first ? places.Concat(functions) : places
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
        select end - start == 1 ? $"`{indices.Key}[{start}]`" : $"`{indices.Key}[{start}..{end}]`";

    private static string Unused(string name, Dictionary<string, string> pages) =>
        Enumerable.Range(1, int.MaxValue)
            .Select(number => number == 1 ? $"{name}.svg" : $"{name}-{number}.svg")
            .First(file => !pages.ContainsKey($"{Folder}/{file}"));

    private static string FolderOfThisFile(string relative, [CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, relative));
}
