using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SeqTools.Linq.Analyzers;

/// <summary>The fix of one rule, for one place or for all of a document, a project or a solution.</summary>
public abstract class LibraryCodeFixProvider : CodeFixProvider
{
    private readonly string id;

    private protected LibraryCodeFixProvider(string id)
    {
        this.id = id;
        FixableDiagnosticIds = ImmutableArray.Create(id);
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        var root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Fix(new(document, root!, model!, diagnostic, context.CancellationToken)) is { } changed
                && document.WithSyntaxRoot(changed) is var mended
                && await Compiles(mended, model!, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(Texts.Fix(id), _ => Task.FromResult(mended), equivalenceKey: id), diagnostic);
            }
        }
    }

    /// <summary>The document without the mistake; null where there is no way that fits.</summary>
    private protected abstract SyntaxNode? Fix(Report report);

    /// <summary>Whether a document has no error that it did not have before.</summary>
    private static async Task<bool> Compiles(
        Document document, SemanticModel before, CancellationToken cancellationToken)
    {
        var after = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var errors = Errors(after!, cancellationToken).ToArray();
        return errors.Length == 0 || !errors.Except(Errors(before, cancellationToken)).Any();
    }

    private static IEnumerable<string> Errors(SemanticModel model, CancellationToken cancellationToken) =>
        model.GetDiagnostics(cancellationToken: cancellationToken)
            .Where(report => report.Severity == DiagnosticSeverity.Error)
            .Select(report => $"{report.Id} {report.GetMessage(CultureInfo.InvariantCulture)}");
}
