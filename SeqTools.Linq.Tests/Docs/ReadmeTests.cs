using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Tests;

/// <summary>
/// The snippets of a page, one after another, are a program, which prints what stands beneath them. Those that only
/// declare types come last, as C# has it.
/// </summary>
[NonParallelizable]
internal sealed class ReadmeTests
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
        where Repository.Blocks(page, "csharp").Length > 0
        select page;

    [TestCaseSource(nameof(Pages))]
    public void A_page_prints_what_it_says(string page)
    {
        var pieces = Repository.Blocks(page, "csharp").ToLookup(IsDeclaration);
        var code = CSharpCode.Parse(string.Concat([.. pieces[false], .. pieces[true]]), "Import.cs");
        if (page == OnTensors)
        {
            CSharpCode.ProblemsOf(CSharpCode.Compile(code, OutputKind.ConsoleApplication)).ShouldBeEmpty();
            return;
        }

        CSharpCode.Run(code).ShouldBe(string.Concat(Repository.Blocks(page, "text")).ReplaceLineEndings());
    }

    private static bool IsDeclaration(string piece) =>
        CSharpCode.Parse(piece).GetCompilationUnitRoot().Members is [_, ..] members
        && !members.Any(member => member is GlobalStatementSyntax);
}
