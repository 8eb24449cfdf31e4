using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Analyzers;

/// <summary>What a rule has found, and the document that it stands in.</summary>
internal sealed class Report(
    SyntaxNode root, SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
{
    public SyntaxNode Root => root;

    public SemanticModel Model => model;

    public Diagnostic Diagnostic => diagnostic;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>The call whose name and arguments are marked; null where it is a clause of a query.</summary>
    public InvocationExpressionSyntax? Call =>
        root.FindToken(diagnostic.Location.SourceSpan.Start)
            .Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>(
                call => call.Span.End == diagnostic.Location.SourceSpan.End);

    public SyntaxNode Marked => root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

    /// <summary>The further places of the report, with the parentheses around them.</summary>
    public IEnumerable<SyntaxNode> Places =>
        diagnostic.AdditionalLocations.Select(
            place => WithParentheses(root.FindNode(place.SourceSpan, getInnermostNodeForTie: true)));

    private static SyntaxNode WithParentheses(SyntaxNode node)
    {
        while (node.Parent is ParenthesizedExpressionSyntax parenthesized)
        {
            node = parenthesized;
        }

        return node;
    }
}
