using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>An asynchronous function where nothing awaits it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ElementsAreTasksAnalyzer() : LibraryAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = Create(RuleIds.ElementsAreTasks, DiagnosticSeverity.Warning);

    private static readonly LocalizableString Elements = Texts.Of("SEQ005Elements");

    private static readonly LocalizableString AsyncVoid = Texts.Of("SEQ005AsyncVoid");

    private static readonly HashSet<string> Operators = ["Batch", "Generate", "Select", "SelectTuple", "Zip"];

    private static readonly HashSet<string> Collecting = ["ToArray", "ToDictionary", "ToHashSet", "ToList", "ToLookup"];

    private protected override void Start(CompilationStartAnalysisContext context, Library library)
    {
        context.RegisterOperationAction(operation => CheckElements(operation, library), OperationKind.Invocation);
        context.RegisterOperationAction(operation => CheckAction(operation, library), OperationKind.AnonymousFunction);
    }

    private static void CheckElements(OperationAnalysisContext context, Library library)
    {
        var call = (IInvocationOperation)context.Operation;
        if (Operators.Contains(call.TargetMethod.Name)
            && library.IsOperator(call.TargetMethod)
            && Function(call) is { } function
            && !IsAwaited(call, library))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    Rule, call.NameAndArguments(), Awaitable(call, function), call.TargetMethod.Name, Elements));
        }
    }

    private static void CheckAction(OperationAnalysisContext context, Library library)
    {
        var function = (IAnonymousFunctionOperation)context.Operation;
        if (function.Symbol is { IsAsync: true, ReturnsVoid: true }
            && function.Syntax is AnonymousFunctionExpressionSyntax syntax
            && Taker(function, library) is { } taker)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, syntax.AsyncKeyword.GetLocation(), taker, AsyncVoid));
        }
    }

    /// <summary>The function that gives tasks.</summary>
    private static IArgumentOperation? Function(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(
            argument =>
                argument.Parameter is { Ordinal: > 0, Type: INamedTypeSymbol { DelegateInvokeMethod: { } invoke } }
                && invoke.ReturnType.IsTask());

    /// <summary>The operator or the option that takes a function which gives nothing.</summary>
    private static string? Taker(IAnonymousFunctionOperation function, Library library) => function.Consumer() switch
    {
        IArgumentOperation { Parent: IInvocationOperation call } when library.IsOperator(call.TargetMethod) =>
            call.TargetMethod.Name,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var option } }
            when library.Owns(option.ContainingType) => option.Name,
        _ => null,
    };

    /// <summary>The lambda that <c>SelectAsync</c> takes with one parameter more.</summary>
    private static IEnumerable<Location> Awaitable(IInvocationOperation call, IArgumentOperation function) =>
        call is { TargetMethod.Name: "Select", Syntax: InvocationExpressionSyntax }
        && function.Unwrapped()
            is IAnonymousFunctionOperation { Syntax: LambdaExpressionSyntax lambda, Symbol: var symbol }
        && symbol.ReturnType is INamedTypeSymbol { Arity: 1 }
            ? [lambda.GetLocation()]
            : [];

    /// <summary>Whether the tasks of a view go where they are awaited, or where someone has them in hand.</summary>
    private static bool IsAwaited(IOperation view, Library library) =>
        IsAwaited(view, library, new(SymbolEqualityComparer.Default));

    private static bool IsAwaited(IOperation view, Library library, HashSet<ISymbol> followed)
    {
        var value = view.Outcome();
        return IsInHand(value, library)
            || Continuations(value, library, followed).Any(next => IsAwaited(next, library, followed));
    }

    private static bool IsInHand(IOperation view, Library library) =>
        Reading.IsEnumerated(view)
        || (Taker(view) is { TargetMethod: var taker }
            && (taker.Name == "SelectAsync"
                || (Collecting.Contains(taker.Name) && (library.IsLinq(taker) || library.Owns(taker.ContainingType)))))
        || (view.Consumer() is IArgumentOperation { Parameter.OriginalDefinition.Type: var type }
            && type.Element().IsTask());

    /// <summary>The call that a view is handed to, or is the receiver of.</summary>
    private static IInvocationOperation? Taker(IOperation view) =>
        view.CallOnIt() ?? (view.Consumer() as IArgumentOperation)?.Parent as IInvocationOperation;

    /// <summary>Where the tasks of a view are further on.</summary>
    private static IEnumerable<IOperation> Continuations(
        IOperation view, Library library, HashSet<ISymbol> followed)
    {
        if (Taker(view) is { } taker)
        {
            return library.IsOperator(taker.TargetMethod) || library.IsLinq(taker.TargetMethod) ? [taker] : [];
        }

        return view.Consumer() switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
                when followed.Add(local) => view.Root().UsesOf(local),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } }
                when followed.Add(local) => view.Root().UsesOf(local),
            IReturnOperation returned when returned.EnclosingFunction() is { } function
                && function.Consumer() is IArgumentOperation
                {
                    Parent: IInvocationOperation { TargetMethod.Name: "SelectMany" } flat,
                } => [flat],
            _ => [],
        };
    }
}
