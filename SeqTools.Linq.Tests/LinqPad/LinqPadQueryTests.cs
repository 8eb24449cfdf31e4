using Microsoft.CodeAnalysis.CSharp;

namespace SeqTools.Linq.Tests.LinqPad;

/// <summary>The tests of the samples can fail: a broken query is told from one that runs, and why.</summary>
[NonParallelizable]
internal sealed class LinqPadQueryTests
{
    [TestCase("Expression", "1 + 1", ExpectedResult = "2")]
    [TestCase("Statements", "\"two\".Dump(\"said\");", ExpectedResult = "[said]\ntwo")]
    [TestCase("Statements", "await Console.Out.WriteLineAsync(\"two\");", ExpectedResult = "two")]
    [TestCase("Program", "void Main() => Two.Dump();\nint Two => 2;", ExpectedResult = "2")]
    [TestCase(
        "Program", "async System.Threading.Tasks.Task Main() => await Console.Out.WriteLineAsync(\"two\");",
        ExpectedResult = "two")]
    public string A_query_of_any_kind_runs(string kind, string body) => Run($"<Query Kind=\"{kind}\"></Query>{body}");

    [Test]
    public void A_failure_names_the_line_of_the_query() =>
        Should.Throw<EvaluationException>(
            () => Run(Statements("\nint[] numbers = [0];\n\nnumbers.Select(n => 1 / n)[0].Dump();")))
            .Message.ShouldContain("in Query:line 3 (Main)");

    [TestCase("", "its header does not end")]
    [TestCase("1 + 1", "its header does not end")]
    [TestCase("<Query Kind=\"Statements\">\n", "its header does not end")]
    [TestCase("<Query Kind=\"Statements\"><Namespace></Query>", "its header is no XML")]
    [TestCase("1 + 1 <Query Kind=\"Expression\"></Query>", "its header is no XML")]
    [TestCase("<Query></Query>", "its header gives no kind")]
    [TestCase("<Query Kind=\"Statement\"></Query>", "its kind is Statement, and not")]
    [TestCase(
        "<Query Kind=\"Statements\"><NugetReference>SeqTools.Linq</NugetReference></Query>",
        "its header has an element NugetReference")]
    [TestCase(
        "<Query Kind=\"Statements\"><NuGetReference>SeqTools</NuGetReference></Query>",
        "it references the package SeqTools,")]
    public void A_broken_file_says_what_is_wrong(string text, string why) =>
        Should.Throw<FormatException>(() => new LinqPadQuery("Query", text)).Message.ShouldContain(why);

    [TestCase("<Query Kind=\"Expression\"></Query>SeqTools.Linq.Seq.Range(0, 3)")]
    [TestCase("<Query Kind=\"Expression\"><NuGetReference>SeqTools.Linq</NuGetReference></Query>Seq.Range(0, 3)")]
    [TestCase("<Query Kind=\"Expression\"></Query>typeof(Shouldly.Should)")]
    [TestCase("<Query Kind=\"Expression\"></Query>1 +")]
    public void A_query_that_lacks_something_does_not_compile(string text) =>
        CSharpCode.ProblemsOf(new LinqPadQuery("Query", text).Compile(LanguageVersion.CSharp14)).ShouldNotBeEmpty();

    private static string Statements(string body) =>
        "<Query Kind=\"Statements\"><NuGetReference>SeqTools.Linq</NuGetReference>"
        + $"<Namespace>SeqTools.Linq</Namespace></Query>{body}";

    private static string Run(string text) =>
        CSharpCode.Run(new LinqPadQuery("Query", text).Compile(LanguageVersion.CSharp14))
            .ReplaceLineEndings("\n")
            .TrimEnd('\n');
}
