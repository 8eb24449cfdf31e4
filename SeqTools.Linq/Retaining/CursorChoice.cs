namespace SeqTools.Linq;

/// <summary>
/// Which of several cursors over a sequence fetches an element: the nearest that stands on it or before it. Where all
/// are behind it, the one that was not used for the longest time starts over. It knows positions only.
/// </summary>
internal sealed class CursorChoice
{
    private const int BeforeTheFirst = -1;
    private const int Nowhere = int.MaxValue;

    private readonly int[] positions;
    private readonly bool[] hasEnded;
    private readonly long[] lastUses;
    private long uses;

    public CursorChoice(int cursors)
    {
        positions = new int[cursors];
        hasEnded = new bool[cursors];
        lastUses = new long[cursors];
        Array.Fill(positions, Nowhere);
    }

    /// <summary>The cursor that is to go to an element.</summary>
    /// <returns>
    /// Its number, and how many steps it has to make; <see langword="null"/> if it has to start over first.
    /// </returns>
    public (int Cursor, int? Steps) For(int index)
    {
        var nearest = 0;
        for (var cursor = 1; cursor < positions.Length; cursor++)
        {
            if (IsBetter(cursor, nearest, index))
            {
                nearest = cursor;
            }
        }

        lastUses[nearest] = ++uses;
        return (nearest, CanReach(nearest, index) ? index - positions[nearest] : null);
    }

    /// <summary>A cursor has started over, and stands before the first element.</summary>
    public void Start(int cursor)
    {
        positions[cursor] = BeforeTheFirst;
        hasEnded[cursor] = false;
    }

    /// <summary>A cursor has made a step.</summary>
    /// <returns>Where it stands now.</returns>
    public int Step(int cursor) => ++positions[cursor];

    /// <summary>A cursor can make no further step, but still stands where it did.</summary>
    public void End(int cursor) => hasEnded[cursor] = true;

    /// <summary>A cursor is of no use until it starts over.</summary>
    public void Lose(int cursor) => positions[cursor] = Nowhere;

    private bool IsBetter(int cursor, int than, int index) => (CanReach(cursor, index), CanReach(than, index)) switch
    {
        (true, true) => positions[cursor] > positions[than],
        (false, false) => lastUses[cursor] < lastUses[than],
        (var canReach, _) => canReach,
    };

    private bool CanReach(int cursor, int index) =>
        hasEnded[cursor] ? positions[cursor] == index : positions[cursor] <= index;
}
