using Microsoft.CodeAnalysis;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>Why an operator is LINQ's: an expression of a type that the library does not take.</summary>
/// <param name="culprit">The expression.</param>
/// <param name="remedy">What the places need.</param>
/// <param name="places">Where to change the code.</param>
internal sealed class Cause(IOperation culprit, string remedy, params SyntaxNode[] places)
{
    public Cause(IOperation culprit, IOperation[] unviewed)
        : this(culprit, LeavesViewsAnalyzer.AsView, [.. unviewed.Select(list => list.Syntax)])
    {
    }

    public string Culprit => culprit.Syntax.ToString();

    public ITypeSymbol Type => culprit.Type!;

    public string Remedy => remedy;

    public IReadOnlyList<SyntaxNode> Places => places;
}
