using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Tests;

/// <summary>
/// The examples of the documentation are programs, which print what the comments behind their lines say.
/// </summary>
[NonParallelizable]
internal sealed class ExampleTests
{
    private static IEnumerable<TestCaseData<string>> Examples() =>
        from member in Documentation.Members
        from code in member.Value.Descendants("example").Elements("code")
        select new TestCaseData<string>(code.Value.Trim().ReplaceLineEndings("\n")).SetArgDisplayNames(member.Key);

    private static IEnumerable<TestCaseData<string>> Operators() =>
        from method in Documentation.Operators
        select new TestCaseData<string>(method.GetDocumentationCommentId()!);

    [TestCaseSource(nameof(Examples))]
    public void An_example_prints_what_it_says(string code)
    {
        var tree = CSharpCode.Parse(code);
        var isProgram = tree.GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Any();
        if (!isProgram)
        {
            CSharpCode.ProblemsOf(CSharpCode.Compile(tree, OutputKind.DynamicallyLinkedLibrary)).ShouldBeEmpty();
            return;
        }

        var expected = CSharpCode.PrintedBy(code);
        expected.ShouldNotBeEmpty();
        CSharpCode.Run(tree).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).ShouldBe(expected);
    }

    [TestCaseSource(nameof(Operators))]
    public void Every_operator_has_an_example(string id)
    {
        Documentation.Of(id).Descendants("example").Elements("code").ShouldNotBeEmpty();
    }
}
