using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace SeqTools.Linq.Analyzers;

/// <summary>What a rule has found, and the document that it stands in.</summary>
internal sealed class Report(
    Document document, SyntaxNode root, SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
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

    /// <summary>How lines end in the document.</summary>
    public SyntaxTrivia EndOfLine =>
        root.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            is { RawKind: not 0 } end
            ? end
            : SyntaxFactory.LineFeed;

    /// <summary>The further places of the report, with the parentheses around them and a <c>!</c> behind.</summary>
    public IEnumerable<SyntaxNode> Places =>
        diagnostic.AdditionalLocations.Select(
            place => WithWhatIsAround(root.FindNode(place.SourceSpan, getInnermostNodeForTie: true)));

    /// <summary>Several changes at once.</summary>
    public SyntaxEditor Edit() => new(root, document.Project.Solution.Services);

    /// <summary>A name like a wanted one that nothing in the member around a node has.</summary>
    /// <param name="wanted">The name, to which a number is added where it is taken.</param>
    /// <param name="node">The node that wants it.</param>
    /// <param name="earlier">How many nodes want it, too, and are to have it before.</param>
    public string FreeName(string wanted, SyntaxNode node, int earlier = 0) =>
        Syntax.FreeNames(wanted, Scope(node)).ElementAt(earlier);

    /// <summary>The member that holds a node, or all the statements of the program.</summary>
    public IEnumerable<SyntaxNode> Scope(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member and not GlobalStatementSyntax
            ? [member]
            : root.ChildNodes().OfType<GlobalStatementSyntax>();

    private static SyntaxNode WithWhatIsAround(SyntaxNode node)
    {
        while (node.Parent is ParenthesizedExpressionSyntax
            || node.Parent.IsKind(SyntaxKind.SuppressNullableWarningExpression))
        {
            node = node.Parent;
        }

        return node;
    }
}
