using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis.CSharp;

namespace SeqTools.Linq.Processes.Tests;

/// <summary>Runs a program that has workers evaluate what it says itself.</summary>
internal static class ProgramFile
{
    /// <returns>What it prints.</returns>
    public static string Run(CSharpCompilation program)
    {
        using var scratch = new Scratch();
        var file = Path.Combine(scratch.Folder, "Example.dll");
        CompiledFile.Write(file, program);

        var context = new AssemblyLoadContext("program", isCollectible: true);
        var console = Console.Out;
        using var printed = new StringWriter();
        try
        {
            Console.SetOut(printed);
            var main = context.LoadFromAssemblyPath(file).EntryPoint!;
            main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Array.Empty<string>()], null);
        }
        finally
        {
            Console.SetOut(console);
            context.Unload();
        }

        return printed.ToString();
    }
}
