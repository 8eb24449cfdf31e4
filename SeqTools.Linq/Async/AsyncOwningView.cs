using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// An awaited view that disposes of the stages beneath it that hold something: what <c>WithOwnership</c> returns.
/// </summary>
/// <remarks>
/// It can be read and disposed of from several threads; its elements and its length are its source's.
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerStepThrough, StackTraceHidden]
public sealed class AsyncOwningView<T> : AsyncSeqView<T>, IOwner, IAsyncDisposable
{
    private readonly AsyncSeqView<T> source;
    private readonly OwnedViews owned;

    /// <summary>It has this view's origin, and leaves its frames.</summary>
    private readonly AsyncIdentityView<T> elements;

    internal AsyncOwningView(AsyncSeqView<T> source, ViewOrigin origin)
        : base(origin, source.Length)
    {
        this.source = source;
        owned = new(source);
        elements = new(source, origin);
    }

    /// <inheritdoc/>
    public override int Count => CountNow();

    /// <inheritdoc/>
    protected override IReadOnlyList<object> Sources => ((IView)source).UserSources;

    /// <summary>
    /// Disposes of the stages that hold something, the outermost first, and waits until their work has ended.
    /// </summary>
    /// <remarks>Each is disposed of once, all of them even if one throws. Later calls do nothing.</remarks>
    /// <returns>What completes when all of them are disposed of.</returns>
    /// <exception cref="AggregateException">
    /// Several stages threw. What a single one throws is thrown as it is.
    /// </exception>
    public ValueTask DisposeAsync() => owned.DisposeAsync();

    /// <inheritdoc/>
    protected override ValueTask<T> GetItemAsync(int index, CancellationToken cancellationToken) =>
        EvaluateAsync(index, cancellationToken);

    internal override ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken) =>
        elements.EvaluateAsync(index, cancellationToken);
}
