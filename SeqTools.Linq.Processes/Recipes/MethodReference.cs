using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq.Processes;

/// <summary>A function as it is named to a worker: by its number in its assembly. No name of it travels.</summary>
internal sealed record MethodReference(AssemblyReference Assembly, int Token)
{
    /// <param name="function">A function that <see cref="TravellingCode"/> lets pass.</param>
    public static MethodReference Of(Delegate function) =>
        new(AssemblyReference.Of(function.Method.Module), function.Method.MetadataToken);

    public static MethodReference Read(BinaryReader reader) => new(AssemblyReference.Read(reader), reader.ReadInt32());

    public void Write(BinaryWriter writer)
    {
        Assembly.Write(writer);
        writer.Write(Token);
    }

    [UnconditionalSuppressMessage(
        "Trimming", "IL2026", Justification = "It is the number of a method that the program has a delegate of.")]
    public MethodInfo Load()
    {
        try
        {
            return (MethodInfo)Assembly.Load().ResolveMethod(Token)!;
        }
        catch (ArgumentException e)
        {
            throw new WorkerRefusedException(
                "The function is not in the file of its assembly: it was added by hot reload. Restart the program.", e);
        }
    }

    /// <summary>The function as a delegate; a lambda that captures nothing is given an object of its class.</summary>
    [UnconditionalSuppressMessage(
        "Trimming", "IL2072", Justification = "No constructor runs, and there is nothing to construct.")]
    public static Delegate Bind(MethodInfo method, Type type) =>
        method.IsStatic
            ? method.CreateDelegate(type)
            : method.CreateDelegate(type, RuntimeHelpers.GetUninitializedObject(method.DeclaringType!));
}
