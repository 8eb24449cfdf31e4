using Microsoft.CodeAnalysis.CSharp;
using SeqTools.Linq.Tests;

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
        return CSharpCode.Run(context => context.LoadFromAssemblyPath(file));
    }
}
