using Microsoft.CodeAnalysis;

namespace SeqTools.Linq.Tests;

/// <summary>
/// The snippets of a page, one after another, are a program, which prints what stands beneath them.
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
        where CodeBlocks.Of(page).Contains("csharp")
        select page;

    [TestCaseSource(nameof(Pages))]
    public void A_page_prints_what_it_says(string page)
    {
        var blocks = CodeBlocks.Of(page);
        var code = CSharpCode.Parse(CodeBlocks.Program(blocks), "Import.cs");
        if (page == OnTensors)
        {
            CSharpCode.ProblemsOf(CSharpCode.Compile(code, OutputKind.ConsoleApplication)).ShouldBeEmpty();
            return;
        }

        CSharpCode.Run(code).ShouldBe(string.Concat(blocks["text"]).ReplaceLineEndings());
    }
}
