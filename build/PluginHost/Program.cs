using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

/// <summary>
/// Runs a program whose files may be anywhere, as LINQPad and other hosts of plug-ins do: loads it, and what it needs,
/// into a load context of its own, and calls its Main. The first file is the program's.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        var files = args.Select(file => Path.GetFullPath(file)).ToArray();
        var main = new Plugin(files).LoadFromAssemblyPath(files[0]).EntryPoint!;
        return main.Invoke(null, [Array.Empty<string>()]) as int? ?? 0;
    }

    /// <summary>What native code calls.</summary>
    private static int Run(nint args, int count) => Main(
        [.. Enumerable.Range(0, count).Select(i => Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(args, i * nint.Size))!)]);
}

internal sealed class Plugin(string[] files) : AssemblyLoadContext("plug-in")
{
    protected override Assembly? Load(AssemblyName assemblyName) =>
        Array.Find(files, file => Path.GetFileNameWithoutExtension(file) == assemblyName.Name) is { } file
            ? LoadFromAssemblyPath(file)
            : null;
}
