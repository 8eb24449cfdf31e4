using System.Text.RegularExpressions;

namespace SeqTools.Linq.Tests;

/// <summary>What the documentation site says of the library without running it.</summary>
internal sealed partial class SiteTests
{
    /// <summary>What users see of the library and may call, and what they may set.</summary>
    private static readonly HashSet<string> Names =
    [
        .. typeof(Seq).Assembly
        .GetExportedTypes()
        .SelectMany(type => type.GetMembers().Select(member => member.Name).Append(type.Name.Split('`')[0])),
    ];

    /// <summary>What the other packages have: their approved public surfaces are texts.</summary>
    private static readonly HashSet<string> NamesElsewhere =
    [
        .. Repository.Files("SeqTools.Linq.Tests/Snapshots", "*ApiTests.*.approved.txt")
        .SelectMany(surface => Word().Matches(Repository.Read(surface)).Select(word => word.Value)),
    ];

    private static IEnumerable<string> Pages() =>
        Repository.Files("docs", "*.md").Where(page => page != "docs/index.md");

    private static IEnumerable<string> Texts() =>
        Repository.Files("docs", "*.md").Concat(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]);

    [TestCaseSource(nameof(Pages))]
    public void A_page_stands_in_a_table_of_contents(string page) =>
        Repository.Files("docs", "toc.yml")
            .SelectMany(
                contents => Link()
                    .Matches(Repository.Read(contents))
                    .Select(link => Path.Join(Path.GetDirectoryName(contents), link.Value)))
            .ShouldContain(target => Path.GetFullPath(target) == Path.GetFullPath(page));

    [TestCaseSource(nameof(Texts))]
    public void A_block_of_code_has_its_language(string page)
    {
        var text = Repository.Read(page);

        Block().Matches(text).Select(block => block.Groups["language"].Value).ShouldAllBe(name => name.Length > 0);
        Indented().Matches(Block().Replace(text, "")).ShouldBeEmpty();
    }

    [TestCase("docs/from-seqtools.md")]
    [TestCase("docs/from-linq.md")]
    public void What_is_to_be_called_instead_is_there(string page)
    {
        string[] called =
        [
            .. Row().Matches(Repository.Read(page))
                .SelectMany(row => Code().Matches(row.Groups["here"].Value))
                .SelectMany(code => Called().Matches(code.Value))
                .Select(call => call.Value),
        ];

        called.ShouldNotBeEmpty();
        called.Except(Names).Except(NamesElsewhere)
            .Except(typeof(Enumerable).GetMethods().Select(method => method.Name))
            .ShouldBeEmpty();
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex("^ *```(?<language>.*)\n(?:.*\n)*?^ *```$", RegexOptions.Multiline)]
    private static partial Regex Block();

    /// <summary>Code that is told by its indentation has no language.</summary>
    [GeneratedRegex(@"(?<=\n\n) {4,}\S.*")]
    private static partial Regex Indented();

    [GeneratedRegex(@"(?<=href: )\S+")]
    private static partial Regex Link();

    /// <summary>A row of a table: what it is called there, and here.</summary>
    [GeneratedRegex(@"^\| (?<there>[^|]*)\| (?<here>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b[A-Z]\w+(?=[(<.])")]
    private static partial Regex Called();
}
