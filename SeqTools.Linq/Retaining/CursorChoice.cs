namespace SeqTools.Linq;

/// <summary>
/// Which of several cursors over a sequence fetches an element: the nearest that stands on it or before it. Where all
/// are behind it, one that was not used yet starts, or the one that was not for the longest time starts over. It knows
/// positions only.
/// </summary>
/// <param name="most">The most cursors; there is room for those that were used.</param>
internal sealed class CursorChoice(int most)
{
    private const int BeforeTheFirst = -1;

    private Cursor[] cursors = new Cursor[1];
    private int used;
    private long uses;

    /// <summary>For how many there is room.</summary>
    public int Capacity => cursors.Length;

    /// <summary>The cursor that is to go to an element.</summary>
    /// <returns>
    /// Its number, and how many steps it has to make; <see langword="null"/> if it has to start over first.
    /// </returns>
    public (int Cursor, int? Steps) For(int index)
    {
        var nearest = 0;
        for (var cursor = 1; cursor < used; cursor++)
        {
            if (IsBetter(cursor, nearest, index))
            {
                nearest = cursor;
            }
        }

        if (used < most && !cursors[nearest].CanReach(index))
        {
            nearest = Add();
        }

        cursors[nearest].LastUse = ++uses;
        return (nearest, cursors[nearest].CanReach(index) ? index - cursors[nearest].Position : null);
    }

    /// <summary>How far the nearest cursor has gone beyond an element; 0 if none has.</summary>
    public int StepsBeyond(int index)
    {
        var nearest = 0;
        foreach (var cursor in cursors)
        {
            if (cursor.Position > index && (nearest == 0 || cursor.Position - index < nearest))
            {
                nearest = cursor.Position - index;
            }
        }

        return nearest;
    }

    public int PositionOf(int cursor) => cursors[cursor].Position;

    /// <summary>A cursor has started over, and stands before the first element.</summary>
    public void Start(int cursor)
    {
        cursors[cursor].Position = BeforeTheFirst;
        cursors[cursor].CanStep = true;
        cursors[cursor].HasElement = false;
    }

    /// <summary>A cursor has made a step.</summary>
    /// <returns>Where it stands now.</returns>
    public int Step(int cursor)
    {
        cursors[cursor].HasElement = true;
        return ++cursors[cursor].Position;
    }

    /// <summary>A cursor has no more the element that it stands on.</summary>
    public void Take(int cursor) => cursors[cursor].HasElement = false;

    /// <summary>A cursor can make no further step, but still stands where it did.</summary>
    public void End(int cursor) => cursors[cursor].CanStep = false;

    private int Add()
    {
        if (used == cursors.Length)
        {
            Array.Resize(ref cursors, (int)Math.Min(most, 2L * used));
        }

        return used++;
    }

    private bool IsBetter(int cursor, int than, int index) =>
        (cursors[cursor].CanReach(index), cursors[than].CanReach(index)) switch
        {
            (true, true) => cursors[cursor].Position > cursors[than].Position,
            (false, false) => cursors[cursor].LastUse < cursors[than].LastUse,
            (var canReach, _) => canReach,
        };

    private struct Cursor
    {
        public int Position;
        public bool CanStep;
        public bool HasElement;
        public long LastUse;

        public readonly bool CanReach(int index) => index == Position ? HasElement : index > Position && CanStep;
    }
}
