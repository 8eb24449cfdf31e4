using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>
/// A list that is reversed in place, where a reversed one is wanted, or at each read of an element that it is.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReversedInPlaceAnalyzer() : LibraryAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = Create(RuleIds.ReversedInPlace, DiagnosticSeverity.Warning);

    private static readonly LocalizableString GivesNothing = Texts.Of("SEQ002GivesNothing");

    private static readonly LocalizableString AtEachRead = Texts.Of("SEQ002AtEachRead");

    private protected override void Start(CompilationStartAnalysisContext context, Library library)
    {
        context.RegisterOperationAction(operation => Check(operation, library), OperationKind.Invocation);
        context.RegisterOperationAction(operation => CheckGroup(operation, library), OperationKind.MethodReference);
    }

    private static void Check(OperationAnalysisContext context, Library library)
    {
        var call = (IInvocationOperation)context.Operation;
        if (Reversed(call) is not { } list)
        {
            return;
        }

        if (IsUsed(call, library)
            && CanBeViewed(call, list)
            && library.IsInScope(call.SemanticModel!, call.Syntax.SpanStart))
        {
            Report(call.NameAndArguments(), GivesNothing, [list.Syntax.GetLocation()]);
        }
        else if (IsElement(list, library))
        {
            Report(call.Syntax.GetLocation(), AtEachRead, []);
        }

        void Report(Location location, LocalizableString consequence, Location[] listsPlace) =>
            context.ReportDiagnostic(
                Diagnostic.Create(Rule, location, listsPlace, list.Syntax.ToString(), consequence));
    }

    /// <summary>A method group that reverses what an operator hands it.</summary>
    private static void CheckGroup(OperationAnalysisContext context, Library library)
    {
        var group = (IMethodReferenceOperation)context.Operation;
        if (group.Recipient(library) is not null
            && group.Body() is { } body
            && ReversedParameters(body).FirstOrDefault(IsElementOfGroup) is { } element)
        {
            context.ReportDiagnostic(
                Diagnostic.Create(Rule, group.Syntax.GetLocation(), element.Name, AtEachRead));
        }

        bool IsElementOfGroup(IParameterSymbol parameter) =>
            Locals.Same(parameter.ContainingSymbol, group.Method.OriginalDefinition)
            && IsElement(parameter, group, library);
    }

    private static IEnumerable<IParameterSymbol> ReversedParameters(IOperation body) =>
        body.Descendants()
            .OfType<IInvocationOperation>()
            .Select(Reversed)
            .OfType<IParameterReferenceOperation>()
            .Where(list => !IsReplaced(list.Parameter, body, list.Syntax.SpanStart))
            .Select(list => list.Parameter);

    /// <summary>What a call reverses in place.</summary>
    private static IOperation? Reversed(IInvocationOperation call) =>
        call.TargetMethod is not { Name: "Reverse", ReturnsVoid: true, ContainingType: { } owner } ? null
        : owner.IsList() ? call.Receiver()
        : owner is { Name: "Array" or "MemoryExtensions", ContainingNamespace.Name: "System" }
            && !call.Arguments.IsDefaultOrEmpty
            ? Behind(call.Arguments[0].Unwrapped())
        : null;

    /// <summary>The array or list that a span is of.</summary>
    private static IOperation Behind(IOperation span) =>
        span is IInvocationOperation { TargetMethod.Name: "AsSpan" } call && call.Receiver() is { } array
            ? array
            : span;

    private static bool IsUsed(IInvocationOperation call, Library library)
    {
        var user = call.Parent;
        while (user is IConditionalAccessOperation)
        {
            user = user.Parent;
        }

        return user is not (null or IExpressionStatementOperation) || IsRefused(user, library);
    }

    /// <summary>
    /// Whether it is all that a lambda does, and an operator wants a value of it, which the compiler refuses.
    /// </summary>
    private static bool IsRefused(IOperation? statement, Library library) =>
        statement is { IsImplicit: true, Parent.Parent: IAnonymousFunctionOperation { Parent: IInvalidOperation call } }
        && call.SemanticModel!.GetSymbolInfo(call.Syntax) is { CandidateSymbols.IsEmpty: false } refused
        && library.IsRefused(refused)
        && refused.CandidateSymbols.Cast<IMethodSymbol>().SelectMany(method => method.Parameters).All(TakesNoAction);

    private static bool TakesNoAction(IParameterSymbol parameter) =>
        parameter.Type is not INamedTypeSymbol { DelegateInvokeMethod.ReturnsVoid: true };

    private static bool CanBeViewed(IInvocationOperation call, IOperation list) =>
        call.Receiver() == list && (list.Type.IsList() ? call.Arguments.IsEmpty : list.Type is IArrayTypeSymbol);

    /// <summary>
    /// Whether the list is what an operator hands to a function, which is an element, and not the function's state.
    /// </summary>
    private static bool IsElement(IOperation list, Library library)
    {
        if (list is not IParameterReferenceOperation { Parameter: var parameter })
        {
            return false;
        }

        for (var outer = list.EnclosingFunction(); outer is not null; outer = outer.EnclosingFunction())
        {
            if (outer is IAnonymousFunctionOperation { Symbol: var function }
                && Locals.Same(function, parameter.ContainingSymbol))
            {
                return IsElement(parameter, outer, library) && !IsReplaced(parameter, outer, list.Syntax.SpanStart);
            }
        }

        return false;
    }

    private static bool IsElement(IParameterSymbol parameter, IOperation function, Library library) =>
        function.Recipient(library) is { TargetMethod.Name: var name }
        && !(name is "SelectWith" or "SelectWithAsync" && parameter.Ordinal == 0);

    /// <summary>Whether the function has assigned the parameter something else by then, such as a copy.</summary>
    private static bool IsReplaced(IParameterSymbol parameter, IOperation function, int position) =>
        function.Descendants()
            .OfType<ISimpleAssignmentOperation>()
            .Any(
                assignment => assignment.Syntax.SpanStart < position
                    && assignment.Target is IParameterReferenceOperation { Parameter: var target }
                    && Locals.Same(target, parameter));
}
