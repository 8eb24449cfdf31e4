using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Text;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>Leaves out what keeps nothing, or makes it once before the loop.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class StateForOneReadCodeFixProvider() : LibraryCodeFixProvider(RuleIds.StateForOneRead)
{
    private protected override SyntaxNode? Fix(Report report) => report.Places.ToArray() switch
    {
        { Length: 1 } places when Call(places[0]) is { Expression: MemberAccessExpressionSyntax access } call =>
            LeaveOut(report, call, access.Expression),
        // What is compiled under a condition can't be moved out of it, and nothing can be put before its end.
        { Length: 2 } places when !places[1].ContainsDirectives => MakeBefore(report, places[0], places[1]),
        _ => null,
    };

    private static InvocationExpressionSyntax? Call(SyntaxNode place) =>
        place.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault();

    private static SyntaxNode? LeaveOut(Report report, InvocationExpressionSyntax call, ExpressionSyntax source) =>
        call.DescendantTrivia(TextSpan.FromBounds(source.Span.End, call.Span.End)).All(Syntax.IsSpace)
            ? report.Root.ReplaceNode(call, source.WithTrailingTrivia(call.GetTrailingTrivia()))
            : null;

    private static SyntaxNode? MakeBefore(Report report, SyntaxNode place, SyntaxNode loop) => place.Parent switch
    {
        ElementAccessExpressionSyntax or MemberAccessExpressionSyntax when Call(place) is { } call =>
            DeclareBefore(report, call, loop),
        EqualsValueClauseSyntax { Parent.Parent.Parent: LocalDeclarationStatementSyntax local }
            when CanMove(report, local, loop) => MoveBefore(report, local, loop),
        _ => null,
    };

    private static SyntaxNode DeclareBefore(Report report, InvocationExpressionSyntax call, SyntaxNode loop)
    {
        var wanted = NameOf(call);
        var name = report.FreeName(wanted, call, EarlierOnes(report, call).Count(other => NameOf(other) == wanted));
        var made = SyntaxFactory
            .ParseStatement($"{(IsDisposable(report) ? "using " : "")}var {name} = {call.WithoutTrivia()};")
            .WithLeadingTrivia(Indentation(loop))
            .WithTrailingTrivia(report.EndOfLine);
        var editor = report.Edit();
        editor.ReplaceNode(call, SyntaxFactory.IdentifierName(name).WithTriviaFrom(call));
        return InsertBefore(editor, loop, made);
    }

    /// <summary>Calls before one that get a name as well when all of a document do.</summary>
    private static IEnumerable<InvocationExpressionSyntax> EarlierOnes(
        Report report, InvocationExpressionSyntax call) =>
        report.Scope(call)
            .SelectMany(part => part.DescendantNodes())
            .OfType<InvocationExpressionSyntax>()
            .Where(other => other.Span.End <= call.SpanStart)
            .Where(other => other.Parent is ElementAccessExpressionSyntax or MemberAccessExpressionSyntax)
            .Where(other => other.Ancestors().Any(IsLoop));

    private static bool IsLoop(SyntaxNode node) =>
        node is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax;

    /// <summary>Whether a local of a loop is not disposed of in it, and nothing outside has its name.</summary>
    private static bool CanMove(Report report, LocalDeclarationStatementSyntax local, SyntaxNode loop) =>
        local.Declaration.Variables.Count == 1
        && report.Scope(local)
            .SelectMany(Syntax.Identifiers)
            .Where(identifier => identifier.Text == local.Declaration.Variables[0].Identifier.Text)
            .All(identifier => loop.Span.Contains(identifier.Span) && !IsDisposedOf(identifier));

    private static bool IsDisposedOf(SyntaxToken identifier) =>
        identifier.Parent?.Parent
            is MemberAccessExpressionSyntax { Name.Identifier.Text: "Dispose" or "DisposeAsync" }
            or ConditionalAccessExpressionSyntax;

    private static SyntaxNode MoveBefore(Report report, LocalDeclarationStatementSyntax local, SyntaxNode loop)
    {
        var indentation = Indentation(loop);
        var above = local.GetLeadingTrivia()
            .SkipWhile(Syntax.IsSpace)
            .Select(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) ? indentation : trivia);
        var behind = local.GetTrailingTrivia().All(Syntax.IsSpace)
            ? []
            : local.GetTrailingTrivia().Where(trivia => !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        var moved = (IsDisposable(report) ? WithUsing(local) : local)
            .WithLeadingTrivia(above.Prepend(indentation))
            .WithTrailingTrivia(behind.Append(report.EndOfLine));
        var editor = report.Edit();
        editor.RemoveNode(local, SyntaxRemoveOptions.KeepNoTrivia);
        return InsertBefore(editor, loop, moved);
    }

    /// <summary>The type that is written may be one that is not disposable.</summary>
    private static LocalDeclarationStatementSyntax WithUsing(LocalDeclarationStatementSyntax local) =>
        local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword)
            ? local
            : local
                .WithDeclaration(
                    local.Declaration.WithType(
                        SyntaxFactory.IdentifierName("var")
                            .WithTriviaFrom(local.Declaration.Type)
                            .WithoutLeadingTrivia()))
                .WithUsingKeyword(
                    SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space));

    private static SyntaxNode InsertBefore(SyntaxEditor editor, SyntaxNode loop, StatementSyntax statement)
    {
        if (loop.Parent is GlobalStatementSyntax place)
        {
            editor.InsertBefore(place, SyntaxFactory.GlobalStatement(statement));
        }
        else
        {
            editor.InsertBefore(loop, statement);
        }

        return editor.GetChangedRoot();
    }

    private static bool IsDisposable(Report report) =>
        report.Diagnostic.Properties[StateForOneReadAnalyzer.Declaration] is not null;

    private static SyntaxTrivia Indentation(SyntaxNode statement) =>
        SyntaxFactory.Whitespace(
            statement.GetLeadingTrivia()
                .LastOrDefault(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))
                .ToString());

    private static string NameOf(InvocationExpressionSyntax call) =>
        call.Expression.ToString() switch
        {
            var expression when expression.EndsWith("AsPrefetched", StringComparison.Ordinal) => "prefetched",
            var expression when expression.EndsWith("AsCached", StringComparison.Ordinal) => "cached",
            var expression when expression.EndsWith("Memoize", StringComparison.Ordinal) => "memoized",
            _ => "",
        };
}
