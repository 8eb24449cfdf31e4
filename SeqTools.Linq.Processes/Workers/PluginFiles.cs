using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;

namespace SeqTools.Linq.Processes;

/// <summary>
/// The files that a worker could not find by itself: those of a plug-in, which are no dependencies of the program.
/// </summary>
internal static class PluginFiles
{
    private static readonly HashSet<string> FilesOfProgram =
        [.. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator)];

    /// <summary>
    /// The files of the library, and where the recipe is a plug-in's, all that its assembly needs, also what only
    /// workers will use, and what was loaded together with it.
    /// </summary>
    /// <param name="home">The recipe's assembly.</param>
    public static IReadOnlyList<string> Of(Assembly home) =>
    [
        .. (AssemblyLoadContext.GetLoadContext(home) is { } context && IsPlugin(home, context)
                ? NeededBy(home, context).Concat(context.Assemblies) : [])
            .Concat([typeof(Seq).Assembly, typeof(PluginFiles).Assembly])
            .Where(assembly => !assembly.IsDynamic)
            .Select(PathOf)
            .Where(path => path.Length > 0)
            .Distinct(),
    ];

    private static bool IsPlugin(Assembly home, AssemblyLoadContext context) =>
        context != AssemblyLoadContext.Default || (PathOf(home).Length > 0 && !FilesOfProgram.Contains(PathOf(home)));

    /// <summary>
    /// They may stand in a folder each, as packages do where nothing copies them, and only the host of the plug-in
    /// knows which: it is asked for all of them.
    /// </summary>
    private static List<Assembly> NeededBy(Assembly home, AssemblyLoadContext context)
    {
        List<Assembly> needed = [home];
        for (var i = 0; i < needed.Count; i++)
        {
            needed.AddRange(
                ReferencesOf(needed[i], context)
                    .Where(assembly => !FilesOfProgram.Contains(PathOf(assembly)))
                    .Except(needed)
                    .ToArray());
        }

        return needed;
    }

    [UnconditionalSuppressMessage(
        "Trimming", "IL2026", Justification = "A program that was trimmed has no plug-ins.")]
    private static IEnumerable<Assembly> ReferencesOf(Assembly assembly, AssemblyLoadContext context) =>
        assembly.GetReferencedAssemblies().Select(name => Find(name, context)).OfType<Assembly>();

    private static Assembly? Find(AssemblyName name, AssemblyLoadContext context)
    {
        try
        {
            return context.LoadFromAssemblyName(name);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            // It fails where it is used, if it is.
            return null;
        }
    }

    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "Those without a file are left out.")]
    private static string PathOf(Assembly assembly) => assembly.Location;
}
