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

    /// <summary>The only place that a declared local is used at.</summary>
    public static ILocalReferenceOperation? OnlyUse(this IVariableDeclaratorOperation declarator)
    {
        var uses = declarator.Root().UsesOf(declarator.Symbol).ToArray();
        return uses.Length == 1 && declarator.IsBefore(uses[0]) ? uses[0] : null;
    }

    /// <summary>Where a local is used in an operation.</summary>
    public static IEnumerable<ILocalReferenceOperation> UsesOf(this IOperation scope, ILocalSymbol local) =>
        scope.Descendants().OfType<ILocalReferenceOperation>().Where(use => Same(use.Local, local));

    public static bool Same(ISymbol symbol, ISymbol other) => SymbolEqualityComparer.Default.Equals(symbol, other);

    /// <summary>What does not compile may refer to itself.</summary>
    private static bool IsBefore(this IVariableDeclaratorOperation declarator, IOperation use) =>
        declarator.Syntax.Span.End <= use.Syntax.SpanStart;

    private static bool IsWritten(this IOperation use) => use.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == use,
        IIncrementOrDecrementOperation or IAddressOfOperation => true,
        IArgumentOperation argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out,
        ITupleOperation tuple => tuple.Parent is IDeconstructionAssignmentOperation assignment
            && assignment.Target == tuple,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } =>
            declarator.Symbol.RefKind != RefKind.None,
        _ => false,
    };
}
