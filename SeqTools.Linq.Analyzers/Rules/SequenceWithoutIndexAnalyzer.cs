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
        if (Called(call) is not var (name, receiver)
            || !IsOfListsAlone(name, library)
            || !library.IsRefused(context.SemanticModel.GetSymbolInfo(call, context.CancellationToken))
            || !library.IsInScope(context.SemanticModel, call.SpanStart)
            || context.SemanticModel.GetTypeInfo(receiver, context.CancellationToken).Type is not { } type
            || !IsSequence(type)
            || !type.GetMembers(name).IsEmpty)
        {
            return;
        }

        var (help, remedy, place) = Help(receiver, type, context, library);
        context.ReportDiagnostic(
            Diagnostic.Create(
                Rule,
                Operations.NameAndArguments(call),
                place is null || call.Expression is MemberBindingExpressionSyntax ? [] : [place.GetLocation()],
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

    /// <summary>The name of the method that is called, and what it is called on.</summary>
    private static (string Name, ExpressionSyntax Receiver)? Called(InvocationExpressionSyntax call) =>
        call.Expression switch
        {
            MemberAccessExpressionSyntax access => (access.Name.Identifier.ValueText, access.Expression),
            MemberBindingExpressionSyntax binding when Access(binding) is { } access =>
                (binding.Name.Identifier.ValueText, access.Expression),
            _ => null,
        };

    private static ConditionalAccessExpressionSyntax? Access(MemberBindingExpressionSyntax binding) =>
        binding.Ancestors()
            .OfType<ConditionalAccessExpressionSyntax>()
            .FirstOrDefault(access => access.WhenNotNull.Span.Contains(binding.Span));

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

        var maker = WithoutParentheses(receiver);
        var made = context.SemanticModel.GetOperation(maker, context.CancellationToken)?.Unwrapped();
        if (made is IInvocationOperation call && library.IsLinq(call.TargetMethod))
        {
            if (Sorting.Contains(call.TargetMethod.Name))
            {
                return ("SEQ013ToArray", "ToArray", receiver);
            }

            if (IsFilter(call))
            {
                return ("SEQ013Filter", "Filter", FilterName(maker));
            }
        }

        return ("SEQ013AsIndexable", null, null);
    }

    private static ExpressionSyntax WithoutParentheses(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized.Expression;
        }

        return expression;
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
