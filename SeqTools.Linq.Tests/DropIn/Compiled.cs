using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SeqTools.Linq.Tests.DropIn;

/// <summary>One source text under both sets of usings, compiled and loaded.</summary>
internal sealed class Compiled : IDisposable
{
    private readonly List<AssemblyLoadContext> contexts = [];

    public Compiled(string code, string type)
    {
        Tree = CSharpCode.Parse(code);
        WithLibrary = CSharpCode.Compile(Tree, OutputKind.DynamicallyLinkedLibrary);
        LinqAlone = CSharpCode.Compile(Tree, OutputKind.DynamicallyLinkedLibrary, withLibrary: false);
        Ours = Load(WithLibrary, type);
        Linqs = Load(LinqAlone, type);
    }

    public SyntaxTree Tree { get; }

    public CSharpCompilation WithLibrary { get; }

    public CSharpCompilation LinqAlone { get; }

    /// <summary>The class as compiled with the library in scope.</summary>
    public Type Ours { get; }

    /// <summary>The class as compiled with LINQ alone.</summary>
    public Type Linqs { get; }

    public static object? Call(Type type, string method, params object?[] arguments) =>
        type.GetMethod(method, [.. arguments.Select(argument => argument!.GetType())])!
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    public void Dispose() => contexts.ForEach(context => context.Unload());

    private Type Load(CSharpCompilation compilation, string type)
    {
        using var image = new MemoryStream();
        compilation.Emit(image).Success.ShouldBeTrue(string.Join('\n', CSharpCode.ProblemsOf(compilation)));
        image.Position = 0;
        var context = new AssemblyLoadContext(type, isCollectible: true);
        contexts.Add(context);
        return context.LoadFromStream(image).GetType($"UserCode.{type}")!;
    }
}
