using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A view that keeps every element that was read: what <c>Memoize</c> returns.</summary>
/// <remarks>
/// It can be read from several threads. The values belong to the view: it hands out the same ones as long as it lives,
/// and there is nothing to dispose of.
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerStepThrough, StackTraceHidden]
public sealed class MemoizedView<T> : SeqView<T>
{
    private readonly SeqView<T> source;
    private readonly AllResults<T> results = new();
    private readonly SingleFlight<T> evaluations;

    internal MemoizedView(SeqView<T> source, ViewOrigin origin)
        : base(origin, source.Length, isComputedAhead: source.IsComputedAhead)
    {
        this.source = source;
        evaluations = new(results, origin);
    }

    /// <inheritdoc/>
    public override int Count => CountNow();

    /// <inheritdoc/>
    protected override IReadOnlyList<object> Sources => ((IView)source).UserSources;

    /// <inheritdoc/>
    protected override T GetItem(int index) => Read(index);

    internal override T Read(int index) =>
        results.TryFind(index, out var value) ? value : evaluations.Read(index, source.Read).Open(this, index);

    internal override ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken) =>
        results.TryFind(index, out var value)
            ? new(value)
            : evaluations.AwaitAsync(this, index, source, cancellationToken);

    /// <summary>With results of its own, so that those that are kept stay out of it.</summary>
    internal override SeqView<T> Over(Substitution sources) => new MemoizedView<T>(sources.Of(source), Origin);
}
