using Microsoft.CodeAnalysis;
using SeqTools.Linq.Tests;

namespace SeqTools.Linq.Analyzers.Tests;

/// <summary>The page of a rule shows the mistake first, and then ways to do without it.</summary>
internal sealed class PageTests
{
    private const string Folder = "docs/analyzers";

    private static IEnumerable<TestCaseData<DiagnosticDescriptor>> Rules() =>
        UsersCode.Rules
            .SelectMany(rule => rule.SupportedDiagnostics)
            .Select(rule => new TestCaseData<DiagnosticDescriptor>(rule).SetArgDisplayNames(rule.Id));

    [TestCaseSource(nameof(Rules))]
    public void A_rule_has_a_page_of_its_title_and_leads_there(DiagnosticDescriptor rule)
    {
        Repository.Read(Page(rule)).ShouldStartWith($"# {rule.Id}: {Title(rule)}\n");
        rule.HelpLinkUri.ShouldEndWith(Page(rule));
        rule.Description.ToString(null).ShouldNotBeEmpty();
    }

    [TestCaseSource(nameof(Rules))]
    public void A_rule_stands_in_the_table(DiagnosticDescriptor rule) =>
        Repository.Read($"{Folder}/README.md").ShouldContain(
            $"| [{rule.Id}]({rule.Id}.md) | {Severity(rule)} | {Title(rule)} |");

    [TestCaseSource(nameof(Rules))]
    public async Task What_a_page_shows_first_is_the_mistake(DiagnosticDescriptor rule)
    {
        var reports = await UsersCode.Problems(Snippets(rule).First());

        reports.Select(report => report.Id)
            .Where(id => !id.StartsWith("CS", StringComparison.Ordinal))
            .Distinct()
            .ShouldBe([rule.Id], string.Join('\n', reports));
    }

    [TestCaseSource(nameof(Rules))]
    public async Task What_a_page_shows_then_is_none(DiagnosticDescriptor rule)
    {
        foreach (var snippet in Snippets(rule).Skip(1))
        {
            (await UsersCode.Problems(snippet)).ShouldBeEmpty(snippet);
        }
    }

    private static string Page(DiagnosticDescriptor rule) => $"{Folder}/{rule.Id}.md";

    private static string Title(DiagnosticDescriptor rule) => rule.Title.ToString(null);

    private static string Severity(DiagnosticDescriptor rule) =>
        rule.DefaultSeverity == DiagnosticSeverity.Info ? "info" : "warning";

    private static IEnumerable<string> Snippets(DiagnosticDescriptor rule) => CodeBlocks.Of(Page(rule))["cs"];
}
