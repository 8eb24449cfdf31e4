using Microsoft.CodeAnalysis;
using SeqTools.Linq.Tests;

namespace SeqTools.Linq.Processes.Tests;

/// <summary>
/// The snippets of a page, one after another, are a program, which prints what stands beneath each of them.
/// </summary>
[NonParallelizable]
internal sealed class PageTests
{
    [TestCase("docs/processes.md")]
    [TestCase("SeqTools.Linq.Processes/README.md")]
    public void A_page_prints_what_it_says(string page)
    {
        var blocks = CodeBlocks.Of(page);
        var program = CSharpCode.Parse(string.Concat(blocks["csharp"]));

        ProgramFile.Run(CSharpCode.Compile(program, OutputKind.ConsoleApplication))
            .ShouldBe(string.Concat(blocks["text"]).ReplaceLineEndings());
    }
}
