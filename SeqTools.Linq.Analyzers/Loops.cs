using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SeqTools.Linq.Analyzers;

/// <summary>Loops around an expression that is the same at each turn.</summary>
internal static class Loops
{
    /// <summary>The outermost loop before which an expression may stand as well; null where there is none.</summary>
    public static ILoopOperation? OutermostWithout(IOperation value, Library library)
    {
        ILoopOperation? outermost = null;
        for (var outer = value.Parent; outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation);
            outer = outer.Parent)
        {
            if (outer is not ILoopOperation loop || IsReadOnce(value, loop))
            {
                continue;
            }

            if (DependsOn(value, loop, library))
            {
                return outermost;
            }

            if (loop.Syntax.Parent is BlockSyntax or GlobalStatementSyntax)
            {
                outermost = loop;
            }
        }

        return outermost;
    }

    private static bool IsReadOnce(IOperation value, ILoopOperation loop) =>
        loop is IForEachLoopOperation { Collection: var collection }
        && collection.Syntax.Span.Contains(value.Syntax.Span);

    private static bool DependsOn(IOperation value, ILoopOperation loop, Library library)
    {
        var written = new HashSet<ISymbol>(Written(loop), SymbolEqualityComparer.Default);
        return value.DescendantsAndSelf().Any(
            part => part switch
            {
                ILocalReferenceOperation { Local: var local } =>
                    written.Contains(local) || IsDeclaredIn(local, loop, value),
                IParameterReferenceOperation { Parameter: var parameter } => written.Contains(parameter),
                IMemberReferenceOperation { Member: var member } => written.Contains(member),
                // What another method gives may be something else at each turn.
                IInvocationOperation call => !library.IsOperator(call.TargetMethod) && !IsInFunctionOf(call, value),
                _ => false,
            });
    }

    private static IEnumerable<ISymbol> Written(ILoopOperation loop) =>
        loop.Descendants()
            .Select(
                operation => operation switch
                {
                    IAssignmentOperation assignment => assignment.Target,
                    IIncrementOrDecrementOperation step => step.Target,
                    _ => null,
                })
            .Select(
                target => target switch
                {
                    ILocalReferenceOperation local => (ISymbol)local.Local,
                    IParameterReferenceOperation parameter => parameter.Parameter,
                    IMemberReferenceOperation member => member.Member,
                    _ => null,
                })
            .OfType<ISymbol>();

    private static bool IsDeclaredIn(ILocalSymbol local, ILoopOperation loop, IOperation value) =>
        local.DeclaringSyntaxReferences.Any(
            declaration => loop.Syntax.Span.Contains(declaration.Span)
                && !value.Syntax.Span.Contains(declaration.Span));

    private static bool IsInFunctionOf(IOperation call, IOperation value)
    {
        for (var outer = call.Parent; outer is not null && outer != value; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
