using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using SeqTools.Linq.Tests;
using SeqTools.Linq.Tests.LinqPad;

namespace SeqTools.Linq.Analyzers.Tests;

/// <summary>What the project shows to its users has none of the mistakes.</summary>
internal sealed class OwnCodeTests
{
    private static IEnumerable<string> Pages() =>
        Repository.Files("docs", "*.md").Append("README.md").Where(page => CodeBlocks.Of(page).Contains("csharp"));

    private static IEnumerable<string> Queries() =>
    [
        .. Repository.Files("linqpad-samples", "*"),
        .. Repository.Files("SeqTools.Linq.Processes/linqpad-samples", "*"),
    ];

    [TestCaseSource(nameof(Pages))]
    public async Task A_page_has_no_report(string page) =>
        (await Problems(CodeBlocks.Program(CodeBlocks.Of(page)))).Where(IsReport).ShouldBeEmpty();

    [TestCaseSource(nameof(Queries))]
    public async Task A_query_of_LINQPads_has_no_report(string file)
    {
        var query = new LinqPadQuery(Path.GetFileName(file), Repository.Read(file));

        (await UsersCode.Problems(query.Compile(CSharpCode.UsersLanguage))).ShouldBeEmpty();
    }

    [Test]
    public async Task An_example_in_the_documentation_of_a_member_has_no_report()
    {
        var examples = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "SeqTools.Linq.xml"))
            .Descendants("example")
            .Select(example => example.Value)
            .ToArray();

        examples.ShouldNotBeEmpty();
        foreach (var example in examples)
        {
            (await Problems(example)).Where(IsReport).ShouldBeEmpty(example);
        }
    }

    private static Task<IReadOnlyList<Diagnostic>> Problems(string program) =>
        UsersCode.Problems(CSharpCode.Compile(CSharpCode.Parse(program), OutputKind.ConsoleApplication));

    /// <summary>What a piece leaves to its reader, or to a package that is not here, does not compile.</summary>
    private static bool IsReport(Diagnostic problem) => problem.Severity < DiagnosticSeverity.Error;
}
