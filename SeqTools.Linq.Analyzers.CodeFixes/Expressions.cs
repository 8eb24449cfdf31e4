using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Analyzers;

/// <summary>Pieces of code that fixes put in, with the trivia of what was there.</summary>
internal static class Expressions
{
    /// <summary><c>expression.Method()</c></summary>
    public static ExpressionSyntax Then(this ExpressionSyntax expression, string method) =>
        SyntaxFactory.InvocationExpression(
                SyntaxFactory.MemberAccessExpression(
                    SyntaxKind.SimpleMemberAccessExpression,
                    expression.WithoutTrailingTrivia().AsReceiver(),
                    SyntaxFactory.IdentifierName(method)))
            .WithTrailingTrivia(expression.GetTrailingTrivia());

    private static ExpressionSyntax AsReceiver(this ExpressionSyntax expression) =>
        expression is NameSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax or InvocationExpressionSyntax
            or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or BaseObjectCreationExpressionSyntax
            or ImplicitArrayCreationExpressionSyntax or ThisExpressionSyntax
            ? expression
            : SyntaxFactory.ParenthesizedExpression(expression.WithoutTrivia()).WithTriviaFrom(expression);
}
