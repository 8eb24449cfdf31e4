using System.Diagnostics.CodeAnalysis;

namespace SeqTools.Linq.Processes;

/// <summary>What the types of a recipe's function say of its elements.</summary>
internal static class RecipeTypes
{
    /// <summary>The kinds of list that a type is.</summary>
    [UnconditionalSuppressMessage(
        "Trimming", "IL2070", Justification = "An interface that is converted to is not trimmed away.")]
    public static Type[] ListsOf(Type type) => Array.FindAll([.. type.GetInterfaces(), type], IsList);

    private static bool IsList(Type type) =>
        type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
}
