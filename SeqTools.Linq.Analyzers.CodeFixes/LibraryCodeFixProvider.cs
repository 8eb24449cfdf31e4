using System.Collections.Immutable;
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
            if (Fix(new(document, root!, model!, diagnostic, context.CancellationToken)) is { } changed)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        Texts.Fix(id), _ => Task.FromResult(document.WithSyntaxRoot(changed)), equivalenceKey: id),
                    diagnostic);
            }
        }
    }

    /// <summary>The document without the mistake; null where there is no way that fits.</summary>
    private protected abstract SyntaxNode? Fix(Report report);
}
