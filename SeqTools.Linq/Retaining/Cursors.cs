using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace SeqTools.Linq;

/// <summary>
/// Several cursors that reach any element of a sequence, and the elements that they stepped on last. One thread at a
/// time moves them.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class Cursors<T>(IEnumerable<T> sequence, int? count, int cacheSize, int number, ViewOrigin origin)
{
    private const int Unknown = -1;

    private readonly object gate = new();
    private readonly CursorChoice choice = new(number);
    private readonly Cursor<T>[] cursors = new Cursor<T>[number];
    private readonly RecentSteps<T> recent = new(cacheSize);
    private int end = Unknown;
    private bool isMoving;
    private bool isOver;

    private enum Way
    {
        Leads,
        Ends,
        GoesOn,
    }

    public Length Length => count is { } fixedCount ? Length.Fixed(fixedCount) : new SequenceLength<T>(this);

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

    /// <summary>How many elements there are. They are counted once, if need be.</summary>
    public int Count
    {
        get
        {
            if (KnownCount is { } known)
            {
                return known;
            }

            lock (gate)
            {
                return KnownCount ?? (end = CountAll());
            }
        }
    }

    /// <summary>Reads an element.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidOperationException">
    /// The sequence has more or fewer elements than it was to have, as this read brought to light.
    /// </exception>
    public bool TryRead(int index, [MaybeNullWhen(false)] out T value)
    {
        lock (gate)
        {
            Enter();
            try
            {
                if (recent.TryFind(index, out value))
                {
                    return true;
                }

                var way = Follow(index, out value);
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
            finally
            {
                isMoving = false;
            }
        }
    }

    /// <summary>Takes note of where the sequence was found to end.</summary>
    public void EndAt(int position)
    {
        Volatile.Write(ref end, position);
        RefuseEndAt(position);
    }

    /// <summary>Whether there was to be no element at a position any more.</summary>
    public bool IsPastEnd(int position) => position >= count;

    public InvalidOperationException TooLong() => new($"The sequence of {origin} goes on after {count} elements.");

    /// <summary>Disposes of the enumerators, and refuses reads from now on.</summary>
    public void End()
    {
        lock (gate)
        {
            isOver = true;
            for (var cursor = 0; cursor < cursors.Length; cursor++)
            {
                choice.Lose(cursor);
                cursors[cursor].Close();
            }
        }
    }

    /// <summary>
    /// The lock lets the thread through that has it: a sequence that reads the view that is over it would move a cursor
    /// in the midst of a move.
    /// </summary>
    private void Enter()
    {
        ObjectDisposedException.ThrowIf(isOver, typeof(IndexableView<T>));
        if (isMoving)
        {
            throw new InvalidOperationException($"The sequence of {origin} reads the very view that is over it.");
        }

        isMoving = true;
    }

    private int CountAll()
    {
        Enter();
        try
        {
            return sequence.Count();
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.OfCount(e, sequence);
        }
        finally
        {
            isMoving = false;
        }
    }

    private Way Follow(int index, out T? value)
    {
        try
        {
            var (cursor, steps) = choice.For(index);
            var way = MoveOrLose(cursor, index, steps);
            value = way == Way.Leads ? cursors[cursor].Current : default;
            return way;
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e);
        }
    }

    /// <summary>Moves a cursor to an element. One that fails starts over the next time.</summary>
    private Way MoveOrLose(int cursor, int index, int? steps)
    {
        try
        {
            return Move(cursor, index, steps);
        }
        catch
        {
            Lose(cursor);
            throw;
        }
    }

    private Way Move(int cursor, int index, int? steps)
    {
        if (steps is null)
        {
            choice.Lose(cursor);
            cursors[cursor].Start(sequence);
            choice.Start(cursor);
        }

        var last = KnownCount - 1;
        for (var left = steps ?? index + 1; left > 0; left--)
        {
            if (!cursors[cursor].MoveNext())
            {
                Volatile.Write(ref end, index + 1 - left);
                Stop(cursor);
                return Way.Ends;
            }

            var position = choice.Step(cursor);
            if (position == last && IsTooLong(cursor))
            {
                return Way.GoesOn;
            }

            recent.Add(position, cursors[cursor].Current);
        }

        return Way.Leads;
    }

    /// <summary>
    /// Stops at the last element, which stays at hand, and looks whether that is where the sequence ends if the user
    /// said so.
    /// </summary>
    private bool IsTooLong(int cursor)
    {
        if (cursors[cursor].HasMore() && count is not null)
        {
            Lose(cursor);
            return true;
        }

        Stop(cursor);
        return false;
    }

    private void Stop(int cursor)
    {
        choice.End(cursor);
        cursors[cursor].Close();
    }

    private void Lose(int cursor)
    {
        choice.Lose(cursor);
        cursors[cursor].Close();
    }

    private void RefuseEndAt(int position)
    {
        if (position < count)
        {
            throw new InvalidOperationException($"The sequence of {origin} ended after {position} elements.");
        }
    }
}
