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

    /// <summary><c>name: argument</c></summary>
    public static ArgumentSyntax Named(this ArgumentSyntax argument, string name) =>
        argument.WithNameColon(SyntaxFactory.NameColon(name).WithTrailingTrivia(SyntaxFactory.Space));

    /// <summary>A list with one argument more.</summary>
    public static ArgumentListSyntax With(this ArgumentListSyntax list, ArgumentSyntax argument) =>
        list.AddArguments(
            list.Arguments.Count == 0 ? argument : argument.WithLeadingTrivia(SyntaxFactory.Space));

    public static IEnumerable<string> Names(SyntaxNode node) =>
        node.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.Text);

    private static ExpressionSyntax AsReceiver(this ExpressionSyntax expression) =>
        expression is NameSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax
            or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax
            or BaseObjectCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or ThisExpressionSyntax
            ? expression
            : SyntaxFactory.ParenthesizedExpression(expression.WithoutTrivia()).WithTriviaFrom(expression);
}
