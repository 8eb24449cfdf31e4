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
            && !(Task(wait) is { } task && IsDone(task, function)))
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

    /// <summary>Whether there is nothing to wait for, or nobody else to do it.</summary>
    private static bool IsDone(IOperation task, IAnonymousFunctionOperation function) =>
        Before(task, function).OfType<IPropertyReferenceOperation>().Any(asked => IsAskedWhetherDone(asked, task))
        || Origins(task).Any(
            origin => IsElement(origin, function) || IsFirstOfSeveral(origin) || IsAwaited(origin, task, function));

    /// <summary>A task, and one after another what it is part of or was taken from.</summary>
    private static IEnumerable<IOperation> Origins(IOperation task)
    {
        for (var origin = task; origin is not null; origin = Whole(origin))
        {
            yield return origin;
        }
    }

    private static IOperation? Whole(IOperation part) => part switch
    {
        IArrayElementReferenceOperation element => element.ArrayReference.Unwrapped(),
        ILocalReferenceOperation local => local.OnlyValue() ?? Whole(local),
        _ => part.Owner(),
    };

    /// <summary>What a loop or a deconstruction takes a local out of.</summary>
    private static IOperation? Whole(ILocalReferenceOperation part) =>
        part.Root()
            .Descendants()
            .Where(source => source.Syntax.SpanStart < part.Syntax.SpanStart)
            .Select(
                source => source switch
                {
                    IForEachLoopOperation loop when loop.Locals.Contains(part.Local, SymbolEqualityComparer.Default) =>
                        loop.Collection,
                    IDeconstructionAssignmentOperation { Target: IDeclarationExpressionOperation parts } taking
                        when parts.UsesOf(part.Local).Any() => taking.Value,
                    _ => null,
                })
            .FirstOrDefault(whole => whole is not null)
            ?.Unwrapped();

    /// <summary>A list of tasks holds them whoever reads it: waiting is what is left to do.</summary>
    private static bool IsElement(IOperation origin, IAnonymousFunctionOperation function) =>
        origin is IParameterReferenceOperation { Parameter: var parameter }
        && Locals.Same(parameter.ContainingSymbol, function.Symbol);

    private static bool IsFirstOfSeveral(IOperation origin) => origin switch
    {
        IAwaitOperation => Calls(origin, "WhenAny"),
        IInvocationOperation => Calls(origin, "WhenEach"),
        _ => false,
    };

    private static bool Calls(IOperation origin, string name) =>
        origin.DescendantsAndSelf()
            .OfType<IInvocationOperation>()
            .Any(call => call.TargetMethod.Name == name && call.TargetMethod.ContainingType.IsTask());

    /// <summary>Whether a task, or the list that it is part of, has been awaited.</summary>
    private static bool IsAwaited(IOperation origin, IOperation task, IAnonymousFunctionOperation function) =>
        origin is ILocalReferenceOperation { Local: var local }
        && Before(task, function).OfType<IAwaitOperation>().Any(await => await.UsesOf(local).Any());

    private static bool IsAskedWhetherDone(IPropertyReferenceOperation asked, IOperation task) =>
        asked.Property.Name is "IsCompleted" or "IsCompletedSuccessfully"
        && task is ILocalReferenceOperation { Local: var local }
        && asked.UsesOf(local).Any();

    private static IEnumerable<IOperation> Before(IOperation task, IAnonymousFunctionOperation function) =>
        function.Descendants().Where(operation => operation.Syntax.SpanStart < task.Syntax.SpanStart);
}
