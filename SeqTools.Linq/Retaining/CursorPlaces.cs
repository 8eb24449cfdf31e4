using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace SeqTools.Linq;

/// <summary>
/// Where the cursors over a sequence stand, and what becomes of the elements that they step on, be the steps awaited or
/// not. One move at a time.
/// </summary>
/// <remarks>
/// An element is under its cursor, then in the cache, and then discarded, unless it was handed out. Where elements are
/// discarded, one that was handed out is its reader's alone, and nowhere else.
/// </remarks>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class CursorPlaces<T, TEnumerator>(
    int cursors, int cacheSize, IndexableOptions<T> options, ViewOrigin origin)
    where TEnumerator : class
{
    /// <summary>The bounds of what is kept without having been asked for.</summary>
    private const int Fewest = 64;
    private const int Most = 1000;

    private readonly CursorChoice choice = new(cursors);
    private Place[] places = new Place[1];
    private readonly RecentSteps<T> recent = new(cacheSize);
    private bool hasStarted;

    /// <summary>What the user's callback threw, which stops no cursor.</summary>
    public Failures Failures { get; } = new();

    private bool IsOwned => options.OnDiscard is not null;

    /// <summary>Whether an element is in the cache.</summary>
    public bool Keeps(int index) => recent.TryFind(index, out _);

    /// <summary>Hands out an element that is in the cache.</summary>
    public bool TryFind(int index, [MaybeNullWhen(false)] out T value) =>
        IsOwned ? recent.TryTake(index, out value) : recent.TryFind(index, out value);

    /// <summary>
    /// The cursor that is to go to an element, and how many steps; none if it has to start over first.
    /// </summary>
    public (int Cursor, int? Steps) For(int index)
    {
        var (cursor, steps) = choice.For(index);
        if (cursor >= places.Length)
        {
            Array.Resize(ref places, choice.Capacity);
        }

        if (steps is not null || !hasStarted)
        {
            return (cursor, steps);
        }

        if (options.SinglePass)
        {
            throw new InvalidOperationException(
                $"Element {index} of {origin} can't be reached any more: its sequence is enumerated once, and "
                + $"that has come to element {choice.PositionOf(cursor)}.");
        }

        if (places[cursor].HasStarted)
        {
            ReachFurther(choice.StepsBeyond(index));
        }

        return (cursor, steps);
    }

    /// <summary>Has the cache reach so many elements back.</summary>
    public void ReachBack(int steps) => recent.Grow(steps);

    /// <summary>
    /// Whoever goes back so far once, does so again and again, and each time would be a pass: from now on the cache
    /// reaches that far with ease, where that is not too far.
    /// </summary>
    private void ReachFurther(int steps)
    {
        if (steps is > 0 and <= Most)
        {
            ReachBack(Math.Clamp(4 * steps, Fewest, Most));
        }
    }

    public int PositionOf(int cursor) => choice.PositionOf(cursor);

    public TEnumerator ElementsOf(int cursor) => places[cursor].Elements!;

    public void Start(int cursor, TEnumerator elements)
    {
        hasStarted = true;
        places[cursor].Elements = elements;
        places[cursor].HasStarted = true;
        choice.Start(cursor);
    }

    /// <summary>A cursor has made a step to a value.</summary>
    /// <returns>Where it stands now.</returns>
    public int Step(int cursor, T value)
    {
        Leave(cursor);
        places[cursor].Value = value;
        places[cursor].HasValue = true;
        return choice.Step(cursor);
    }

    /// <summary>Hands out the element that a cursor stands on.</summary>
    public T HandOut(int cursor)
    {
        var value = places[cursor].Value;
        if (IsOwned)
        {
            Take(cursor);
        }

        return value;
    }

    /// <summary>The element that a cursor stands on is none.</summary>
    public void Reject(int cursor) => Discard(Take(cursor));

    /// <summary>A cursor can make no further step, but still stands where it did.</summary>
    /// <returns>What is to be disposed of.</returns>
    public TEnumerator? End(int cursor)
    {
        choice.End(cursor);
        var ended = places[cursor].Elements;
        places[cursor].Elements = null;
        return ended;
    }

    /// <summary>A cursor is of no use until it starts over.</summary>
    /// <returns>What is to be disposed of.</returns>
    public TEnumerator? Lose(int cursor)
    {
        Leave(cursor);
        return End(cursor);
    }

    /// <summary>Discards all that was not handed out.</summary>
    /// <returns>What is to be disposed of.</returns>
    public TEnumerator[] Close()
    {
        TEnumerator[] open = [.. Enumerable.Range(0, places.Length).Select(Lose).OfType<TEnumerator>()];
        while (recent.TryTakeOldest(out var value))
        {
            Discard(value);
        }

        return open;
    }

    public void Discard(T value)
    {
        try
        {
            options.OnDiscard?.Invoke(value);
        }
        catch (Exception e)
        {
            Failures.Add(e);
        }
    }

    private void Leave(int cursor)
    {
        if (places[cursor].HasValue && recent.Add(choice.PositionOf(cursor), Take(cursor), out var letGo))
        {
            Discard(letGo);
        }
    }

    private T Take(int cursor)
    {
        var value = places[cursor].Value;
        places[cursor].Value = default!;
        places[cursor].HasValue = false;
        choice.Take(cursor);
        return value;
    }

    private struct Place
    {
        public TEnumerator? Elements;
        public T Value;
        public bool HasValue;
        public bool HasStarted;
    }
}
