using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace SeqTools.Linq.Tests.Inline;

/// <summary>
/// The page on tests shows what <see cref="InlineDataTests"/> holds, and what NUnit says about that class when one of
/// its lines is broken.
/// </summary>
[NonParallelizable]
internal sealed class TestingPageTests
{
    private const string File = nameof(InlineDataTests) + ".cs";

    private static readonly ILookup<string, string> Blocks = CodeBlocks.Of("docs/testing.md");
    private static readonly string Class = Repository.Read($"SeqTools.Linq.Tests/Inline/{File}");

    [Test]
    public void The_snippets_of_the_page_stand_in_the_class() =>
        Blocks["csharp"].Select(Indented).ShouldAllBe(snippet => Class.Contains(snippet, StringComparison.Ordinal));

    [Test]
    public void The_class_passes_as_it_is_where_NUnit_runs_it_by_itself() =>
        Run(Class).ShouldAllBe(test => test.ResultState.Status == TestStatus.Passed);

    [Test]
    public void A_broken_line_fails_one_test_that_reads_it_and_the_list_of_tests_that_reads_them_all()
    {
        var tests = Run(WithBrokenLine());

        var failures = tests.Where(test => test.ResultState.Status != TestStatus.Passed).ToArray();
        failures.Select(test => test.Name).ShouldBe(
            [
                $"{nameof(InlineDataTests.A_row_that_is_read_for_the_list_of_tests)}()",
                $"{nameof(InlineDataTests.A_row_that_is_read_in_its_test)}(1)"
            ],
            ignoreOrder: true);
        tests.Count(
            test =>
                test.Name.StartsWith(nameof(InlineDataTests.A_row_that_is_read_in_its_test), StringComparison.Ordinal))
            .ShouldBe(3);
    }

    [Test]
    public void The_message_of_a_failing_case_names_file_and_line_as_the_page_shows()
    {
        var messages = Run(WithBrokenLine())
            .Where(test => test.ResultState.Status != TestStatus.Passed)
            .Select(test => test.Message.ReplaceLineEndings("\n"))
            .ToArray();

        var shown = Blocks["text"];
        shown.ShouldAllBe(
            message => messages.Any(said => said.Contains(message.TrimEnd('\n'), StringComparison.Ordinal)),
            string.Join("\n\n", messages));
        shown.Count().ShouldBe(messages.Length);
        messages.ShouldAllBe(
            message => message.Contains($"in {File}:line {LineOf("(cells[0], cells[1])")} ", StringComparison.Ordinal));
    }

    private static string WithBrokenLine()
    {
        Class.ShouldContain("C# 14 = c-14");
        return Class.Replace("C# 14 = c-14", "C# 14, c-14", StringComparison.Ordinal);
    }

    private static int LineOf(string text) =>
        Class.Split('\n').Index().Single(line => line.Item.Contains(text, StringComparison.Ordinal)).Index + 1;

    /// <summary>A snippet as it stands in a class.</summary>
    private static string Indented(string snippet) =>
        string.Join('\n', snippet.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? "" : $"    {line}"));

    /// <summary>Compiles tests and has NUnit run them.</summary>
    private static List<ITestResult> Run(string tests)
    {
        var compilation = CSharpCode.Compile(CSharpCode.Parse(tests, File), OutputKind.DynamicallyLinkedLibrary);
        CSharpCode.ProblemsOf(compilation).ShouldBeEmpty();
        using var image = new MemoryStream();
        compilation.Emit(image).Success.ShouldBeTrue();
        image.Position = 0;

        var context = new AssemblyLoadContext("tests", isCollectible: true);
        try
        {
            var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
            runner.Load(context.LoadFromStream(image), new Dictionary<string, object> { ["NumberOfTestWorkers"] = 0 });
            return [.. CasesIn(runner.Run(TestListener.NULL, TestFilter.Empty))];
        }
        finally
        {
            context.Unload();
        }
    }

    private static IEnumerable<ITestResult> CasesIn(ITestResult result) =>
        result.HasChildren ? result.Children.SelectMany(CasesIn) : [result];
}
