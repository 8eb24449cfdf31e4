using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Analyzers;

/// <summary>What fixes read in code, and pieces that they put in, with the trivia of what was there.</summary>
internal static class Syntax
{
    /// <summary><c>expression.Method()</c></summary>
    public static ExpressionSyntax Then(this ExpressionSyntax expression, string method) =>
        SyntaxFactory.InvocationExpression(
                SyntaxFactory.MemberAccessExpression(
                    SyntaxKind.SimpleMemberAccessExpression,
                    expression.WithoutTrailingTrivia().AsReceiver(),
                    SyntaxFactory.IdentifierName(method)))
            .WithTrailingTrivia(expression.GetTrailingTrivia());

    public static IEnumerable<string> Names(SyntaxNode node) =>
        node.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.Text);

    private static ExpressionSyntax AsReceiver(this ExpressionSyntax expression) =>
        expression is NameSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax
            or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax
            or BaseObjectCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or ThisExpressionSyntax
            ? expression
            : SyntaxFactory.ParenthesizedExpression(expression.WithoutTrivia()).WithTriviaFrom(expression);
}
