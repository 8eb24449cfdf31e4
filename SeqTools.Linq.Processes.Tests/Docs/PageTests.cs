using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using SeqTools.Linq.Tests;

namespace SeqTools.Linq.Processes.Tests;

/// <summary>
/// The snippets of a page, one after another, are a program, which prints what stands beneath each of them.
/// </summary>
[NonParallelizable]
internal sealed partial class PageTests
{
    [TestCase("docs/processes.md")]
    [TestCase("SeqTools.Linq.Processes/README.md")]
    public void A_page_prints_what_it_says(string page)
    {
        var blocks = Block().Matches(Repository.Read(page));
        var program = CSharpCode.Parse(TextOf(blocks, "csharp"));

        ProgramFile.Run(CSharpCode.Compile(program, OutputKind.ConsoleApplication))
            .ShouldBe(TextOf(blocks, "text").ReplaceLineEndings());
    }

    private static string TextOf(MatchCollection blocks, string language) => string.Concat(
        blocks.Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["text"].Value));

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
