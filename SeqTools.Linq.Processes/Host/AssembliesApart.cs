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
    public static void Find(IReadOnlyList<string> files)
    {
        Dictionary<string, string> known = new(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            known.TryAdd(Path.GetFileNameWithoutExtension(file), file);
        }

        var folders = known.Values.Select(file => Path.GetDirectoryName(file)!).Distinct().ToArray();
        AssemblyLoadContext.Default.Resolving += (context, name) => Load(context, name, known, folders);
    }

    [UnconditionalSuppressMessage(
        "Trimming", "IL2026", Justification = "Nothing is apart where a program was trimmed.")]
    private static Assembly? Load(
        AssemblyLoadContext context, AssemblyName name, Dictionary<string, string> known, string[] folders)
    {
        var file = known.GetValueOrDefault(name.Name!)
            ?? Array.Find(
                Array.ConvertAll(folders, folder => Path.Combine(folder, $"{name.Name}.dll")), File.Exists);
        return file is null ? null : context.LoadFromAssemblyPath(file);
    }
}
