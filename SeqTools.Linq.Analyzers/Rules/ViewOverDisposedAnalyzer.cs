using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>A view that is returned, over something that is disposed of when its method returns.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ViewOverDisposedAnalyzer() : LibraryAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = Create(RuleIds.ViewOverDisposed, DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context, Library library) =>
        context.RegisterOperationAction(operation => Check(operation, library), OperationKind.Return);

    private static void Check(OperationAnalysisContext context, Library library)
    {
        var value = ((IReturnOperation)context.Operation).ReturnedValue?.Unwrapped();
        if (value is null || !library.IsView(value.Type))
        {
            return;
        }

        var owner = context.Operation.EnclosingFunction() switch
        {
            IAnonymousFunctionOperation function => function.Symbol,
            ILocalFunctionOperation function => function.Symbol,
            _ => context.ContainingSymbol,
        };
        if (Disposed(value, new(library, owner)) is { } use)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, use.Syntax.GetLocation(), use.Syntax.ToString()));
        }
    }

    /// <summary>What a view stands over, or has captured, that its method disposes of.</summary>
    private static IOperation? Disposed(IOperation value, Scope scope) => value switch
    {
        ILocalReferenceOperation local => scope.DisposesOf(local.Local)
            || (local.OnlyValue() is { } made && Disposed(made, scope) is not null)
                ? local
                : null,
        IAnonymousFunctionOperation function => function.Descendants()
            .OfType<ILocalReferenceOperation>()
            .FirstOrDefault(local => scope.DisposesOf(local.Local)),
        IInvocationOperation call when scope.Library.IsOperator(call.TargetMethod) =>
            First(call.Arguments.Select(argument => argument.Value).Prepend(call.Instance), scope),
        IPropertyReferenceOperation slice when scope.Library.IsView(slice.Type) => First([slice.Instance], scope),
        IConditionalOperation choice => First([choice.WhenTrue, choice.WhenFalse], scope),
        ICoalesceOperation choice => First([choice.Value, choice.WhenNull], scope),
        IArrayCreationOperation { Initializer: { } lists } => First(lists.ElementValues, scope),
        { Syntax: CollectionExpressionSyntax } lists => First(lists.ChildOperations, scope),
        _ => null,
    };

    private static IOperation? First(IEnumerable<IOperation?> values, Scope scope) =>
        values.Select(value => value is null ? null : Disposed(value.Unwrapped(), scope))
            .FirstOrDefault(use => use is not null);

    private sealed class Scope(Library library, ISymbol owner)
    {
        public Library Library => library;

        public bool DisposesOf(ILocalSymbol local) => local.IsUsing && Locals.Same(local.ContainingSymbol, owner);
    }
}
