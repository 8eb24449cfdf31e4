using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;

namespace SeqTools.Linq.Processes;

/// <summary>
/// Finds assemblies that are no dependencies of the program: what a plug-in consists of, in a load context of its own,
/// stands in the worker's only one.
/// </summary>
internal static class AssembliesApart
{
    public static void Find(IReadOnlyList<string> files) =>
        AssemblyLoadContext.Default.Resolving += (context, name) => Load(context, name.Name!, files);

    [UnconditionalSuppressMessage(
        "Trimming", "IL2026", Justification = "Nothing is apart where a program was trimmed.")]
    private static Assembly? Load(AssemblyLoadContext context, string name, IReadOnlyList<string> files) =>
        FileOf(name, files) is { } file ? context.LoadFromAssemblyPath(file) : null;

    /// <summary>
    /// One of the files, or what stands beside one. It needs nothing that may have to be looked for itself.
    /// </summary>
    private static string? FileOf(string name, IReadOnlyList<string> files)
    {
        foreach (var file in files)
        {
            if (Path.GetFileNameWithoutExtension(file).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return file;
            }
        }

        foreach (var file in files)
        {
            if (Path.Combine(Path.GetDirectoryName(file)!, $"{name}.dll") is var beside && File.Exists(beside))
            {
                return beside;
            }
        }

        return null;
    }
}
