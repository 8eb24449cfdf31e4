using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using SeqTools.Linq.Tests;

namespace SeqTools.Linq.Analyzers.Tests;

/// <summary>
/// Programs as users write them: in the language that is the default of the target of this run, against the library and
/// the framework of that target.
/// </summary>
internal static class UsersCode
{
    private const string FrameworksUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private const string Usings = FrameworksUsings + "\nglobal using SeqTools.Linq;";

    /// <summary>What the build has found that a project of this target compiles against.</summary>
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "users-references.txt"))
            .Where(IsOfUse)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static ImmutableArray<DiagnosticAnalyzer> Rules { get; } =
    [
        .. typeof(LibraryAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(LibraryAnalyzer)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .OrderBy(rule => rule.SupportedDiagnostics[0].Id, StringComparer.Ordinal),
    ];

    /// <summary>The rule reports what stands between <c>[|</c> and <c>|]</c>, and nothing else.</summary>
    public static Task Check<TRule>(
        string program, bool inScope = true, bool compiles = true,
        LanguageVersion language = CSharpCode.UsersLanguage, params Type[] references)
        where TRule : DiagnosticAnalyzer, new()
    {
        RuleTest<TRule> test = new(inScope, compiles, language) { TestCode = program };
        test.TestState.AdditionalReferences.AddRange(
            references.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)));
        return test.RunAsync();
    }

    /// <summary>The fix makes of the program what is expected, which compiles.</summary>
    public static Task Fix<TRule, TFix>(string program, string expected, bool compiles = true)
        where TRule : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() =>
        new FixTest<TRule, TFix>(compiles) { TestCode = program, FixedCode = expected }.RunAsync();

    /// <summary>The report has no fix.</summary>
    public static Task HasNoFix<TRule, TFix>(string program, bool compiles = true)
        where TRule : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() =>
        Fix<TRule, TFix>(program, program, compiles);

    /// <summary>The reports of all rules, and the errors of the compiler.</summary>
    public static Task<IReadOnlyList<Diagnostic>> Problems(string program) =>
        Problems(
            CSharpCode.Compile(
                [CSharpCode.Parse(program), CSharpCode.Parse(Usings, "Usings.cs")],
                References,
                OutputKind.ConsoleApplication,
                NullableContextOptions.Enable));

    /// <inheritdoc cref="Problems(string)"/>
    public static async Task<IReadOnlyList<Diagnostic>> Problems(CSharpCompilation compilation)
    {
        var reports = await compilation.WithAnalyzers(Rules).GetAllDiagnosticsAsync().ConfigureAwait(false);
        return [.. reports.Where(IsProblem).OrderBy(report => report.Location.SourceSpan)];
    }

    /// <summary>Loading all of the framework for each program is most of what a test takes.</summary>
    private static bool IsOfUse(string path) =>
        Path.GetFileNameWithoutExtension(path) is "System.Runtime" or "System.Collections"
            or "System.Collections.Concurrent" or "System.Collections.Immutable" or "System.Console" or "System.Linq"
            or "System.Linq.Async" or "System.Linq.AsyncEnumerable" or "System.Linq.Expressions"
            or "System.Linq.Queryable" or "System.Memory" or "System.Security.Cryptography" or "System.Threading"
            or "System.Threading.Tasks.Parallel" or "System.Threading.Thread" or "System.Runtime.Extensions"
            or "SeqTools.Linq";

    private static bool IsProblem(Diagnostic report) =>
        report.Id.StartsWith("SEQ", StringComparison.Ordinal)
        || report.Id == "AD0001"
        || report.Severity == DiagnosticSeverity.Error;

    private static void SetUp(AnalyzerTest<DefaultVerifier> test, bool inScope, bool compiles)
    {
        test.TestState.Sources.Add(("Usings.cs", inScope ? Usings : FrameworksUsings));
        test.TestState.AdditionalReferences.AddRange(References);
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        test.ReferenceAssemblies = new("");
        test.CompilerDiagnostics = compiles ? CompilerDiagnostics.Errors : CompilerDiagnostics.None;
    }

    private static CSharpCompilationOptions CompilationOptions() =>
        new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);

    private sealed class RuleTest<TRule> : CSharpAnalyzerTest<TRule, DefaultVerifier>
        where TRule : DiagnosticAnalyzer, new()
    {
        private readonly LanguageVersion language;

        public RuleTest(bool inScope, bool compiles, LanguageVersion language)
        {
            this.language = language;
            SetUp(this, inScope, compiles);
        }

        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(language);

        protected override CompilationOptions CreateCompilationOptions() => CompilationOptions();
    }

    private sealed class FixTest<TRule, TFix> : CSharpCodeFixTest<TRule, TFix, DefaultVerifier>
        where TRule : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        public FixTest(bool compiles)
        {
            SetUp(this, inScope: true, compiles);
            FixedState.Sources.Add(("Usings.cs", Usings));
        }

        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(CSharpCode.UsersLanguage);

        protected override CompilationOptions CreateCompilationOptions() => CompilationOptions();
    }
}
