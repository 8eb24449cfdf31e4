using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SeqTools.Linq.Tests;

namespace SeqTools.Linq.Processes.Tests;

/// <summary>Code that is compiled into a file, which workers can load, as they can't what is in memory.</summary>
internal static class CompiledFile
{
    /// <summary>Compiles a library.</summary>
    /// <param name="file">Where it is put. Its name is that of the assembly.</param>
    /// <param name="code">The code.</param>
    /// <param name="references">Files of libraries that it needs beside those of the tests.</param>
    public static void Write(string file, string code, params string[] references) => Write(
        file,
        CSharpCode.Compile(CSharpCode.Parse(code), OutputKind.DynamicallyLinkedLibrary)
            .AddReferences(references.Select(reference => MetadataReference.CreateFromFile(reference))));

    public static void Write(string file, CSharpCompilation compilation)
    {
        CSharpCode.ProblemsOf(compilation).ShouldBeEmpty();
        compilation.WithAssemblyName(Path.GetFileNameWithoutExtension(file)).Emit(file).Success.ShouldBeTrue();
    }
}
