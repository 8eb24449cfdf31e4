using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Analyzers;

/// <summary>Changes to a lambda that leave its body as it is.</summary>
internal static class Lambdas
{
    /// <summary>A lambda with one parameter more, typed where the others are.</summary>
    public static LambdaExpressionSyntax WithParameter(this LambdaExpressionSyntax lambda, string name, TypeSyntax type)
    {
        var added = SyntaxFactory.Parameter(SyntaxFactory.Identifier(name)).WithLeadingTrivia(SyntaxFactory.Space);
        if (lambda is ParenthesizedLambdaExpressionSyntax several)
        {
            var isTyped = several.ParameterList.Parameters.Any(parameter => parameter.Type is not null);
            return several.AddParameterListParameters(
                isTyped
                    ? added.WithoutTrivia()
                        .WithType(type.WithTrailingTrivia(SyntaxFactory.Space))
                        .WithLeadingTrivia(SyntaxFactory.Space)
                    : added);
        }

        var single = (SimpleLambdaExpressionSyntax)lambda;
        var parameters = SyntaxFactory.ParameterList(
            SyntaxFactory.SeparatedList([single.Parameter.WithoutTrivia(), added]));
        return SyntaxFactory.ParenthesizedLambdaExpression(
            single.AttributeLists,
            single.Modifiers,
            returnType: null,
            parameters.WithTriviaFrom(single.Parameter),
            single.ArrowToken,
            single.Block,
            single.ExpressionBody);
    }
}
