using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Tests;

/// <summary>
/// The snippets of a page, one after another, are a program, which prints what stands beneath them. Those that only
/// declare types come last, as C# has it.
/// </summary>
[NonParallelizable]
internal sealed partial class ReadmeTests
{
    /// <summary>The snippets of this page are no program: they stand in a test class.</summary>
    private const string OnTests = "docs/testing.md";

    /// <summary>This one needs a package of its own, with whose tests it runs.</summary>
    private const string OnProcesses = "docs/processes.md";

    /// <summary>
    /// The program of this page needs a native library, which comes with no package that the tests use.
    /// </summary>
    private const string OnTensors = "docs/torchsharp.md";

    private static IEnumerable<string> Pages() =>
        from page in Repository.Files("docs", "*.md").Append("README.md")
        where page is not (OnTests or OnProcesses)
        where TextOf(Block().Matches(Repository.Read(page)), "csharp").Length > 0
        select page;

    [TestCaseSource(nameof(Pages))]
    public void A_page_prints_what_it_says(string page)
    {
        var blocks = Block().Matches(Repository.Read(page));
        var pieces = TextOf(blocks, "csharp").ToLookup(IsDeclaration);
        var code = CSharpCode.Parse(string.Concat([.. pieces[false], .. pieces[true]]), "Import.cs");
        if (page == OnTensors)
        {
            CSharpCode.ProblemsOf(CSharpCode.Compile(code, OutputKind.ConsoleApplication)).ShouldBeEmpty();
            return;
        }

        CSharpCode.Run(code).ShouldBe(string.Concat(TextOf(blocks, "text")).ReplaceLineEndings());
    }

    private static bool IsDeclaration(string piece) =>
        CSharpCode.Parse(piece).GetCompilationUnitRoot().Members is [_, ..] members
        && !members.Any(member => member is GlobalStatementSyntax);

    private static string[] TextOf(MatchCollection blocks, string language) =>
        [.. blocks.Where(block => block.Groups["language"].Value == language).Select(block =>
            block.Groups["text"].Value)];

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
