using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// A view that disposes of the stages beneath it that hold something: what <c>WithOwnership</c> returns.
/// </summary>
/// <remarks>
/// It can be read and disposed of from several threads; its elements and its length are its source's.
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerStepThrough, StackTraceHidden]
public sealed class OwningView<T> : SeqView<T>, IOwner, IDisposable, IAsyncDisposable
{
    private readonly SeqView<T> source;
    private readonly OwnedViews owned;

    /// <summary>It has this view's origin, and leaves its frames.</summary>
    private readonly IdentityView<T> elements;

    internal OwningView(SeqView<T> source, ViewOrigin origin)
        : base(origin, source.Length, isComputedAhead: source.IsComputedAhead)
    {
        this.source = source;
        owned = new(source);
        elements = new(ListView.Of(source), origin);
    }

    /// <inheritdoc/>
    public override int Count => CountNow();

    /// <inheritdoc/>
    protected override IReadOnlyList<object> Sources => ((IView)source).UserSources;

    /// <inheritdoc/>
    public override IAsyncEnumerable<T> ToAsyncEnumerable() => elements.ToAsyncEnumerable();

    /// <summary>Disposes of the stages that hold something, the outermost first.</summary>
    /// <remarks>
    /// Each is disposed of once, all of them even if one throws. One that can only be disposed of asynchronously is
    /// waited for. Later calls, of this or of <see cref="DisposeAsync"/>, do nothing.
    /// </remarks>
    /// <exception cref="AggregateException">
    /// Several stages threw. What a single one throws is thrown as it is.
    /// </exception>
    public void Dispose() => owned.Dispose();

    /// <summary>
    /// Disposes of the stages that hold something, the outermost first, and waits until their work has ended.
    /// </summary>
    /// <remarks>As <see cref="Dispose"/>.</remarks>
    /// <returns>What completes when all of them are disposed of.</returns>
    /// <exception cref="AggregateException">
    /// Several stages threw. What a single one throws is thrown as it is.
    /// </exception>
    public ValueTask DisposeAsync() => owned.DisposeAsync();

    /// <inheritdoc/>
    protected override T GetItem(int index) => Read(index);

    internal override bool PrefersPass => elements.PrefersPass;

    internal override bool ReadsByIndex => elements.ReadsByIndex;

    internal override int Calls => elements.Calls;

    internal override T Read(int index) => elements.Read(index);

    internal override ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken) =>
        elements.AwaitAsync(index, cancellationToken);

    internal override T Get(int index, ref LastCall call) => elements.Get(index, ref call);

    internal override EvaluationException? Tell(Exception failure, int index, ref LastCall call) =>
        elements.Tell(failure, index, ref call);

    internal override SeqEnumerator<T> Enumerate(int start) => elements.Enumerate(start);

    internal override SeqEnumerator<T> EnumeratePart(int start, int count) => elements.EnumeratePart(start, count);

    internal override void Fill(int start, Span<T> destination) => elements.Fill(start, destination);

    internal override bool TryGetSpan(out ReadOnlySpan<T> span) => elements.TryGetSpan(out span);

    /// <summary>What stands in for it owns nothing.</summary>
    internal override SeqView<T> Over(Substitution sources) => elements.Over(sources);
}
