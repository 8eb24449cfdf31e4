using System.Diagnostics;
using Nito.AsyncEx;

namespace SeqTools.Linq;

/// <summary>An asynchronous sequence as awaited elements: what <c>AsIndexable</c> returns for one.</summary>
/// <remarks>Several readers can await its elements; one at a time moves the cursors.</remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerStepThrough, StackTraceHidden]
public sealed class AsyncIndexableView<T> : AsyncSeqView<T>, IReadInSteps, IAsyncDisposable
{
    private readonly object source;
    private readonly IAsyncEnumerable<T> sequence;
    private readonly int count;
    private readonly CursorPlaces<T, IAsyncEnumerator<T>> places;
    private readonly Passes<T> passes;
    private readonly AsyncLock moving = new();

    /// <summary>The turn of whoever moves a cursor.</summary>
    private readonly Node turn = new(new(), EvaluationFrame.NoIndex);
    private readonly CancellationTokenSource ending = new();

    /// <summary>Where the sequence was found to end.</summary>
    private int end;

    internal AsyncIndexableView(
        object source, IAsyncEnumerable<T> sequence, int count, CursorPlaces<T, IAsyncEnumerator<T>> places,
        ViewOrigin origin)
        : base(origin, Length.Fixed(count))
    {
        this.source = source;
        passes = new(sequence, origin);
        this.sequence = sequence;
        this.count = count;
        this.places = places;
    }

    /// <inheritdoc/>
    public override int Count => CountNow();

    /// <inheritdoc/>
    protected override IReadOnlyList<object> Sources => [source];

    private bool IsOver => ending.IsCancellationRequested;

    /// <summary>
    /// Disposes of the enumerators of the cursors. Reads that are under way and later ones throw
    /// <see cref="ObjectDisposedException"/>.
    /// </summary>
    /// <remarks>
    /// The token that the sequence was given is cancelled, and a step that is under way is awaited. All enumerators are
    /// disposed of, and all values that nobody has read are discarded (<see cref="IndexableOptions{T}.OnDiscard"/>),
    /// though one of them fails; what failed is thrown then, as an <see cref="AggregateException"/> if it is several
    /// things. The sequence must not dispose of the view that is over it.
    /// </remarks>
    /// <returns>The end of it.</returns>
    public async ValueTask DisposeAsync()
    {
        var cancelling = IsOver ? Task.CompletedTask : ending.CancelAsync();
        using (await TakeTurnAsync(Evaluating.Here, CancellationToken.None).ConfigureAwait(false))
        {
            var failures = places.Failures;
            await failures.TryAsync(() => new(cancelling)).ConfigureAwait(false);
            foreach (var elements in places.Close())
            {
                await failures.TryAsync(elements.DisposeAsync).ConfigureAwait(false);
            }

            ending.Dispose();
            failures.ThrowIfAny();
        }
    }

    void IReadInSteps.ReachBack(int steps) => places.ReachBack(steps);

    /// <inheritdoc/>
    protected override ValueTask<T> GetItemAsync(int index, CancellationToken cancellationToken) =>
        EvaluateAsync(index, cancellationToken);

