using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace SeqTools.Linq;

/// <summary>Several cursors that reach any element of a sequence. One thread at a time moves them.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class Cursors<T>(
    IEnumerable<T> sequence, int? count, int cacheSize, int cursors, IndexableOptions<T> options, ViewOrigin origin)
{
    private const int Unknown = -1;

    private readonly Turns turns = new(origin);
    private readonly CursorPlaces<T, IEnumerator<T>> places = new(cursors, cacheSize, options, origin);
    private readonly Passes<T> passes = new(sequence, origin);
    private int end = Unknown;
    private int failedAt = int.MaxValue;
    private bool isMoving;
    private bool isOver;

    public Length Length => count is { } fixedCount ? Length.Fixed(fixedCount) : new SequenceLength<T>(this);

    /// <summary>Whether no one may enumerate the sequence beside the cursor.</summary>
    public bool IsSinglePass => options.SinglePass;

    public Passes<T> Passes => passes;

    /// <summary>How many elements there are, where that is known without stepping through them.</summary>
    public int? KnownCount
    {
        get
        {
            try
            {
                return count is not null ? count
                    : sequence.TryGetNonEnumeratedCount(out var now) ? now
                    : Volatile.Read(ref end) is var known and not Unknown ? known
                    : null;
            }
            catch (Exception e) when (EvaluationException.Catches(e))
            {
                throw EvaluationException.OfCount(e, sequence);
            }
        }
    }

    /// <summary>
    /// The element at which the sequence has failed last, past every index where it has not: nobody knows of any
    /// behind.
    /// </summary>
    public int FailedAt => Volatile.Read(ref failedAt);

    /// <summary>How many elements there are. They are counted once, if need be.</summary>
    public int Count
    {
        get
        {
            if (KnownCount is { } known)
            {
                return known;
            }

            using (turns.Take())
            {
                return KnownCount ?? (end = CountAll());
            }
        }
    }

    /// <summary>Whether there is an element, which stays at hand.</summary>
    /// <inheritdoc cref="TryRead" path="/exception"/>
    public bool Holds(int index)
    {
        using (turns.Take())
        {
            Enter();
            try
            {
                return places.Keeps(index) || Leads(index, out _);
            }
            finally
            {
                isMoving = false;
            }
        }
    }

    /// <summary>Reads an element.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidOperationException">
    /// The sequence has more or fewer elements than it was to have, as this read brought to light; or it would have to
    /// be enumerated once more, and can't be.
    /// </exception>
    public bool TryRead(int index, [MaybeNullWhen(false)] out T value)
    {
        using (turns.Take())
        {
            Enter();
            try
            {
                if (places.TryFind(index, out value))
                {
                    return true;
                }

                var isThere = Leads(index, out var cursor);
                ThrowIfDiscardFailed();
                value = isThere ? places.HandOut(cursor) : default;
                return isThere;
            }
            finally
            {
                isMoving = false;
            }
        }
    }

    /// <summary>Takes note of where the sequence was found to end.</summary>
    public void EndAt(int position)
    {
        passes.End(position);
        passes.ThrowIfBroken();
        Volatile.Write(ref end, position);
        RefuseEndAt(position);
    }

    /// <summary>Readers will go back so far, or are so far apart.</summary>
    public void ReachBack(int steps) => places.ReachBack(steps);

    /// <summary>Whether there was to be no element at a position any more.</summary>
    public bool IsPastEnd(int position) => position >= count;

    /// <summary>Nobody gets a value that was not to be there.</summary>
    public InvalidOperationException TooLong(T beyond)
    {
        Discard(beyond);
        return TooLong();
    }

    public void Discard(T value)
    {
        using (turns.TakeUninterrupted())
        {
            places.Discard(value);
        }
    }

    /// <summary>
    /// Disposes of all enumerators, though one fails, and discards what nobody has read; refuses reads from now on.
    /// </summary>
    public void End()
    {
        using (turns.Take())
        {
            isOver = true;
            foreach (var elements in places.Close())
            {
                places.Failures.Try(elements.Dispose);
            }

            places.Failures.ThrowIfAny();
        }
    }

    /// <summary>
    /// The thread that has the turn may take it again: a sequence that reads the view that is over it would move a
    /// cursor in the midst of a move.
    /// </summary>
    private void Enter()
    {
        if (isOver)
        {
            throw origin.Disposed();
        }

        if (isMoving)
        {
            throw new InvalidOperationException($"The sequence of {origin} reads the very view that is over it.");
        }

        isMoving = true;
    }

    private int CountAll()
    {
        if (options.SinglePass)
        {
            throw new InvalidOperationException(
                $"The elements of {origin} can't be counted: its sequence is enumerated once. Give their number.");
        }

        Enter();
        try
        {
            passes.ThrowIfBroken();
            var all = CountInOnePass();
            passes.ThrowIfBroken();
            return all;
        }
        finally
        {
            isMoving = false;
        }
    }

    private int CountInOnePass()
    {
        var all = 0;
        try
        {
            using var elements = sequence.GetEnumerator();
            while (elements.MoveNext())
            {
                var element = elements.Current;
                var isRepeated = passes.Continue(all, element);
                places.Discard(element);
                if (!isRepeated)
                {
                    return all;
                }

                all = Length.Checked(all + 1L, origin);
            }
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            passes.Fail(all - 1, e);
            passes.ThrowIfBroken();
            throw EvaluationException.OfCount(e, sequence);
        }

        passes.End(all);
        return all;
    }

    /// <summary>
    /// Has a cursor go to an element, unless it is known by now that there is none: another reader may have come to the
    /// end since this one asked.
    /// </summary>
    /// <returns>Whether there is one.</returns>
    private bool Leads(int index, out int cursor)
    {
        passes.ThrowIfBroken();
        var last = KnownCount - 1;
        if (index > last)
        {
            cursor = 0;
            return false;
        }

        (cursor, var steps) = places.For(index);
        var way = Follow(cursor, index, steps, last);
        passes.ThrowIfBroken();
        if (way == Way.GoesOn)
        {
            throw TooLong();
        }

        if (way == Way.Ends)
        {
            RefuseEndAt(end);
        }

        return way == Way.Leads;
    }

    private Way Follow(int cursor, int index, int? steps, int? last)
    {
        try
        {
            return Move(cursor, index, steps, last);
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            passes.ThrowIfBroken();
            throw EvaluationException.Of(e);
        }
    }

    private Way Move(int cursor, int index, int? steps, int? last)
    {
        if (steps is null)
        {
            Lose(cursor);
            Open(cursor);
        }

        for (var left = steps ?? index + 1; left > 0; left--)
        {
            if (!TryMoveNext(cursor, out var value))
            {
                return EndAt(cursor, index + 1 - left);
            }

            if (!passes.Continue(index + 1 - left, value))
            {
                places.Discard(value);
                return Way.Differs;
            }

            if (places.Step(cursor, value) == last && IsTooLong(cursor))
            {
                return Way.GoesOn;
            }
        }

        return Way.Leads;
    }

    private void Open(int cursor)
    {
        try
        {
            places.Start(cursor, sequence.GetEnumerator());
        }
        catch (Exception e)
        {
            Fail(position: -1, e);
            throw;
        }
    }

    private Way EndAt(int cursor, int position)
    {
        if (!passes.End(position))
        {
            return Way.Differs;
        }

        Volatile.Write(ref end, position);
        Stop(cursor);
        return Way.Ends;
    }

    /// <summary>Moves an enumerator. A cursor whose enumerator fails starts over the next time.</summary>
    private bool TryMoveNext(int cursor, [MaybeNullWhen(false)] out T value)
    {
        try
        {
            return Step(cursor, out value);
        }
        catch (Exception e)
        {
            Fail(places.PositionOf(cursor), e);
            Lose(cursor);
            throw;
        }
    }

    private void Fail(int position, Exception failure)
    {
        Volatile.Write(ref failedAt, position + 1);
        passes.Fail(position, failure);
    }

    /// <summary>
    /// Stops at the last element, which stays at hand, and looks whether that is where the sequence ends if the user
    /// said so.
    /// </summary>
    private bool IsTooLong(int cursor)
    {
        var goesOn = TryLookBeyond(cursor, out var beyond);
        if (goesOn)
        {
            places.Discard(beyond!);
        }

        if (goesOn && count is not null)
        {
            places.Reject(cursor);
            Lose(cursor);
            return true;
        }

        Stop(cursor);
        return false;
    }

    /// <summary>What fails behind the last element is no failure of that one, which is there.</summary>
    private bool TryLookBeyond(int cursor, [MaybeNullWhen(false)] out T value)
    {
        try
        {
            return Step(cursor, out value);
        }
        catch (Exception)
        {
            value = default;
            return false;
        }
    }

    private bool Step(int cursor, [MaybeNullWhen(false)] out T value)
    {
        var elements = places.ElementsOf(cursor);
        var isThere = elements.MoveNext();
        value = isThere ? elements.Current : default;
        return isThere;
    }

    private void Stop(int cursor) => places.End(cursor)?.Dispose();

    private void Lose(int cursor) => places.Lose(cursor)?.Dispose();

    private void ThrowIfDiscardFailed()
    {
        try
        {
            places.Failures.ThrowIfAny();
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e);
        }
    }

    private InvalidOperationException TooLong() => new($"The sequence of {origin} goes on after {count} elements.");

    private void RefuseEndAt(int position)
    {
        if (position < count)
        {
            throw new InvalidOperationException($"The sequence of {origin} ended after {position} elements.");
        }
    }
}
