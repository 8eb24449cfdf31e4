using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>Makes a list of the sequence, where there is one way that fits.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SequenceWithoutIndexCodeFixProvider() : LibraryCodeFixProvider(RuleIds.SequenceWithoutIndex)
{
    private protected override SyntaxNode? Fix(Report report) => report.Places.FirstOrDefault() switch
    {
        IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } name when access.Name == name =>
            report.Root.ReplaceNode(name, SyntaxFactory.IdentifierName(Remedy(report)).WithTriviaFrom(name)),
        ExpressionSyntax sequence when sequence.Continued() is var place =>
            report.Root.ReplaceNode(place, place.Then(Remedy(report))),
        _ => null,
    };

    private static string Remedy(Report report) => report.Diagnostic.Properties[SequenceWithoutIndexAnalyzer.Remedy]!;
}
