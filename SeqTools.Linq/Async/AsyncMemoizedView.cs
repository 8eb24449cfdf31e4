using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Awaited elements, each of which is kept once it was read: what <c>Memoize</c> returns for awaited views.
/// </summary>
/// <remarks>
/// Several readers can await its elements. The values belong to the view: it hands out the same ones as long as it
/// lives, and there is nothing to dispose of.
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerStepThrough, StackTraceHidden]
public sealed class AsyncMemoizedView<T> : AsyncSeqView<T>
{
    private readonly AsyncSeqView<T> source;
    private readonly AllResults<T> results = new();
    private readonly AsyncSingleFlight<T> evaluations;

    internal AsyncMemoizedView(AsyncSeqView<T> source, ViewOrigin origin)
        : base(origin, source.Length)
    {
        this.source = source;
        evaluations = new(source, results, origin);
    }

    /// <inheritdoc/>
    public override int Count => CountNow();

    /// <inheritdoc/>
    protected override IReadOnlyList<object> Sources => ((IView)source).UserSources;

    /// <inheritdoc/>
    protected override ValueTask<T> GetItemAsync(int index, CancellationToken cancellationToken) =>
        EvaluateAsync(index, cancellationToken);

    internal override ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken) =>
        results.TryFind(index, out var value) ? new(value) : AwaitAsync(index, cancellationToken);

    private async ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken) =>
        (await evaluations.ReadAsync(index, cancellationToken).ConfigureAwait(false)).Open(this, index);
}
