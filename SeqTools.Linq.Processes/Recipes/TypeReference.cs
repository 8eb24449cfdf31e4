using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace SeqTools.Linq.Processes;

/// <summary>A class as it is named to a worker: by its number in its assembly.</summary>
/// <param name="Assembly">Where it is.</param>
/// <param name="Token">Its number.</param>
/// <param name="IsOfElements">Whether it is generic in the type of the elements.</param>
internal sealed record TypeReference(AssemblyReference Assembly, int Token, bool IsOfElements)
{
    public static TypeReference Of(Type type) =>
        new(AssemblyReference.Of(type.Module), type.MetadataToken, type.IsGenericType);

    public static TypeReference Read(BinaryReader reader) =>
        new(AssemblyReference.Read(reader), reader.ReadInt32(), reader.ReadBoolean());

    public void Write(BinaryWriter writer)
    {
        Assembly.Write(writer);
        writer.Write(Token);
        writer.Write(IsOfElements);
    }

    /// <summary>Makes an object of the class, by its constructor without parameters.</summary>
    [UnconditionalSuppressMessage(
        "Trimming", "IL2026", Justification = "It is the number of a class that the program has an object of.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "As above.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "As above.")]
    [UnconditionalSuppressMessage(
        "AOT", "IL3050", Justification = "Native programs name no code by numbers; they register it.")]
    public object Make(Type elementType)
    {
        var type = Assembly.Load().ResolveType(Token);
        return Activator.CreateInstance(IsOfElements ? type.MakeGenericType(elementType) : type, nonPublic: true)!;
    }
}
