using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace SeqTools.Linq.Processes;

/// <summary>A class as it is named to a worker: by its number in its assembly.</summary>
/// <param name="Assembly">Where it is.</param>
/// <param name="Token">Its number.</param>
internal sealed record TypeReference(AssemblyReference Assembly, int Token)
{
    public static TypeReference Of(Type type) => new(AssemblyReference.Of(type.Module), type.MetadataToken);

    public static TypeReference Read(BinaryReader reader) => new(AssemblyReference.Read(reader), reader.ReadInt32());

    public void Write(BinaryWriter writer)
    {
        Assembly.Write(writer);
        writer.Write(Token);
    }

    /// <summary>Makes an object of the class, by its constructor without parameters.</summary>
    /// <param name="elementType">What it is generic in, where it is.</param>
    [UnconditionalSuppressMessage(
        "Trimming", "IL2026", Justification = "It is the number of a class that the program has an object of.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "As above.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "As above.")]
    [UnconditionalSuppressMessage(
        "AOT", "IL3050", Justification = "Native programs name no code by numbers; they register it.")]
    public object Make(Type elementType)
    {
        var type = Assembly.Load().ResolveType(Token);
        return Activator.CreateInstance(
            type.IsGenericTypeDefinition ? type.MakeGenericType(elementType) : type, nonPublic: true)!;
    }
}
