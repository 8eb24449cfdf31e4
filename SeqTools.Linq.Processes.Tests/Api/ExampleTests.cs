using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using SeqTools.Linq.Tests;

namespace SeqTools.Linq.Processes.Tests;

/// <summary>
/// The examples of the documentation are programs, which print what the comments behind their lines say. Each is a
/// file, as a plug-in's is: workers load it.
/// </summary>
[Platform("Linux")]
internal sealed class ExampleTests
{
    private static IEnumerable<TestCaseData<string>> Examples() =>
        from member in XDocument.Load(Path.ChangeExtension(typeof(Recipe).Assembly.Location, ".xml"))
            .Descendants("member")
        from code in member.Descendants("example").Elements("code")
        select new TestCaseData<string>(code.Value.Trim().ReplaceLineEndings("\n"))
            .SetArgDisplayNames(member.Attribute("name")!.Value);

    [TestCaseSource(nameof(Examples))]
    public void An_example_prints_what_it_says(string code)
    {
        var program = CSharpCode.Compile(
            CSharpCode.Parse($"using SeqTools.Linq.Processes;\n{code}"), OutputKind.ConsoleApplication);
        CSharpCode.ProblemsOf(program).ShouldBeEmpty();
        if (code.Contains(nameof(WorkerProcess.RunIfWorker), StringComparison.Ordinal))
        {
            // It would say of the tests that they are their own workers.
            return;
        }

        var expected = CSharpCode.PrintedBy(code);

        expected.ShouldNotBeEmpty();
        ProgramFile.Run(program).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).ShouldBe(expected);
        Children.AwaitNone();
    }
}
