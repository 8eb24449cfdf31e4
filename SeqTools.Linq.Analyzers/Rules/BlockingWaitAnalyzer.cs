using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>A function of an operator that blocks its thread until a task is done.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingWaitAnalyzer() : LibraryAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = Create(RuleIds.BlockingWait, DiagnosticSeverity.Info);

    private protected override void Start(CompilationStartAnalysisContext context, Library library) =>
        context.RegisterOperationAction(
            operation => Check(operation, library), OperationKind.Invocation, OperationKind.PropertyReference);

    private static void Check(OperationAnalysisContext context, Library library)
    {
        var wait = context.Operation;
        if (IsWait(wait)
            && wait.EnclosingFunction() is IAnonymousFunctionOperation function
            && function.Recipient(library) is { } call
            && Task(wait) is var task
            && !IsElement(task, function)
            && !IsAwaitedBefore(task, function))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(Rule, wait.Syntax.GetLocation(), wait.Syntax.ToString(), call.TargetMethod.Name));
        }
    }

    private static bool IsWait(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property.Name: "Result" } => Task(operation) is not null,
        IInvocationOperation { TargetMethod: { Name: "WaitAll", IsStatic: true } method } =>
            method.ContainingType.IsTask(),
        IInvocationOperation { TargetMethod.Name: "Wait" or "GetResult" } => Task(operation) is not null,
        _ => false,
    };

    /// <summary>The one task that is waited for.</summary>
    private static IOperation? Task(IOperation wait)
    {
        var task = wait switch
        {
            IPropertyReferenceOperation property => property.Instance?.Unwrapped(),
            IInvocationOperation { TargetMethod.Name: "GetResult" } call =>
                call.Receiver() is IInvocationOperation { TargetMethod.Name: "GetAwaiter" } awaiter
                    ? awaiter.Receiver()
                    : null,
            IInvocationOperation call => call.Receiver(),
            _ => null,
        };

        if (task is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured)
        {
            task = configured.Receiver();
        }

        return task?.Type.IsTask() == true ? task : null;
    }

    /// <summary>A list of tasks holds them whoever reads it: waiting is what is left to do.</summary>
    private static bool IsElement(IOperation? task, IAnonymousFunctionOperation function)
    {
        while (task is IMemberReferenceOperation { Instance: { } owner })
        {
            task = owner.Unwrapped();
        }

        return task is IParameterReferenceOperation { Parameter: var parameter }
            && Locals.Same(parameter.ContainingSymbol, function.Symbol);
    }

    /// <summary>Whether the task is done: it, or all of several, has been awaited.</summary>
    private static bool IsAwaitedBefore(IOperation? task, IAnonymousFunctionOperation function) =>
        task is ILocalReferenceOperation { Local: var local }
        && function.Descendants()
            .OfType<IAwaitOperation>()
            .Where(await => await.Syntax.SpanStart < task.Syntax.SpanStart)
            .SelectMany(await => await.Descendants())
            .OfType<ILocalReferenceOperation>()
            .Any(reference => Locals.Same(reference.Local, local));
}
