using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>Views the list, or declares it as one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class LeavesViewsCodeFixProvider() : LibraryCodeFixProvider(RuleIds.LeavesViews)
{
    private protected override SyntaxNode? Fix(Report report) =>
        report.Diagnostic.Properties[LeavesViewsAnalyzer.Remedy] switch
        {
            LeavesViewsAnalyzer.AsView => report.Root.ReplaceNodes(
                report.Places.Cast<ExpressionSyntax>().Select(Syntax.Continued), (_, list) => list.Then("AsView")),
            LeavesViewsAnalyzer.Var => report.Root.ReplaceNodes(
                report.Places, (_, type) => SyntaxFactory.IdentifierName("var").WithTriviaFrom(type)),
            _ => WithListType(report.Root, report.Places.First()),
        };

    /// <summary>The name of the interface changes, unless the type has another name in the file.</summary>
    private static SyntaxNode? WithListType(SyntaxNode root, SyntaxNode sequence) =>
        sequence.DescendantNodesAndSelf()
            .OfType<GenericNameSyntax>()
            .FirstOrDefault(name => name.Identifier.Text == "IEnumerable") is { } name
            ? root.ReplaceNode(name, name.WithIdentifier(SyntaxFactory.Identifier("IReadOnlyList")))
            : null;
}
