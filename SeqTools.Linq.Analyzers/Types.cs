using Microsoft.CodeAnalysis;

namespace SeqTools.Linq.Analyzers;

/// <summary>Kinds of types that rules ask for.</summary>
internal static class Types
{
    /// <summary>Whether this is <c>IList&lt;T&gt;</c>, which the operators do not take.</summary>
    public static bool IsWritableList(this ITypeSymbol? type) =>
        type?.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IList_T;

    public static bool IsSequence(this ITypeSymbol? type) =>
        type?.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;

    /// <summary>Whether the operators take values of this type.</summary>
    public static bool IsReadableList(this ITypeSymbol? type) =>
        type is IArrayTypeSymbol { Rank: 1 }
        || type?.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IReadOnlyList_T
        || type.Implements(SpecialType.System_Collections_Generic_IReadOnlyList_T);

    public static bool IsImmutableArray(this ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "ImmutableArray", Arity: 1 } && type.IsIn("System.Collections.Immutable");

    public static bool IsList(this ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "List", Arity: 1 } && type.IsIn("System.Collections.Generic");

    public static bool IsQueryable(this ITypeSymbol type) =>
        type.AllInterfaces.Append(type).Any(own => own.Name == "IQueryable" && own.IsIn("System.Linq"));

    /// <summary>Whether this is a task or a value task, with a result or without.</summary>
    public static bool IsTask(this ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask" } && type.IsIn("System.Threading.Tasks");

    public static bool IsIn(this ITypeSymbol type, string space) =>
        type.ContainingNamespace?.ToDisplayString() == space;

    /// <summary>The elements that an enumeration of a value of this type gives.</summary>
    public static ITypeSymbol? Element(this ITypeSymbol? type)
    {
        if (type is IArrayTypeSymbol array)
        {
            return array.ElementType;
        }

        if (type.IsSequence())
        {
            return ((INamedTypeSymbol)type!).TypeArguments[0];
        }

        return type?.AllInterfaces.FirstOrDefault(IsSequence)?.TypeArguments[0];
    }

    public static bool Implements(this ITypeSymbol? type, SpecialType definition) =>
        type?.AllInterfaces.Any(inherited => inherited.OriginalDefinition.SpecialType == definition) == true;

    /// <summary>Whether a value of this type is of another one, which no value has to be converted for.</summary>
    public static bool IsOrImplements(this ITypeSymbol? type, INamedTypeSymbol? contract) =>
        SymbolEqualityComparer.Default.Equals(type, contract)
        || type?.AllInterfaces.Contains(contract!, SymbolEqualityComparer.Default) == true;
}
