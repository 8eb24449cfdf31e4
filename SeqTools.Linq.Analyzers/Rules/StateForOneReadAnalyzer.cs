using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>A view that keeps something, made anew for each read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StateForOneReadAnalyzer() : LibraryAnalyzer(Rule)
{
    /// <summary>The key under which a report says how the view is declared before a loop.</summary>
    internal const string Declaration = nameof(Declaration);

    private static readonly DiagnosticDescriptor Rule = Create(RuleIds.StateForOneRead, DiagnosticSeverity.Warning);

    private static readonly HashSet<string> Keeping = ["AsCached", "AsPrefetched", "Memoize"];

    private static readonly HashSet<string> Reads =
        ["ElementAt", "ElementAtOrDefault", "First", "FirstOrDefault", "GetAsync", "Last", "LastOrDefault"];

    private protected override void Start(CompilationStartAnalysisContext context, Library library) =>
        context.RegisterOperationAction(operation => Check(operation, library), OperationKind.Invocation);

    private static void Check(OperationAnalysisContext context, Library library)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!Keeping.Contains(call.TargetMethod.Name) || !library.IsOperator(call.TargetMethod))
        {
            return;
        }

        if (IsReadAtIndex(call))
        {
            Report(BeforeLoop(call, library) ?? (CanBeLeftOut(call, library) ? [call.Syntax] : []));
        }
        else if (IsReadInItsLoop(call, library))
        {
            Report(BeforeLoop(call, library) ?? []);
        }
        else if (IsWholeProperty(call, context.ContainingSymbol))
        {
            Report([]);
        }

        void Report(SyntaxNode[] places) =>
            context.ReportDiagnostic(
                Diagnostic.Create(
                    Rule,
                    call.NameAndArguments(),
                    places.Select(place => place.GetLocation()),
                    ImmutableDictionary<string, string?>.Empty.Add(
                        Declaration, call.Type.IsOrImplements(library.Disposable) ? "using" : null),
                    call.TargetMethod.Name));
    }

    /// <summary>The call, and the loop before which it may stand as well.</summary>
    private static SyntaxNode[]? BeforeLoop(IInvocationOperation call, Library library) =>
        Loops.OutermostWithout(call, library) is { } loop ? [call.Syntax, loop.Syntax] : null;

    private static bool IsReadAtIndex(IOperation view) => view.Consumer() switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments.Length: 1 } read =>
            read.Property.Parameters[0].Type.SpecialType == SpecialType.System_Int32,
        IImplicitIndexerReferenceOperation read => read.IndexerSymbol is IPropertySymbol,
        _ => view.CallOnIt() is { } read
            && Reads.Contains(read.TargetMethod.Name)
            && !read.Arguments.Any(argument => argument.Value is IDelegateCreationOperation),
    };

    /// <summary>Whether what is kept can be read the same way without.</summary>
    private static bool CanBeLeftOut(IInvocationOperation call, Library library) =>
        call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax }
        && (call.CallOnIt()?.TargetMethod.Name != "GetAsync" || library.IsView(call.Receiver()?.Type));

    /// <summary>
    /// Whether a local holds the view, in a loop or a selector that reads it by index, and does no more.
    /// </summary>
    private static bool IsReadInItsLoop(IInvocationOperation call, Library library)
    {
        if (call.Consumer() is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }
            || Repeated(declarator, library) is not { } repeated)
        {
            return false;
        }

        IOperation[] uses = [.. repeated.UsesOf(declarator.Symbol)];
        return uses.Any(IsReadAtIndex)
            && uses.All(use => IsDisposal(use) || (IsReadAtIndex(use) && Repeated(use, library) == repeated));
    }

    private static bool IsDisposal(IOperation use) =>
        use.CallOnIt()?.TargetMethod.Name is "Dispose" or "DisposeAsync";

    /// <summary>
    /// The innermost loop or function of an operator's around an operation, unless another function is.
    /// </summary>
    private static IOperation? Repeated(IOperation operation, Library library)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case ILoopOperation:
                    return outer;
                case IAnonymousFunctionOperation function:
                    return function.Recipient(library) is null ? null : function;
                case ILocalFunctionOperation:
                    return null;
            }
        }

        return null;
    }

    private static bool IsWholeProperty(IInvocationOperation call, ISymbol member) =>
        call.Consumer()
            is IReturnOperation { Parent: IBlockOperation { Operations.Length: 1, Parent: not IBlockOperation } }
        && call.EnclosingFunction() is null
        && member is IMethodSymbol { MethodKind: MethodKind.PropertyGet };
}
