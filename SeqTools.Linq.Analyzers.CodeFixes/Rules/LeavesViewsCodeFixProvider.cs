using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>Views the list, or declares it as one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class LeavesViewsCodeFixProvider() : LibraryCodeFixProvider(RuleIds.LeavesViews)
{
    private protected override SyntaxNode Fix(Report report) =>
        report.Root.ReplaceNodes(
            report.Places,
            (_, place) => report.Diagnostic.Properties[LeavesViewsAnalyzer.Remedy] switch
            {
                LeavesViewsAnalyzer.AsView => ((ExpressionSyntax)place).Then("AsView"),
                LeavesViewsAnalyzer.Var => SyntaxFactory.IdentifierName("var").WithTriviaFrom(place),
                _ => ListType((TypeSyntax)place),
            });

    private static TypeSyntax ListType(TypeSyntax sequence)
    {
        var name = sequence.DescendantNodesAndSelf().OfType<GenericNameSyntax>().First();
        return sequence.ReplaceNode(name, name.WithIdentifier(SyntaxFactory.Identifier("IReadOnlyList")));
    }
}
