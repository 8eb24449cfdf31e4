using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A sequence as a list: what <c>AsIndexable</c> returns.</summary>
/// <remarks>It can be read from several threads.</remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerStepThrough, StackTraceHidden]
public sealed class IndexableView<T> : SeqView<T>, IReadInSteps, IDisposable
{
    private readonly object source;
    private readonly IEnumerable<T> sequence;
    private readonly Cursors<T> cursors;
    private readonly SeqView<T>? list;

    internal IndexableView(
        object source, IEnumerable<T> sequence, SeqView<T>? list, Cursors<T> cursors, ViewOrigin origin)
        : base(origin, list?.Length ?? cursors.Length, isComputedAhead: list?.IsComputedAhead ?? false)
    {
        this.source = source;
        this.sequence = sequence;
        this.cursors = cursors;
        this.list = list;
    }

    /// <inheritdoc/>
    public override int Count => CountNow();

    /// <inheritdoc/>
    protected override IReadOnlyList<object> Sources => [source];

    /// <summary>
    /// Disposes of the enumerators of the cursors, which later reads cannot use: they throw
    /// <see cref="ObjectDisposedException"/>. Enumerations have enumerators of their own, which end with them.
    /// </summary>
    /// <remarks>
    /// It waits for a step that is under way. All enumerators are disposed of, and all values that nobody has read are
    /// discarded (<see cref="IndexableOptions{T}.OnDiscard"/>), though one of them fails; what failed is thrown then,
    /// as an <see cref="AggregateException"/> if it is several things.
    /// </remarks>
    public void Dispose() => cursors.End();

    void IReadInSteps.ReachBack(int steps) => cursors.ReachBack(steps);

    /// <inheritdoc/>
    protected override T GetItem(int index) => Read(index);

    internal override T Read(int index)
    {
        try
        {
            return list is not null ? list.Read(index) : ReadByCursor(index);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal override SeqEnumerator<T> Enumerate(int start) =>
        start > 0 || IsSinglePass ? base.Enumerate(start)
        : new SequenceEnumerator<T>(this, sequence, list is null ? cursors : null);

    /// <summary>By the cursors, which go on with the next part where this one ends.</summary>
    internal override SeqEnumerator<T> EnumeratePart(int start, int count) => base.Enumerate(start);

    internal override SeqView<T> Over(Substitution sources) =>
        list is null ? this : new IndexableView<T>(source, sequence, sources.Of(list), cursors, Origin);

    internal override async ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            return await list!.ReadAsync(index, cancellationToken).ConfigureAwait(false);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    private bool IsSinglePass => list is null && cursors.IsSinglePass;

    private T ReadByCursor(int index) =>
        cursors.TryRead(index, out var value) ? value
        : throw new ArgumentOutOfRangeException(
            nameof(index), index, $"There is no element {index} any more in {this}.");
}
