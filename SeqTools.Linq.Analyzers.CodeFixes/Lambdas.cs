using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace SeqTools.Linq.Analyzers;

/// <summary>Changes to a lambda that leave its body as it is.</summary>
internal static class Lambdas
{
    /// <summary>A lambda with one parameter more, typed where the others are.</summary>
    /// <param name="lambda">The lambda.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="type">The name of its type, with its namespace.</param>
    public static LambdaExpressionSyntax WithParameter(this LambdaExpressionSyntax lambda, string name, string type)
    {
        var added = SyntaxFactory.Parameter(SyntaxFactory.Identifier(name)).WithLeadingTrivia(SyntaxFactory.Space);
        if (lambda is ParenthesizedLambdaExpressionSyntax several)
        {
            var isTyped = several.ParameterList.Parameters.Any(parameter => parameter.Type is not null);
            return several.AddParameterListParameters(
                isTyped
                    ? added.WithoutTrivia()
                        .WithType(TypeOf(type).WithTrailingTrivia(SyntaxFactory.Space))
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

    /// <summary>A type, which is written as short as the usings of the file allow.</summary>
    private static TypeSyntax TypeOf(string name) =>
        SyntaxFactory.ParseTypeName($"global::{name}").WithAdditionalAnnotations(Simplifier.Annotation);
}
