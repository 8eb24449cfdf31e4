using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>Lets LINQ's operator of the same name take the place, which a provider of queries knows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class OperatorInExpressionTreeCodeFixProvider() : LibraryCodeFixProvider(RuleIds.OperatorInExpressionTree)
{
    private protected override SyntaxNode? Fix(Report report) =>
        (report.Places.FirstOrDefault() as ExpressionSyntax)?.Continued() is { } list
            ? report.Root.ReplaceNode(list, list.Then("AsEnumerable"))
            : null;
}
