using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>An operator on what has no index, which the compiler refuses with a message about something else.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SequenceWithoutIndexAnalyzer() : LibraryAnalyzer(Rule)
{
    /// <summary>The key under which a report names the method that makes a list of the further place.</summary>
    internal const string Remedy = nameof(Remedy);

    private static readonly DiagnosticDescriptor Rule = Create(RuleIds.SequenceWithoutIndex, DiagnosticSeverity.Info);

    private static readonly HashSet<string> Sorting =
        ["Order", "OrderBy", "OrderByDescending", "OrderDescending", "Shuffle", "ThenBy", "ThenByDescending"];

    /// <summary>The operators that take sequences as well.</summary>
    private static readonly HashSet<string> OfSequences = ["AsIndexable", "AsView", "SelectAsync"];

    private protected override void Start(CompilationStartAnalysisContext context, Library library) =>
        context.RegisterSyntaxNodeAction(node => Check(node, library), SyntaxKind.InvocationExpression);

    private static void Check(SyntaxNodeAnalysisContext context, Library library)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } access
            || !IsOfListsAlone(name, library)
            || !IsRefused(call, context, library)
            || !library.IsInScope(context.SemanticModel, call.SpanStart)
            || context.SemanticModel.GetTypeInfo(access.Expression, context.CancellationToken).Type is not { } type
            || !IsSequence(type)
            || !type.GetMembers(name).IsEmpty)
        {
            return;
        }

        var (help, remedy, place) = Help(access.Expression, type, context, library);
        context.ReportDiagnostic(
            Diagnostic.Create(
                Rule,
                Operations.NameAndArguments(call),
                place is null ? [] : [place.GetLocation()],
                ImmutableDictionary<string, string?>.Empty.Add(Remedy, remedy),
                name,
                type.ToMinimalDisplayString(context.SemanticModel, call.SpanStart),
                Texts.Of(help)));
    }

    /// <summary>LINQ's Shuffle takes no seed.</summary>
    private static bool IsOfListsAlone(string name, Library library) =>
        library.HasOperator(name)
        && !OfSequences.Contains(name)
        && (name == "Shuffle" || !library.HasLinqOf(name));

    private static bool IsRefused(InvocationExpressionSyntax call, SyntaxNodeAnalysisContext context, Library library)
    {
        var symbol = context.SemanticModel.GetSymbolInfo(call, context.CancellationToken);
        return symbol.Symbol is null
            && symbol.CandidateSymbols.All(
                candidate => candidate is IMethodSymbol method
                    && (library.IsOperator(method) || library.IsLinq(method)));
    }

    private static bool IsSequence(ITypeSymbol type) =>
        !type.IsReadableList()
        && (type.IsSequence()
            || type.Implements(SpecialType.System_Collections_Generic_IEnumerable_T)
            || IsMemory(type));

    private static bool IsMemory(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "ReadOnlyMemory", Arity: 1 } && type.IsIn("System");

    private static (string Help, string? Remedy, SyntaxNode? Place) Help(
        ExpressionSyntax receiver, ITypeSymbol type, SyntaxNodeAnalysisContext context, Library library)
    {
        if (type.IsWritableList() || type.SpecialType == SpecialType.System_String || IsMemory(type))
        {
            return ("SEQ013AsView", "AsView", receiver);
        }

        var made = context.SemanticModel.GetOperation(receiver, context.CancellationToken)?.Unwrapped();
        if (made is IInvocationOperation call && library.IsLinq(call.TargetMethod))
        {
            if (Sorting.Contains(call.TargetMethod.Name))
            {
                return ("SEQ013ToArray", "ToArray", receiver);
            }

            if (IsFilter(call))
            {
                return ("SEQ013Filter", "Filter", FilterName(receiver));
            }
        }

        return ("SEQ013AsIndexable", null, null);
    }

    /// <summary>A <c>Where</c> for which <c>Filter</c> can stand.</summary>
    private static bool IsFilter(IInvocationOperation call) =>
        call.TargetMethod.Name == "Where"
        && call.Receiver()?.Type.IsReadableList() == true
        && call.TargetMethod.Parameters[1].Type is INamedTypeSymbol { Arity: 2 };

    private static IdentifierNameSyntax? FilterName(ExpressionSyntax where) =>
        where is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name }
        }
            ? name
            : null;
}
