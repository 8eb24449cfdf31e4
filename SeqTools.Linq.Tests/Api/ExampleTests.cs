using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Tests;

/// <summary>The examples of the documentation are programs, which print what the comments behind their lines say.</summary>
[NonParallelizable]
internal sealed partial class ExampleTests
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
        var compilation = CSharpCode.Compile(tree, isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary);
        using var image = new MemoryStream();
        compilation.Emit(image).Success.ShouldBeTrue();
        CSharpCode.ProblemsOf(compilation).ShouldBeEmpty();

        if (isProgram)
        {
            var expected = Expected().Matches(code).Select(match => match.Groups["text"].Value);
            expected.ShouldNotBeEmpty();
            Run(image).ShouldBe(expected);
        }
    }

    [TestCaseSource(nameof(Operators))]
    public void Every_operator_has_an_example(string id)
    {
        Documentation.Of(id).Descendants("example").Elements("code").ShouldNotBeEmpty();
    }

    private static string[] Run(MemoryStream image)
    {
        var context = new AssemblyLoadContext("example", isCollectible: true);
        var console = Console.Out;
        using var printed = new StringWriter();
        try
        {
            Console.SetOut(printed);
            image.Position = 0;
            var main = context.LoadFromStream(image).EntryPoint!;
            main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Array.Empty<string>()], null);
        }
        finally
        {
            Console.SetOut(console);
            context.Unload();
        }

        return printed.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"Console\.Write(?:Line)?\(.*\); // (?<text>.*)")]
    private static partial Regex Expected();
}
