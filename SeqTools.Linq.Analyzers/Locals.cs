using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SeqTools.Linq.Analyzers;

/// <summary>What is known of a variable from the body that it is declared in.</summary>
internal static class Locals
{
    /// <summary>The value that a local has from its declaration on, if nothing else is ever assigned to it.</summary>
    public static IOperation? OnlyValue(this ILocalReferenceOperation reference)
    {
        IOperation? value = null;
        foreach (var operation in reference.Root().Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && Same(declarator.Symbol, reference.Local))
            {
                if (!declarator.IsBefore(reference))
                {
                    return null;
                }

                value = declarator.GetVariableInitializer()?.Value.Unwrapped();
            }
            else if (operation is ILocalReferenceOperation use && Same(use.Local, reference.Local) && use.IsWritten())
            {
                return null;
            }
        }

        return value;
    }

    /// <summary>The only use of a declared local, where there is one for each time that it is declared.</summary>
    public static ILocalReferenceOperation? OnlyUse(this IVariableDeclaratorOperation declarator)
    {
        var uses = declarator.Root().UsesOf(declarator.Symbol).ToArray();
        return uses.Length == 1 && declarator.IsBefore(uses[0]) && !IsRepeated(uses[0], declarator) ? uses[0] : null;
    }

    /// <summary>Where a local is used in an operation.</summary>
    public static IEnumerable<ILocalReferenceOperation> UsesOf(this IOperation scope, ILocalSymbol local) =>
        scope.Descendants().OfType<ILocalReferenceOperation>().Where(use => Same(use.Local, local));

    public static bool Same(ISymbol symbol, ISymbol other) => SymbolEqualityComparer.Default.Equals(symbol, other);

    /// <summary>Whether a variable, or an element, may be another behind a place where it is used.</summary>
    public static bool IsWritten(this IOperation use) => use.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == use,
        IIncrementOrDecrementOperation or IAddressOfOperation => true,
        IArgumentOperation argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out,
        ITupleOperation tuple => tuple.IsWritten(),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } =>
            declarator.Symbol.RefKind != RefKind.None,
        _ => false,
    };

    /// <summary>What does not compile may refer to itself.</summary>
    private static bool IsBefore(this IVariableDeclaratorOperation declarator, IOperation use) =>
        declarator.Syntax.Span.End <= use.Syntax.SpanStart;

    /// <summary>Whether a use is part of a loop or a function that a declaration is not part of.</summary>
    private static bool IsRepeated(IOperation use, IOperation declaration)
    {
        var declared = declaration.Syntax.Span;
        for (var outer = use.Parent; outer?.Syntax.Span.Contains(declared) == false; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation or ILoopOperation
                && !IsEnumerated(use, outer))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEnumerated(IOperation use, IOperation loop) =>
        loop is IForEachLoopOperation { Collection: var collection }
        && collection.Syntax.Span.Contains(use.Syntax.Span);
}
