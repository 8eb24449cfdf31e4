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
                value = declarator.GetVariableInitializer()?.Value.Unwrapped();
            }
            else if (operation is ILocalReferenceOperation use && Same(use.Local, reference.Local) && use.IsWritten())
            {
                return null;
            }
        }

        return value;
    }

    /// <summary>Where a local is used in an operation.</summary>
    public static IEnumerable<ILocalReferenceOperation> UsesOf(this IOperation scope, ILocalSymbol local) =>
        scope.Descendants().OfType<ILocalReferenceOperation>().Where(use => Same(use.Local, local));

    public static bool Same(ISymbol symbol, ISymbol other) => SymbolEqualityComparer.Default.Equals(symbol, other);

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