    internal override async ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken)
    {
        var by = Evaluating.Here;
        using (await TakeTurnAsync(by, cancellationToken).ConfigureAwait(false))
        {
            ThrowIfOver();
            if (places.TryFind(index, out var value))
            {
                return value;
            }

            passes.ThrowIfBroken();
            Evaluating.EnterFlow(new(turn), by);
            var (cursor, steps) = places.For(index);
            var way = await FollowAsync(cursor, index, steps, cancellationToken).ConfigureAwait(false);
            ThrowIfOver();
            passes.ThrowIfBroken();
            ThrowIfDiscardFailed(index);
            return way == Way.Leads ? places.HandOut(cursor) : throw Refusal(way);
        }
    }

    private InvalidOperationException Refusal(Way way) =>
        new(
            way == Way.GoesOn
                ? $"The sequence of {Origin} goes on after {count} elements."
                : $"The sequence of {Origin} ended after {end} elements.");

    private async ValueTask<Way> FollowAsync(int cursor, int index, int? steps, CancellationToken cancellationToken)
    {
        try
        {
            return await MoveAsync(cursor, index, steps, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (IsOver)
        {
            throw Origin.Disposed();
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            passes.ThrowIfBroken();
            throw EvaluationException.Of(e, this, index);
        }
    }

    private async ValueTask<Way> MoveAsync(int cursor, int index, int? steps, CancellationToken cancellationToken)
    {
        if (steps is null)
        {
            await LoseAsync(cursor).ConfigureAwait(false);
            Open(cursor);
        }

        for (var left = steps ?? index + 1; left > 0; left--)
        {
            ThrowIfOver();
            Origin.ThrowIfCancelled(cancellationToken);
            var (isThere, value) = await MoveNextAsync(cursor).ConfigureAwait(false);
            if (!isThere)
            {
                return await EndAtAsync(cursor, index + 1 - left).ConfigureAwait(false);
            }

            if (!passes.Continue(index + 1 - left, value))
            {
                places.Discard(value);
                return Way.Differs;
            }

            if (places.Step(cursor, value) == count - 1 && await IsTooLongAsync(cursor).ConfigureAwait(false))
            {
                return Way.GoesOn;
            }
        }

        return Way.Leads;
    }

    private async ValueTask<Way> EndAtAsync(int cursor, int position)
    {
        passes.End(position);
        end = position;
        await StopAsync(cursor).ConfigureAwait(false);
        return Way.Ends;
    }

    private void Open(int cursor)
    {
        try
        {
            places.Start(cursor, sequence.GetAsyncEnumerator(ending.Token));
        }
        catch (Exception e)
        {
            passes.Fail(position: -1, e);
            throw;
        }
    }

    /// <summary>
    /// Moves an enumerator. A cursor whose enumerator fails starts over the next time. Who disposes of the view
    /// disposes of all.
    /// </summary>
    private async ValueTask<(bool IsThere, T Value)> MoveNextAsync(int cursor)
    {
        try
        {
            return await StepAsync(cursor).ConfigureAwait(false);
        }
        catch (Exception e) when (!IsOver)
        {
            passes.Fail(places.PositionOf(cursor), e);
            await LoseAsync(cursor).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Stops at the last element, which stays at hand, and looks whether that is where the sequence ends.
    /// </summary>
    private async ValueTask<bool> IsTooLongAsync(int cursor)
    {
        var (goesOn, beyond) = await LookBeyondAsync(cursor).ConfigureAwait(false);
        if (goesOn)
        {
            places.Discard(beyond);
            places.Reject(cursor);
            await LoseAsync(cursor).ConfigureAwait(false);
        }
        else
        {
            await StopAsync(cursor).ConfigureAwait(false);
        }

        return goesOn;
    }

    /// <summary>What fails behind the last element is no failure of that one, which is there.</summary>
    private async ValueTask<(bool IsThere, T Value)> LookBeyondAsync(int cursor)
    {
        try
        {
            return await StepAsync(cursor).ConfigureAwait(false);
        }
        catch (Exception) when (!IsOver)
        {
            return default;
        }
    }

    private async ValueTask<(bool IsThere, T Value)> StepAsync(int cursor)
    {
        var elements = places.ElementsOf(cursor);
        return await elements.MoveNextAsync().ConfigureAwait(false) ? (true, elements.Current) : default;
    }

    private ValueTask StopAsync(int cursor) => places.End(cursor)?.DisposeAsync() ?? default;

    private ValueTask LoseAsync(int cursor) => places.Lose(cursor)?.DisposeAsync() ?? default;

    /// <summary>Waits until no other reader moves a cursor.</summary>
    /// <exception cref="InvalidOperationException">One does that waits for this one.</exception>
    private async ValueTask<IDisposable> TakeTurnAsync(Evaluated[] by, CancellationToken cancellationToken)
    {
        using var wait = WaitForGraph.Announce(by, turn, Origin);
        var taking = moving.LockAsync(cancellationToken).AsTask();
        return await Origin.OrCancelledAsync(taking, cancellationToken).ConfigureAwait(false);
    }

    private void ThrowIfOver()
    {
        if (IsOver)
        {
            throw Origin.Disposed();
        }
    }

    private void ThrowIfDiscardFailed(int index)
    {
        try
        {
            places.Failures.ThrowIfAny();
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e, this, index);
        }
    }
}
