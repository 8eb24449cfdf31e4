using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SeqTools.Linq.Analyzers;

/// <summary>A rule about code that uses the library. Where the library is not referenced, it does nothing.</summary>
public abstract class LibraryAnalyzer : DiagnosticAnalyzer
{
    private protected LibraryAnalyzer(DiagnosticDescriptor rule) => SupportedDiagnostics = ImmutableArray.Create(rule);

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(
            compilation =>
            {
                if (Library.In(compilation.Compilation) is { } library)
                {
                    Start(compilation, library);
                }
            });
    }

    /// <summary>What is reported: the texts of a rule are found by its identifier.</summary>
    private protected static DiagnosticDescriptor Create(string id, DiagnosticSeverity defaultSeverity) =>
        new(
            id,
            Texts.Title(id),
            Texts.Message(id),
            "Usage",
            defaultSeverity,
            isEnabledByDefault: true,
            Texts.Description(id),
            Texts.Page(id));

    private protected abstract void Start(CompilationStartAnalysisContext context, Library library);
}
