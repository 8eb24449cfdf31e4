using System.Reflection;
using System.Runtime.Loader;

// Loads a program and what it needs into a load context of its own, as LINQPad and other hosts of plug-ins do, and
// calls its Main.
var plugin = new Plugin(Path.GetFullPath(args[0]));
return (int)plugin.LoadFromAssemblyPath(Path.GetFullPath(args[0])).EntryPoint!.Invoke(null, [Array.Empty<string>()])!;

internal sealed class Plugin(string path) : AssemblyLoadContext("plug-in")
{
    private readonly AssemblyDependencyResolver resolver = new(path);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        resolver.ResolveAssemblyToPath(assemblyName) is { } file ? LoadFromAssemblyPath(file) : null;
}
