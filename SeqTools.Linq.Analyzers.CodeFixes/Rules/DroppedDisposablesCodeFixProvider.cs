using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>Says that what nobody reads is disposed of.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class DroppedDisposablesCodeFixProvider() : LibraryCodeFixProvider(RuleIds.DroppedDisposables)
{
    private protected override SyntaxNode? Fix(Report report)
    {
        if (report.Call is not { Expression: MemberAccessExpressionSyntax access } call
            || report.Diagnostic.Properties[DroppedDisposablesAnalyzer.Disposal] is not { } disposal)
        {
            return null;
        }

        var isCache = access.Name.Identifier.Text == "AsCached";
        var name = isCache ? "onDiscard" : "options";
        var function = $"value => value{disposal}";
        var options = SyntaxFactory.ParseExpression(isCache ? function : $"new() {{ OnDiscard = {function} }}");
        return Given(call, name) switch
        {
            null => report.Root.ReplaceNode(
                call.ArgumentList, call.ArgumentList.With(SyntaxFactory.Argument(options).Named(name))),
            BaseObjectCreationExpressionSyntax { Initializer: { } initializer } =>
                report.Root.ReplaceNode(initializer, With(initializer, function)),
            var nothing => report.Root.ReplaceNode(nothing, options.WithTriviaFrom(nothing)),
        };
    }

    /// <summary>What is given for the last parameter: by its name, or in its place.</summary>
    private static ExpressionSyntax? Given(InvocationExpressionSyntax call, string name)
    {
        var place = name == "options" ? 2 : 1;
        var arguments = call.ArgumentList.Arguments;
        return arguments.FirstOrDefault(
                argument => argument.NameColon is { Name.Identifier.Text: var given }
                    ? given == name
                    : arguments.IndexOf(argument) == place)
            ?.Expression;
    }

    private static InitializerExpressionSyntax With(InitializerExpressionSyntax initializer, string function)
    {
        var added = SyntaxFactory.ParseExpression($"OnDiscard = {function}");
        var isBlank = initializer.Expressions.Count == 0
            && initializer.OpenBraceToken.TrailingTrivia.All(Syntax.IsSpace)
            && initializer.CloseBraceToken.LeadingTrivia.All(Syntax.IsSpace);
        return isBlank
            ? initializer
                .WithOpenBraceToken(initializer.OpenBraceToken.WithTrailingTrivia(SyntaxFactory.Space))
                .AddExpressions(added.WithTrailingTrivia(SyntaxFactory.Space))
                .WithCloseBraceToken(initializer.CloseBraceToken.WithLeadingTrivia())
            : initializer.WithExpressions(initializer.Expressions.With(added));
    }
}
