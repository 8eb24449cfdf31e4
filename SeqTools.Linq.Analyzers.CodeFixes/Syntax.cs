using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Analyzers;

/// <summary>What fixes read in code, and pieces that they put in, with the trivia of what was there.</summary>
internal static class Syntax
{
    /// <summary>
    /// What <see cref="Then"/> changes: an expression, or the part behind its <c>?.</c>, which is left out for a null.
    /// </summary>
    public static ExpressionSyntax Continued(this ExpressionSyntax expression) =>
        expression.Parent is ConditionalAccessExpressionSyntax access
        && access.Expression == expression
        && access.WhenNotNull.GetFirstToken().Parent is MemberBindingExpressionSyntax binding
            ? binding
            : expression;

    /// <summary><c>expression.Method()</c>, and <c>.Method().Name</c> for <c>.Name</c> behind a <c>?</c>.</summary>
    public static ExpressionSyntax Then(this ExpressionSyntax expression, string method) =>
        expression is MemberBindingExpressionSyntax binding
            ? SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                SyntaxFactory.InvocationExpression(
                    binding.WithName(SyntaxFactory.IdentifierName(method)).WithoutTrailingTrivia()),
                binding.Name)
            : Call(expression.WithoutTrailingTrivia().AsReceiver(), method)
                .WithTrailingTrivia(expression.GetTrailingTrivia());

    /// <summary><c>name: argument</c></summary>
    public static ArgumentSyntax Named(this ArgumentSyntax argument, string name) =>
        argument.WithNameColon(SyntaxFactory.NameColon(name).WithTrailingTrivia(SyntaxFactory.Space));

    /// <summary>A list with one argument more.</summary>
    public static ArgumentListSyntax With(this ArgumentListSyntax list, ArgumentSyntax argument) =>
        list.WithArguments(list.Arguments.With(argument));

    /// <summary>A list with one node more, on a line of its own where the last has one.</summary>
    public static SeparatedSyntaxList<TNode> With<TNode>(this SeparatedSyntaxList<TNode> list, TNode added)
        where TNode : SyntaxNode
    {
        if (list.Count == 0)
        {
            return list.Add(added);
        }

        var last = list.Last();
        var hasCommaBehind = list.SeparatorCount == list.Count;
        var behind = hasCommaBehind ? list.GetSeparators().Last().TrailingTrivia : last.GetTrailingTrivia();
        SyntaxTrivia[] end = [.. behind.Reverse().TakeWhile(IsSpace).Reverse()];
        SyntaxTrivia[] comments = [.. behind.Take(behind.Count - end.Length)];
        var isLine = end.Any(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        SyntaxTrivia[] gap = isLine ? end : [SyntaxFactory.Space];
        var own = added.WithLeadingTrivia(
            isLine ? last.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)) : []);
        var others = list.Take(list.Count - 1);
        var commas = list.GetSeparators().Take(list.Count - 1);
        return hasCommaBehind
            ? SyntaxFactory.SeparatedList([.. list, own], [.. commas, Comma([.. comments, .. gap]), Comma(end)])
            : SyntaxFactory.SeparatedList(
                [.. others, last.WithTrailingTrivia(isLine ? [] : comments), own.WithTrailingTrivia(end)],
                [.. commas, Comma(isLine ? behind : gap)]);
    }

    public static IEnumerable<SyntaxToken> Identifiers(SyntaxNode node) =>
        node.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken));

    /// <summary>A name, and the same with numbers, as far as nothing in some code has them.</summary>
    public static IEnumerable<string> FreeNames(string wanted, IEnumerable<SyntaxNode> code)
    {
        var taken = new HashSet<string>(code.SelectMany(Identifiers).Select(identifier => identifier.Text));
        return Enumerable.Range(1, int.MaxValue)
            .Select(number => number == 1 ? wanted : wanted + number)
            .Where(name => !taken.Contains(name));
    }

    public static bool IsSpace(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    private static SyntaxToken Comma(IEnumerable<SyntaxTrivia> behind) =>
        SyntaxFactory.Token(SyntaxFactory.TriviaList(), SyntaxKind.CommaToken, SyntaxFactory.TriviaList(behind));

    /// <summary>What is parsed is not formatted anew, nor are the comments around it.</summary>
    private static InvocationExpressionSyntax Call(ExpressionSyntax receiver, string method)
    {
        var call = (InvocationExpressionSyntax)SyntaxFactory.ParseExpression($"receiver.{method}()");
        return call.WithExpression(((MemberAccessExpressionSyntax)call.Expression).WithExpression(receiver));
    }

    private static ExpressionSyntax AsReceiver(this ExpressionSyntax expression) =>
        expression is NameSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax
            or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax
            or BaseObjectCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or ThisExpressionSyntax
            or PostfixUnaryExpressionSyntax
            ? expression
            : SyntaxFactory.ParenthesizedExpression(expression.WithoutTrivia()).WithTriviaFrom(expression);
}
