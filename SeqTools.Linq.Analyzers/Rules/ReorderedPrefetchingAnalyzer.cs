using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>A view that reads a prefetching one in another order than that in which it computes ahead.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReorderedPrefetchingAnalyzer() : LibraryAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule =
        Create(RuleIds.ReorderedPrefetching, DiagnosticSeverity.Warning);

    private static readonly HashSet<string> Reordering =
        ["Epochs", "Gather", "Reverse", "Sample", "Shard", "Shuffle", "TakeEvery", "Window"];

    /// <summary>Each element is made of the one at its place.</summary>
    private static readonly HashSet<string> KeepingPlaces =
    [
        "AsResults", "AsView", "Index", "Measure", "Recover", "ReportTo", "Select", "SelectAsync", "SelectTuple",
        "SelectWith", "SelectWithAsync", "SelectWithRandom", "Tap", "WithOrigin", "WithOwnership",
    ];

    private protected override void Start(CompilationStartAnalysisContext context, Library library) =>
        context.RegisterOperationAction(operation => Check(operation, library), OperationKind.Invocation);

    private static void Check(OperationAnalysisContext context, Library library)
    {
        var call = (IInvocationOperation)context.Operation;
        if (Reordering.Contains(call.TargetMethod.Name)
            && library.IsOperator(call.TargetMethod)
            && (call.TargetMethod.Name != "Window" || Overlaps(call))
            && IsOverPrefetched(call, library))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(Rule, call.NameAndArguments(), Exchangeable(call, library), call.TargetMethod.Name));
        }
    }

    /// <summary>Whether windows have elements in common, which are read again with each of them.</summary>
    private static bool Overlaps(IInvocationOperation window)
    {
        var step = window.ArgumentFor("step") is { } argument ? Constant(argument) : 1;
        return step is not null && (window.ArgumentFor("size") is not { } size || !(Constant(size) <= step));
    }

    private static int? Constant(IArgumentOperation argument) => argument.Value.ConstantValue.Value as int?;

    private static bool IsOverPrefetched(IInvocationOperation call, Library library)
    {
        var source = call.Receiver();
        while (true)
        {
            switch (source)
            {
                case ILocalReferenceOperation local:
                    source = local.OnlyValue();
                    break;
                case IInvocationOperation stage when library.IsOperator(stage.TargetMethod, "AsPrefetched"):
                    return true;
                case IInvocationOperation stage when library.IsOperator(stage.TargetMethod)
                    && KeepingPlaces.Contains(stage.TargetMethod.Name):
                    source = stage.Receiver();
                    break;
                default:
                    return false;
            }
        }
    }

    /// <summary>
    /// The prefetching call that can change places with one behind it; its options may be of its elements.
    /// </summary>
    private static IEnumerable<Location> Exchangeable(IInvocationOperation call, Library library) =>
        call.Receiver() is IInvocationOperation prefetching
        && library.IsOperator(prefetching.TargetMethod, "AsPrefetched")
        && (call.TargetMethod.Name != "Window" || prefetching.ArgumentFor("options") is null)
            ? [prefetching.Syntax.GetLocation()]
            : [];
}
