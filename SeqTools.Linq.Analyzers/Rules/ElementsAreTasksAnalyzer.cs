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
    private static bool IsAwaited(IOperation view, Library library)
    {
        while (view.Syntax.Parent is not SpreadElementSyntax)
        {
            if (view.CallOnIt() is { TargetMethod: var method } next)
            {
                if (method.Name is "ToArray" or "ToList" or "SelectAsync")
                {
                    return true;
                }

                if (!library.IsOperator(method) && !library.IsLinq(method))
                {
                    return false;
                }

                view = next;
                continue;
            }

            switch (view.Consumer())
            {
                case IForEachLoopOperation:
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var taker } }
                    when taker.Name is "WhenAll" or "WhenAny" or "WhenEach" && taker.ContainingType.IsTask():
                    return true;
                case IArgumentOperation { Parent: IInvocationOperation outer }
                    when library.IsOperator(outer.TargetMethod):
                    view = outer;
                    break;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                    return view.Root().UsesOf(local).Any(use => IsAwaited(use, library));
                default:
                    return false;
            }
        }

        return true;
    }
}
