using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;

namespace SeqTools.Linq.Processes;

/// <summary>An assembly as it is named to a worker: which build of it, and where its file is.</summary>
/// <param name="Name">Its simple name: the build says the rest.</param>
/// <param name="Path">Its file; empty where it is part of a single file.</param>
/// <param name="Version">The build: every compilation has another.</param>
internal sealed record AssemblyReference(string Name, string Path, Guid Version)
{
    public static AssemblyReference Of(Module module) =>
        new(module.Assembly.GetName().Name!, PathOf(module), module.ModuleVersionId);

    public static AssemblyReference Read(BinaryReader reader) =>
        new(reader.ReadString(), reader.ReadString(), new(reader.ReadBytes(16)));

    public void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        writer.Write(Path);
        writer.Write(Version.ToByteArray());
    }

    /// <summary>The same build of the assembly in this process.</summary>
    /// <exception cref="WorkerRefusedException">There is none.</exception>
    public Module Load()
    {
        var module = Find().ManifestModule;
        return module.ModuleVersionId == Version
            ? module
            : throw new WorkerRefusedException(WhyItIsAnother(PathOf(module)));
    }

    private string WhyItIsAnother(string found) =>
        Path.Length == 0 || found == Path
            ? $"The assembly {Name} is another build than the one that runs in the program: it was built again, or "
                + $"changed by hot reload. Restart the program. ({Path})"
            : $"A worker has one assembly of each name, and finds {Name} in {found} before that in {Path}, which is "
                + "another build: let the program and its plug-in have the same, or set RunInThisProcess.";

    [UnconditionalSuppressMessage(
        "SingleFile", "IL3000", Justification = "An assembly in a single file is found by its name.")]
    private static string PathOf(Module module) => module.Assembly.Location;

    /// <summary>What the program's own dependencies name comes first, so that nothing is loaded twice.</summary>
    [UnconditionalSuppressMessage(
        "Trimming", "IL2026", Justification = "A worker of a trimmed program loads what that has loaded itself.")]
    private Assembly Find()
    {
        try
        {
            var named = AssemblyLoadContext.Default.LoadFromAssemblyName(new() { Name = Name });
            if (Path.Length == 0 || named.ManifestModule.ModuleVersionId == Version)
            {
                return named;
            }
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException && Path.Length > 0)
        {
            // A plug-in's, which is no dependency of the program.
        }

        try
        {
            return AssemblyLoadContext.Default.LoadFromAssemblyPath(Path);
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException)
        {
            throw new WorkerRefusedException(
                $"The assembly {Name} can't be loaded in a worker: {e.Message}", e);
        }
    }
}
