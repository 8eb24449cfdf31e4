using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>Has the tasks awaited, and hands their calls the token of the read.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ElementsAreTasksCodeFixProvider() : LibraryCodeFixProvider(RuleIds.ElementsAreTasks)
{
    private protected override SyntaxNode? Fix(Report report)
    {
        if (report.Places.FirstOrDefault() is not LambdaExpressionSyntax lambda
            || report.Call is not { Expression: MemberAccessExpressionSyntax { Name: var name } })
        {
            return null;
        }

        var token = FreeName(lambda);
        var calls = lambda.Body.DescendantNodesAndSelf()
            .OfType<InvocationExpressionSyntax>()
            .Where(call => !IsInStaticFunction(call, lambda))
            .ToDictionary(call => call, call => Token(call, token, report));
        var editor = report.Edit();
        foreach (var call in calls.Where(call => call.Value is not null))
        {
            editor.ReplaceNode(
                call.Key.ArgumentList,
                (list, _) => ((ArgumentListSyntax)list).With(call.Value!));
        }

        editor.ReplaceNode(
            lambda,
            (changed, _) => ((LambdaExpressionSyntax)changed)
                .WithParameter(token, "System.Threading.CancellationToken"));
        editor.ReplaceNode(name, SyntaxFactory.IdentifierName("SelectAsync").WithTriviaFrom(name));
        return editor.GetChangedRoot();
    }

    /// <summary>A name that stands for nothing else in the lambda. Around it, a parameter may have it.</summary>
    private static string FreeName(LambdaExpressionSyntax lambda) =>
        Syntax.FreeNames("cancellationToken", [lambda]).First() is "cancellationToken" and var name
            ? name
            : Syntax.FreeNames("token", [lambda]).First();

    /// <summary>A function that sees nothing of the lambda around it.</summary>
    private static bool IsInStaticFunction(SyntaxNode node, LambdaExpressionSyntax lambda) =>
        node.Ancestors()
            .TakeWhile(outer => outer != lambda)
            .Any(outer => outer switch
            {
                LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.StaticKeyword),
                AnonymousFunctionExpressionSyntax function => function.Modifiers.Any(SyntaxKind.StaticKeyword),
                _ => false,
            });

    /// <summary>The token as an argument of a call that can take one and has none.</summary>
    private static ArgumentSyntax? Token(InvocationExpressionSyntax call, string token, Report report)
    {
        if (report.Model.GetSymbolInfo(call, report.CancellationToken).Symbol is not IMethodSymbol method
            || TokenParameter(method, call, report) is not { } parameter)
        {
            return null;
        }

        var argument = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(token));
        var isNext = call.ArgumentList.Arguments.Count == parameter.Ordinal
            && call.ArgumentList.Arguments.All(given => given.NameColon is null);
        return isNext ? argument : argument.Named(parameter.Name);
    }

    /// <summary>
    /// The last parameter, where it is a token that has a default, or that of an overload with one more.
    /// </summary>
    private static IParameterSymbol? TokenParameter(
        IMethodSymbol method, InvocationExpressionSyntax call, Report report)
    {
        if (method.Parameters.Any(IsToken))
        {
            return method.Parameters.Last() is { IsOptional: true } last
                && IsToken(last)
                && !IsGiven(last, call, report)
                    ? last
                    : null;
        }

        return method.ContainingType
            .GetMembers(method.Name)
            .OfType<IMethodSymbol>()
            .Where(other => other.IsStatic == (method.ReducedFrom ?? method).IsStatic)
            .Select(
                other => method.ReducedFrom is null
                    ? other
                    : other.ReduceExtensionMethod(method.ReceiverType!) ?? other)
            .Where(other => report.Model.IsAccessible(call.SpanStart, other) && HasTokenMore(other, method))
            .Select(other => other.Parameters.Last())
            .FirstOrDefault();
    }

    private static bool IsToken(IParameterSymbol parameter) =>
        parameter.Type is { Name: "CancellationToken", ContainingNamespace.Name: "Threading" };

    private static bool IsGiven(IParameterSymbol parameter, InvocationExpressionSyntax call, Report report) =>
        call.ArgumentList.Arguments.Count > parameter.Ordinal
        || call.ArgumentList.Arguments.Any(
            argument => argument.NameColon?.Name.Identifier.Text == parameter.Name
                || report.Model.GetTypeInfo(argument.Expression, report.CancellationToken).Type?.Name
                    == "CancellationToken");

    private static bool HasTokenMore(IMethodSymbol other, IMethodSymbol method) =>
        other.Arity == method.Arity
        && other.Parameters.Length == method.Parameters.Length + 1
        && IsToken(other.Parameters.Last())
        && method.OriginalDefinition.Parameters
            .Zip(
                other.OriginalDefinition.Parameters,
                (one, two) => one.Type.ToDisplayString() == two.Type.ToDisplayString())
            .All(isSame => isSame);
}
