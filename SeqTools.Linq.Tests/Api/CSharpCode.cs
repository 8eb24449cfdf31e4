using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SeqTools.Linq.Tests;

/// <summary>
/// Compiles code as a user's file would be, with LINQ in scope and, unless told otherwise, the library.
/// </summary>
internal static partial class CSharpCode
{
    /// <summary>The language of users of each target: what .NET 8 has by default, and the newest.</summary>
    public const LanguageVersion UsersLanguage =
#if NET10_0_OR_GREATER
        LanguageVersion.CSharp14;
#else
        LanguageVersion.CSharp12;
#endif

    /// <summary>The libraries as they are packed, where that is what users' code is to be compiled against.</summary>
    private static readonly string[] Packed =
        (Environment.GetEnvironmentVariable("SEQTOOLS_LINQ_PACKED") ?? "").Split(Path.PathSeparator);

    private const string LinqsUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using System.Collections.ObjectModel;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private const string BothUsings = LinqsUsings + "\nglobal using SeqTools.Linq;";

    /// <summary>
    /// The library may be of an older framework than the one that runs; the SDK keeps quiet about that, too.
    /// </summary>
    private static readonly Dictionary<string, ReportDiagnostic> Silent =
        new() { ["CS1701"] = ReportDiagnostic.Suppress };

    /// <summary>
    /// What of it the framework has by now is hidden from those who compile against its package, and not from those who
    /// take it from where it runs.
    /// </summary>
    private const string OlderAsyncLinq = "System.Linq.Async.dll";

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) != OlderAsyncLinq)
            .Select(path => Array.Find(Packed, packed => Path.GetFileName(packed) == Path.GetFileName(path)) ?? path)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>
    /// What every program can use, and nothing that comes with a package, not even in place of the framework's.
    /// </summary>
    public static IReadOnlyList<MetadataReference> Framework { get; } =
    [
        .. References
            .Select(
                reference => Path.Join(
                    Path.GetDirectoryName(typeof(object).Assembly.Location), Path.GetFileName(reference.Display)))
            .Where(File.Exists)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The files that come with packages.</summary>
    public static IReadOnlyList<string> Packages { get; } =
    [
        .. References
            .Select(reference => reference.Display!)
            .Where(path => Path.GetDirectoryName(path) != Path.GetDirectoryName(typeof(object).Assembly.Location)),
    ];

    public static SyntaxTree Parse(
        string code, string path = "Program.cs", LanguageVersion language = UsersLanguage) =>
        CSharpSyntaxTree.ParseText(code, new(language), path);

    /// <summary>Runs a program.</summary>
    /// <returns>What it prints.</returns>
    public static string Run(SyntaxTree program) => Run(Compile(program, OutputKind.ConsoleApplication));

    /// <summary>Runs a program.</summary>
    /// <returns>What it prints.</returns>
    public static string Run(CSharpCompilation program)
    {
        ProblemsOf(program).ShouldBeEmpty();
        using var image = new MemoryStream();
        program.Emit(image).Success.ShouldBeTrue();
        image.Position = 0;
        return Run(context => context.LoadFromStream(image));
    }

    /// <summary>Runs a program that is loaded for that.</summary>
    /// <returns>What it prints.</returns>
    public static string Run(Func<AssemblyLoadContext, Assembly> load)
    {
        var context = new AssemblyLoadContext("program", isCollectible: true);
        var console = Console.Out;
        using var printed = new StringWriter();
        try
        {
            Console.SetOut(printed);
            var main = load(context).EntryPoint!;
            main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Array.Empty<string>()], null);
        }
        finally
        {
            Console.SetOut(console);
            context.Unload();
        }

        return printed.ToString();
    }

    /// <summary>What a program prints, as the comments behind its lines say.</summary>
    public static IEnumerable<string> PrintedBy(string code) =>
        PrintingLine().Matches(code).Select(match => match.Groups["text"].Value);

    public static CSharpCompilation Compile(SyntaxTree tree, OutputKind kind, bool withLibrary = true) =>
        Compile([Usings(withLibrary, tree), tree], References, kind, NullableContextOptions.Enable);

    public static CSharpCompilation Compile(
        IEnumerable<SyntaxTree> trees, IEnumerable<MetadataReference> references, OutputKind kind,
        NullableContextOptions nullable) =>
        CSharpCompilation.Create(
            "UserCode",
            trees,
            references,
            new CSharpCompilationOptions(kind, nullableContextOptions: nullable, specificDiagnosticOptions: Silent));

    /// <summary>A program is of one version of the language.</summary>
    private static SyntaxTree Usings(bool withLibrary, SyntaxTree tree) =>
        Parse(
            withLibrary ? BothUsings : LinqsUsings, "Usings.cs",
            ((CSharpParseOptions)tree.Options).SpecifiedLanguageVersion);

    /// <summary>Errors and warnings.</summary>
    public static IEnumerable<string> ProblemsOf(CSharpCompilation compilation) =>
        compilation
            .GetDiagnostics()
            .Where(problem => problem.Severity >= DiagnosticSeverity.Warning)
            .Select(problem => problem.ToString());

    [GeneratedRegex(@"Console\.Write(?:Line)?\(.*\); // (?<text>.*)")]
    private static partial Regex PrintingLine();
}
