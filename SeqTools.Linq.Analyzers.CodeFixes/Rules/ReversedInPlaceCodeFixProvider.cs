using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>Views the list, whose view has a <c>Reverse</c> that gives a view.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ReversedInPlaceCodeFixProvider() : LibraryCodeFixProvider(RuleIds.ReversedInPlace)
{
    private protected override SyntaxNode? Fix(Report report) =>
        (report.Places.FirstOrDefault() as ExpressionSyntax)?.Continued() is { } list
            ? report.Root.ReplaceNode(list, list.Then("AsView"))
            : null;
}
