namespace SeqTools.Linq;

/// <summary>
/// The name of a type by which it is known again in another run of the program: whole, with what it is made of, and
/// without the assembly, which may be another version by then.
/// </summary>
internal static class TypeIdentity
{
    private const string Anonymous = "<>f__AnonymousType";

    public static string Of(Type type) =>
        type.IsArray ? $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]"
        : type.IsConstructedGenericType ? $"{NameOf(type.GetGenericTypeDefinition())}<{ArgumentsOf(type)}>"
        : NameOf(type);

    private static string ArgumentsOf(Type type) => string.Join(", ", type.GetGenericArguments().Select(Of));

    /// <summary>
    /// Anonymous types are numbered as they come in their assembly. Their names are those of their properties, which
    /// stand in those of their type parameters.
    /// </summary>
    private static string NameOf(Type type) => type.Name.StartsWith(Anonymous, StringComparison.Ordinal)
        ? $"anonymous {string.Join(' ', type.GetGenericArguments().Select(parameter => parameter.Name))}"
        : type.FullName!;
}
