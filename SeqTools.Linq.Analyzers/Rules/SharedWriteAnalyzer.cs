using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>A function that is computed ahead, on several threads, and writes to what all its calls share.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SharedWriteAnalyzer() : LibraryAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = Create(RuleIds.SharedWrite, DiagnosticSeverity.Warning);

    /// <summary>The functions of these are called one at a time.</summary>
    private static readonly HashSet<string> Serial = ["Filter", "ReportTo"];

    private static readonly HashSet<string> Collections =
        ["Dictionary", "HashSet", "List", "Queue", "SortedDictionary", "SortedSet", "Stack", "StringBuilder"];

    private static readonly HashSet<string> Writes =
    [
        "Add", "AddRange", "Append", "AppendFormat", "AppendJoin", "AppendLine", "Clear", "Dequeue", "Enqueue",
        "ExceptWith", "Insert", "InsertRange", "IntersectWith", "Pop", "Push", "Remove", "RemoveAll", "RemoveAt",
        "RemoveRange", "RemoveWhere", "Reverse", "Sort", "SymmetricExceptWith", "TryAdd", "TryDequeue", "TryPop",
        "UnionWith",
    ];

    private static readonly HashSet<string> Locks =
    [
        "Enter", "EnterScope", "EnterUpgradeableReadLock", "EnterWriteLock", "Lock", "LockAsync", "TryEnter", "Wait",
        "WaitAsync", "WaitOne",
    ];

    private protected override void Start(CompilationStartAnalysisContext context, Library library) =>
        context.RegisterOperationAction(operation => Check(operation, library), OperationKind.Invocation);

    private static void Check(OperationAnalysisContext context, Library library)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!library.IsOperator(call.TargetMethod, "AsPrefetched"))
        {
            return;
        }

        foreach (var write in Functions(call, library).SelectMany(Writers))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, write.Syntax.GetLocation(), write.Syntax.ToString()));
        }
    }

    /// <summary>What a lambda does, or a method group that does it.</summary>
    private static IEnumerable<IOperation> Writers(IOperation function) => function switch
    {
        IAnonymousFunctionOperation => SharedWrites(function).Select(Whole),
        IMethodReferenceOperation method when Writes.Contains(method.Method.Name)
            && IsSharedCollection(method.Instance, function) => [method],
        IMethodReferenceOperation method when method.Body() is { } body && SharedWrites(body).Any() => [method],
        _ => [],
    };

    /// <summary>With what stands before a <c>?.</c>.</summary>
    private static IOperation Whole(IOperation write) =>
        write.Parent is IConditionalAccessOperation access ? access : write;

    /// <summary>The functions of the chain that ends with a call, as far as another prefetching view.</summary>
    private static IEnumerable<IOperation> Functions(IInvocationOperation last, Library library)
    {
        var open = new Stack<IInvocationOperation>([last]);
        while (open.Count > 0)
        {
            var call = open.Pop();
            foreach (var given in call.Arguments.Select(argument => argument.Unwrapped()).Concat(Instance(call)))
            {
                if (given is IInvocationOperation stage
                    && library.IsOperator(stage.TargetMethod)
                    && stage.TargetMethod.Name != last.TargetMethod.Name)
                {
                    open.Push(stage);
                }
                else if (given is IAnonymousFunctionOperation or IMethodReferenceOperation
                    && call != last
                    && !Serial.Contains(call.TargetMethod.Name))
                {
                    yield return given;
                }
            }
        }
    }

    private static IOperation[] Instance(IInvocationOperation call) =>
        call.Instance is { } instance ? [instance.Unwrapped()] : [];

    private static IEnumerable<IOperation> SharedWrites(IOperation function)
    {
        var operations = function.Descendants().ToArray();
        return operations.OfType<IInvocationOperation>().Any(call => Locks.Contains(call.TargetMethod.Name))
            ? []
            : operations.Where(operation => IsSharedWrite(operation, function) && !IsLocked(operation, function));
    }

    private static bool IsSharedWrite(IOperation operation, IOperation function) => operation switch
    {
        IDeconstructionAssignmentOperation { Target: ITupleOperation targets } =>
            targets.Elements.Any(target => IsSharedVariable(target, function)),
        IAssignmentOperation assignment => IsSharedVariable(assignment.Target, function),
        IIncrementOrDecrementOperation step => IsSharedVariable(step.Target, function),
        IArgumentOperation { Parameter.RefKind: RefKind.Out } given => IsSharedVariable(given.Value, function),
        IInvocationOperation call => Writes.Contains(call.TargetMethod.Name)
            && IsSharedCollection(call.Instance, function),
        _ => false,
    };

    private static bool IsSharedCollection(IOperation? owner, IOperation function) =>
        owner?.Unwrapped() is { } collection && IsCollection(collection) && IsShared(collection, function);

    private static bool IsShared(IOperation value, IOperation function) =>
        value.IsCapturedBy(function) && !IsOfOneThread(value);

    /// <summary>Whether what is written belongs to a thread or to an asynchronous flow, and to no other.</summary>
    private static bool IsOfOneThread(IOperation value)
    {
        for (var owner = value; owner is not null; owner = owner.Owner())
        {
            if (owner is IMemberReferenceOperation { Member: var member } && IsOfOneThread(member))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfOneThread(ISymbol member) =>
        member is { Name: "Value", ContainingType.Name: "ThreadLocal" or "AsyncLocal" }
            or { Name: "CurrentThread", ContainingType.Name: "Thread" }
            or { Name: "CurrentCulture" or "CurrentUICulture", ContainingType.Name: "CultureInfo" };

    /// <summary>
    /// A variable, or what an index of a collection gives; the elements of an array are variables each.
    /// </summary>
    private static bool IsSharedVariable(IOperation target, IOperation function) => target switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } owner } =>
            IsSharedCollection(owner, function),
        _ => IsShared(target, function),
    };

    /// <summary>An interface tells nothing: what the variable was made of does.</summary>
    private static bool IsCollection(IOperation value) =>
        IsCollection(value.Type)
        || (value is ILocalReferenceOperation local
            && local.OnlyValue() is { } made
            && (IsCollection(made.Type) || IsList(made, local.Type)));

    /// <summary>The compiler makes a list of a collection expression.</summary>
    private static bool IsList(IOperation made, ITypeSymbol? type) =>
        made.Syntax is CollectionExpressionSyntax && type.IsWritableList();

    private static bool IsCollection(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: var name, ContainingNamespace: var space }
        && Collections.Contains(name)
        && space.ToDisplayString() is "System.Collections.Generic" or "System.Text";

    private static bool IsLocked(IOperation write, IOperation function)
    {
        for (var outer = write.Parent; outer is not null && outer != function; outer = outer.Parent)
        {
            if (outer is ILockOperation)
            {
                return true;
            }
        }

        return false;
    }
}
