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
        var value = Uncast(((IReturnOperation)context.Operation).ReturnedValue);
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
        if (Disposed(value, new(library, owner, context.Operation)) is { } use)
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
        IAnonymousFunctionOperation function => Captured(function, scope),
        IMethodReferenceOperation { Instance: ILocalReferenceOperation local } when scope.DisposesOf(local.Local) =>
            local,
        IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } function =>
            function.Body() is { } body && Captured(body, scope) is not null ? function : null,
        IConditionalAccessOperation access => First([access.WhenNotNull], scope),
        IConditionalAccessInstanceOperation instance => First([instance.Accessed()], scope),
        IInvocationOperation call when scope.Library.IsOperator(call.TargetMethod) =>
            First(call.Arguments.Select(argument => argument.Value).Prepend(call.Instance), scope),
        IPropertyReferenceOperation slice when scope.Library.IsView(slice.Type) => First([slice.Instance], scope),
        IConditionalOperation choice => First([choice.WhenTrue, choice.WhenFalse], scope),
        ISwitchExpressionOperation choice => First(choice.Arms.Select(arm => arm.Value), scope),
        ICoalesceOperation choice => First([choice.Value, choice.WhenNull], scope),
        IArrayCreationOperation { Initializer: { } lists } => First(lists.ElementValues, scope),
        { Syntax: CollectionExpressionSyntax } lists => First(lists.ChildOperations, scope),
        _ => null,
    };

    private static ILocalReferenceOperation? Captured(IOperation function, Scope scope) =>
        function.Descendants()
            .OfType<ILocalReferenceOperation>()
            .FirstOrDefault(local => scope.DisposesOf(local.Local));

    private static IOperation? First(IEnumerable<IOperation?> values, Scope scope) =>
        values.Select(value => Uncast(value) is { } made ? Disposed(made, scope) : null)
            .FirstOrDefault(use => use is not null);

    /// <summary>A view is the same one, whatever it is cast to.</summary>
    private static IOperation? Uncast(IOperation? value)
    {
        value = value?.Unwrapped();
        while (value is IConversionOperation { OperatorMethod: null } cast)
        {
            value = cast.Operand.Unwrapped();
        }

        return value;
    }

    private sealed class Scope(Library library, ISymbol owner, IOperation end)
    {
        public Library Library => library;

        public bool DisposesOf(ILocalSymbol local) =>
            Locals.Same(local.ContainingSymbol, owner) && (local.IsUsing || IsEndOfUsing(local));

        /// <summary>Whether what ends the method ends a <c>using (local)</c> as well.</summary>
        private bool IsEndOfUsing(ILocalSymbol local)
        {
            for (var outer = end.Parent; outer is not null; outer = outer.Parent)
            {
                if (outer is IUsingOperation { Resources: var resource }
                    && resource.Unwrapped() is ILocalReferenceOperation { Local: var used }
                    && Locals.Same(used, local))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
