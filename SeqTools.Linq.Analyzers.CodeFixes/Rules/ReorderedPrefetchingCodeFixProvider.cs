using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>Lets the two calls change places, so that what is computed ahead is what is read.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ReorderedPrefetchingCodeFixProvider() : LibraryCodeFixProvider(RuleIds.ReorderedPrefetching)
{
    private protected override SyntaxNode? Fix(Report report) =>
        report.Places.FirstOrDefault() is InvocationExpressionSyntax prefetching
        && report.Call is { Expression: MemberAccessExpressionSyntax { Expression: var source } } reordering
        && source == prefetching
            ? report.Root.ReplaceNode(reordering, Named(reordering, prefetching, Named(prefetching, reordering, null)))
            : null;

    /// <summary>A call, with name and arguments of another.</summary>
    private static InvocationExpressionSyntax Named(
        InvocationExpressionSyntax call, InvocationExpressionSyntax other, ExpressionSyntax? receiver)
    {
        var access = (MemberAccessExpressionSyntax)call.Expression;
        var name = ((MemberAccessExpressionSyntax)other.Expression).Name;
        return call
            .WithExpression(
                access.WithExpression(receiver ?? access.Expression).WithName(name.WithTriviaFrom(access.Name)))
            .WithArgumentList(other.ArgumentList.WithTriviaFrom(call.ArgumentList));
    }
}
