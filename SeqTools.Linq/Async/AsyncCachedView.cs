using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Awaited elements of which those that were read last are kept: what <c>AsCached</c> returns for awaited views.
/// </summary>
/// <remarks>
/// Several readers can await its elements. The values belong to the cache: it hands out the same one until it drops it.
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerStepThrough, StackTraceHidden]
public sealed class AsyncCachedView<T> : AsyncSeqView<T>, IAsyncDisposable
{
    private readonly AsyncSeqView<T> source;
    private readonly RecentResults<T> results;
    private readonly AsyncSingleFlight<T> evaluations;

    internal AsyncCachedView(AsyncSeqView<T> source, RecentResults<T> results, ViewOrigin origin)
        : base(origin, source.Length)
    {
        this.source = source;
        this.results = results;
        evaluations = new(source, results, origin);
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
    /// Evaluations that are under way are cancelled, and awaited, but for those from within which it is called. What
    /// the callback for dropped values throws is thrown here, once all of them have been handed to it, as an
    /// <see cref="AggregateException"/> if it is several things; for a value that came later, its read throws it.
    /// </remarks>
    /// <returns>The end of it.</returns>
    public async ValueTask DisposeAsync()
    {
        Failures failures = new();
        failures.Try(results.End);
        await failures.TryAsync(() => new(evaluations.EndAsync())).ConfigureAwait(false);
        failures.ThrowIfAny();
    }

    /// <inheritdoc/>
    protected override ValueTask<T> GetItemAsync(int index, CancellationToken cancellationToken) =>
        EvaluateAsync(index, cancellationToken);

    internal override ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken) =>
        results.TryFind(index, out var value) ? new(value) : AwaitAsync(index, cancellationToken);

    private async ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken) =>
        (await evaluations.ReadAsync(index, cancellationToken).ConfigureAwait(false)).Open(this, index);
}
