using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A view that keeps every element that was read in a folder: what <c>AsCachedOnDisk</c> returns.</summary>
/// <remarks>
/// It can be read from several threads. A value belongs to who read it, and to those who read the element at the same
/// time. No file is open between reads: there is nothing to dispose of.
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerStepThrough, StackTraceHidden]
public sealed class DiskCachedView<T> : SeqView<T>
{
    private readonly SeqView<T> source;
    private readonly ResultsOnDisk<T> results;
    private readonly SingleFlight<T> evaluations;

    internal DiskCachedView(SeqView<T> source, ResultsOnDisk<T> results, ViewOrigin origin)
        : base(origin, source.Length, isComputedAhead: source.IsComputedAhead)
    {
        this.source = source;
        this.results = results;
        evaluations = new(results, origin);
    }

    /// <inheritdoc/>
    public override int Count => CountNow();

    /// <inheritdoc/>
    protected override IReadOnlyList<object> Sources => ((IView)source).UserSources;

    /// <inheritdoc/>
    protected override T GetItem(int index) => Read(index);

    internal override T Read(int index) => evaluations.Read(index, source.Read).Open(this, index);

    internal override ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken) =>
        evaluations.AwaitAsync(this, index, source, cancellationToken);

    internal override SeqView<T> Over(Substitution sources) =>
        new DiskCachedView<T>(sources.Of(source), results, Origin);
}
