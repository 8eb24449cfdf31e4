using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>Leaves out what keeps nothing, or makes it once before the loop.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class StateForOneReadCodeFixProvider() : LibraryCodeFixProvider(RuleIds.StateForOneRead)
{
    private protected override SyntaxNode? Fix(Report report) => report.Places.ToArray() switch
    {
        { Length: 1 } places => LeaveOut(report, (InvocationExpressionSyntax)places[0]),
        { Length: 2 } places => MakeBefore(report, (InvocationExpressionSyntax)places[0], places[1]),
        _ => null,
    };

    private static SyntaxNode? LeaveOut(Report report, InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax access
            ? report.Root.ReplaceNode(call, access.Expression.WithTrailingTrivia(call.GetTrailingTrivia()))
            : null;

    private static SyntaxNode MakeBefore(Report report, InvocationExpressionSyntax call, SyntaxNode loop)
    {
        var editor = report.Edit();
        var place = loop.Parent is GlobalStatementSyntax statement ? statement : loop;
        var held = call.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>(
            local => local.Declaration.Variables[0].Initializer?.Value == call);
        var name = held?.Declaration.Variables[0].Identifier.Text ?? report.FreeName(NameOf(call), call);
        var isUsing = report.Diagnostic.Properties[StateForOneReadAnalyzer.Declaration] is not null;
        if (held is null)
        {
            editor.ReplaceNode(call, SyntaxFactory.IdentifierName(name).WithTriviaFrom(call));
        }
        else
        {
            editor.RemoveNode(held, SyntaxRemoveOptions.KeepNoTrivia);
        }

        var made = SyntaxFactory.ParseStatement($"{(isUsing ? "using " : "")}var {name} = {call.WithoutTrivia()};")
            .WithLeadingTrivia(
                place.GetLeadingTrivia().LastOrDefault(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)))
            .WithTrailingTrivia(report.EndOfLine);
        editor.InsertBefore(place, loop == place ? made : SyntaxFactory.GlobalStatement(made));
        return editor.GetChangedRoot();
    }

    private static string NameOf(InvocationExpressionSyntax call) =>
        call.Expression.ToString() switch
        {
            var expression when expression.EndsWith("AsPrefetched", StringComparison.Ordinal) => "prefetched",
            var expression when expression.EndsWith("AsCached", StringComparison.Ordinal) => "cached",
            _ => "memoized",
        };
}
