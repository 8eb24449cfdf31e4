using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A view that keeps the elements that were read last: what <c>AsCached</c> returns.</summary>
/// <remarks>
/// It can be read from several threads. The values belong to the cache: it hands out the same one until it drops it.
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerStepThrough, StackTraceHidden]
public sealed class CachedView<T> : SeqView<T>, IDisposable
{
    private readonly SeqView<T> source;
    private readonly int capacity;
    private readonly RecentResults<T> results;
    private readonly SingleFlight<T> evaluations;

    internal CachedView(
        SeqView<T> source, int capacity, Action<T>? onDiscard, CacheOptions<T>? options, ViewOrigin origin)
        : base(origin, source.Length, isComputedAhead: source.IsComputedAhead)
    {
        this.source = source;
        this.capacity = capacity;
        results = new(source.Length, capacity, onDiscard, options, origin);
        evaluations = new(results, origin);
    }

    /// <inheritdoc/>
    public override int Count => CountNow();

    /// <inheritdoc/>
    protected override IReadOnlyList<object> Sources => ((IView)source).UserSources;

    /// <summary>
    /// Drops every value that is kept. Later reads throw <see cref="ObjectDisposedException"/>, and so do those that
    /// are under way, whose values are dropped, too.
    /// </summary>
    /// <remarks>
    /// What the callback for dropped values throws is thrown here, once all of them have been handed to it, as an
    /// <see cref="AggregateException"/> if it is several things; for a value that comes later, its read throws it.
    /// </remarks>
    public void Dispose() => results.End();

    /// <inheritdoc/>
    protected override T GetItem(int index) => Read(index);

    internal override T Read(int index) =>
        results.TryFind(index, out var value) ? value : evaluations.Read(index, source.Read).Open(this, index);

    internal override ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken) =>
        results.TryFind(index, out var value)
            ? new(value)
            : evaluations.AwaitAsync(this, index, source, cancellationToken);

    /// <summary>Reads an element that is evaluated in a way of the caller's own where it is not kept.</summary>
    internal T Read(int index, Func<int, T> evaluate) =>
        results.TryFind(index, out var value) ? value : evaluations.Read(index, evaluate).Open(this, index);

    /// <summary>With a cache of its own, so that this one stays as it is.</summary>
    internal override SeqView<T> Over(Substitution sources) =>
        new CachedView<T>(sources.Of(source), capacity, null, null, Origin);
}
