using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>Values that are to be disposed of, which a prefetching view or a cache drops unread.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DroppedDisposablesAnalyzer() : LibraryAnalyzer(Rule)
{
    /// <summary>The key under which a report says how a value is disposed of, if a fix knows.</summary>
    internal const string Disposal = nameof(Disposal);

    private static readonly DiagnosticDescriptor Rule = Create(RuleIds.DroppedDisposables, DiagnosticSeverity.Warning);

    private static readonly HashSet<string> Makers =
    [
        "Batch", "Generate", "Select", "SelectAsync", "SelectTuple", "SelectWith", "SelectWithAsync",
        "SelectWithRandom", "Zip",
    ];

    /// <summary>Operators that hand the elements of their source on.</summary>
    private static readonly HashSet<string> Passing =
    [
        "AsPrefetched", "AsView", "Cycle", "Epochs", "Filter", "Gather", "Measure", "Recover", "ReportTo", "Reverse",
        "Rotate", "Sample", "Shard", "Shuffle", "Skip", "SkipLast", "Slice", "Take", "TakeEvery", "TakeLast", "Tap",
        "WithOrigin", "WithOwnership",
    ];

    /// <summary>Disposing of these frees nothing.</summary>
    private static readonly HashSet<string> Harmless = ["MemoryStream", "StringReader", "StringWriter"];

    private protected override void Start(CompilationStartAnalysisContext context, Library library) =>
        context.RegisterOperationAction(operation => Check(operation, library), OperationKind.Invocation);

    private static void Check(OperationAnalysisContext context, Library library)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name is "AsPrefetched" or "AsCached"
            && library.IsOperator(call.TargetMethod)
            && (call.Type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault() is { } type
            && IsToBeDisposedOf(type, library)
            && !SaysWhatToDo(call)
            && IsMadeBefore(call, library))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    Rule,
                    call.NameAndArguments(),
                    ImmutableDictionary<string, string?>.Empty.Add(Disposal, DisposalOf(type, library)),
                    call.TargetMethod.Name,
                    type.ToMinimalDisplayString(call.SemanticModel!, call.Syntax.SpanStart)));
        }
    }

    private static bool IsToBeDisposedOf(ITypeSymbol type, Library library) =>
        (type.IsOrImplements(library.Disposable) || type.IsOrImplements(library.AsyncDisposable))
        && !type.IsTask()
        && !Harmless.Contains(type.Name)
        && !library.Owns(type);

    private static string? DisposalOf(ITypeSymbol type, Library library)
    {
        if (!type.IsOrImplements(library.Disposable))
        {
            return null;
        }

        for (var own = type; own is not null; own = own.BaseType)
        {
            if (own.GetMembers("Dispose").Any(member => member is IMethodSymbol { Parameters.IsEmpty: true }))
            {
                return type.NullableAnnotation == NullableAnnotation.Annotated ? "?.Dispose()" : ".Dispose()";
            }
        }

        return null;
    }

    private static bool SaysWhatToDo(IInvocationOperation call)
    {
        var said = call.ArgumentFor(call.TargetMethod.Name == "AsCached" ? "onDiscard" : "options")?.Unwrapped();
        return said switch
        {
            null or { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation => false,
            IObjectCreationOperation creation => creation.Initializer?.Initializers
                .OfType<ISimpleAssignmentOperation>()
                .Any(member => member.Target is IPropertyReferenceOperation { Property.Name: "OnDiscard" }) == true,
            _ => true,
        };
    }

    /// <summary>Whether the nearest function before a call makes the values, so that nobody else owns them.</summary>
    private static bool IsMadeBefore(IInvocationOperation call, Library library)
    {
        var source = call.Receiver();
        while (true)
        {
            switch (source)
            {
                case IInvocationOperation stage when library.IsOperator(stage.TargetMethod):
                    if (Makers.Contains(stage.TargetMethod.Name))
                    {
                        return stage.Arguments.LastOrDefault(IsFunction)?.Unwrapped() is { } function
                            && Makes(function);
                    }

                    if (!Passing.Contains(stage.TargetMethod.Name))
                    {
                        return false;
                    }

                    source = stage.Receiver();
                    break;
                case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } whole }
                    when library.IsView(whole.Type):
                    source = whole.Unwrapped();
                    break;
                default:
                    return false;
            }
        }
    }

    private static bool IsFunction(IArgumentOperation argument) =>
        argument.Parameter is { Ordinal: > 0, Type.TypeKind: TypeKind.Delegate };

    private static bool Makes(IOperation function) => function switch
    {
        IMethodReferenceOperation { Method: var method } => !HandsOut(method),
        IAnonymousFunctionOperation =>
            ReturnedBy(function) is { Length: > 0 } values && values.All(value => IsMade(value, function)),
        _ => false,
    };

    private static IOperation[] ReturnedBy(IOperation function) =>
    [
        .. function.Descendants()
            .OfType<IReturnOperation>()
            .Where(returned => returned.EnclosingFunction() == function)
            .Select(returned => returned.ReturnedValue)
            .OfType<IOperation>(),
    ];

    /// <summary>Whether a value is made in a function. What it finds outside belongs to someone else.</summary>
    private static bool IsMade(IOperation value, IOperation function) => value switch
    {
        IConversionOperation conversion => IsMade(conversion.Operand, function),
        IAwaitOperation await => IsMade(await.Operation, function),
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } call =>
            call.Receiver() is { } task && IsMade(task, function),
        IInvocationOperation call => !HandsOut(call.TargetMethod),
        IObjectCreationOperation => true,
        IConditionalOperation { WhenFalse: { } otherwise } choice =>
            IsMade(choice.WhenTrue, function) && IsMade(otherwise, function),
        ILocalReferenceOperation local =>
            !local.IsCapturedBy(function) && local.OnlyValue() is { } made && IsMade(made, function),
        _ => false,
    };

    /// <summary>A method of a collection gives what is in it.</summary>
    private static bool HandsOut(IMethodSymbol method)
    {
        var space = method.ContainingNamespace.ToDisplayString();
        return space == "System.Linq" || space.StartsWith("System.Collections", StringComparison.Ordinal);
    }
}
