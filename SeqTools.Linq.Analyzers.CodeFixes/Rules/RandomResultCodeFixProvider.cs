using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>Has the view hand its function a generator that depends on a seed and the position.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class RandomResultCodeFixProvider() : LibraryCodeFixProvider(RuleIds.RandomResult)
{
    private protected override SyntaxNode? Fix(Report report)
    {
        if (report.Places.FirstOrDefault() is not LambdaExpressionSyntax lambda
            || lambda.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not
            { Expression: MemberAccessExpressionSyntax { Name: var name }, ArgumentList.Arguments.Count: 1 } call)
        {
            return null;
        }

        var random = report.FreeName("random", lambda);
        var editor = report.Edit();
        foreach (var generator in lambda.Body.DescendantNodesAndSelf().Where(node => IsGenerator(node, report)))
        {
            editor.ReplaceNode(generator, SyntaxFactory.IdentifierName(random).WithTriviaFrom(generator));
        }

        editor.ReplaceNode(
            lambda,
            (changed, _) => ((LambdaExpressionSyntax)changed).WithParameter(random, "System.Random"));
        editor.ReplaceNode(call.ArgumentList, (list, _) => ((ArgumentListSyntax)list).With(Seed()));
        editor.ReplaceNode(name, SyntaxFactory.IdentifierName("SelectWithRandom").WithTriviaFrom(name));
        return editor.GetChangedRoot();
    }

    /// <summary>A generator without a seed: a new one, or that of the process.</summary>
    private static bool IsGenerator(SyntaxNode node, Report report) => node switch
    {
        BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 } } =>
            IsRandom(report.Model.GetTypeInfo(node, report.CancellationToken).Type),
        IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } when access.Name == node => false,
        MemberAccessExpressionSyntax { Name.Identifier.Text: "Shared" }
            or IdentifierNameSyntax { Identifier.Text: "Shared" } =>
            report.Model.GetSymbolInfo(node, report.CancellationToken).Symbol is IPropertySymbol shared
            && IsRandom(shared.ContainingType),
        _ => false,
    };

    private static bool IsRandom(ITypeSymbol? type) =>
        type is { Name: "Random", ContainingNamespace: { Name: "System" } space }
        && space.ContainingNamespace.IsGlobalNamespace;

    private static ArgumentSyntax Seed() =>
        SyntaxFactory.Argument(
                SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(0)))
            .Named("seed");
}
