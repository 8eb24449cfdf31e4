using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>Lets the two calls change places, so that what is computed ahead is what is read.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ReorderedPrefetchingCodeFixProvider() : LibraryCodeFixProvider(RuleIds.ReorderedPrefetching)
{
    private protected override SyntaxNode? Fix(Report report) =>
        report.Places.FirstOrDefault()
            is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } prefetching
        && report.Call is { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } reordering
        && receiver == prefetching
            ? report.Root.ReplaceNode(
                reordering,
                Named(reordering, prefetching, Named(prefetching, reordering, Source(access, reordering, report))))
            : null;

    /// <summary>What is prefetched: a view, where the list has a <c>Reverse</c> of its own.</summary>
    private static ExpressionSyntax Source(
        MemberAccessExpressionSyntax prefetched, InvocationExpressionSyntax reordering, Report report) =>
        reordering.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Reverse" }
        && Library.In(report.Model.Compilation) is { } library
        && !library.IsView(report.Model.GetTypeInfo(prefetched.Expression, report.CancellationToken).Type)
            ? prefetched.Expression.Then("AsView")
            : prefetched.Expression;

    /// <summary>A call of a receiver, with name and arguments of another.</summary>
    private static InvocationExpressionSyntax Named(
        InvocationExpressionSyntax call, InvocationExpressionSyntax other, ExpressionSyntax receiver)
    {
        var access = (MemberAccessExpressionSyntax)call.Expression;
        var name = ((MemberAccessExpressionSyntax)other.Expression).Name;
        return call
            .WithExpression(access.WithExpression(receiver).WithName(name.WithTriviaFrom(access.Name)))
            .WithArgumentList(other.ArgumentList.WithTriviaFrom(call.ArgumentList));
    }
}
