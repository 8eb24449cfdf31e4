namespace SeqTools.Linq;

/// <summary>
/// The slots of a window that is too large for a ring, in pages: a page is there from the first look at one of its
/// slots until the window has passed it. A slot serves one element, and never moves.
/// </summary>
internal sealed class SlotPages<T>
{
    /// <summary>How many slots there are in a page.</summary>
    public const int PageLength = 1 << PageBits;

    private const int PageBits = 10;
    private const int FewestPages = 4;

    private readonly object gate = new();

    /// <summary>What stands for all slots that are no more, or are not to be.</summary>
    private readonly Slot<T>[] none = new Slot<T>[1];

    private Directory directory;

    /// <summary>The first page that the window has not passed, and the one behind the last that there is.</summary>
    private int low;
    private int end;

    /// <summary>A page that the window has passed, for the next one.</summary>
    private Slot<T>[]? spare;
    private bool isClosed;

    public SlotPages(int head)
    {
        none[0].Release(-1);
        low = end = head >> PageBits;
        directory = new(low, new Slot<T>[]?[FewestPages]);
    }

    /// <summary>No element before this one has a slot any more,</summary>
    public int Begin => Volatile.Read(ref low) << PageBits;

    /// <summary>and none from here on has one yet.</summary>
    public int End => (int)Math.Min(int.MaxValue, (long)Volatile.Read(ref end) << PageBits);

    public ref Slot<T> this[int index]
    {
        get
        {
            var number = index >> PageBits;
            var page = Volatile.Read(ref directory)[number] ?? Find(number);
            return ref page[index & (page.Length - 1)];
        }
    }

    /// <summary>Lets go of the pages before an element: all their slots are handed on.</summary>
    public void Pass(int index)
    {
        var number = index >> PageBits;
        if (number == low)
        {
            return;
        }

        using (Uninterrupted.Lock(gate))
        {
            for (; low < number; low++)
            {
                spare = directory.Remove(low) ?? spare;
            }
        }
    }

    /// <summary>From now on no element gets a slot that has none.</summary>
    public void Close()
    {
        using (Uninterrupted.Lock(gate))
        {
            isClosed = true;
        }
    }

    /// <summary>Elements get slots again.</summary>
    public void Reopen()
    {
        using (Uninterrupted.Lock(gate))
        {
            isClosed = false;
        }
    }

    private Slot<T>[] Find(int number)
    {
        using (Uninterrupted.Lock(gate))
        {
            if (number < low)
            {
                return none;
            }

            if (directory[number] is { } page)
            {
                return page;
            }

            return isClosed ? none : Add(number);
        }
    }

    private Slot<T>[] Add(int number)
    {
        if (!directory.Reaches(number))
        {
            Volatile.Write(ref directory, directory.From(low, Math.Max(FewestPages, 2 * (number - low + 1))));
        }

        var page = spare ?? new Slot<T>[PageLength];
        spare = null;
        for (var i = 0; i < PageLength; i++)
        {
            page[i].Release(((long)number << PageBits) + i);
        }

        directory.Add(number, page);
        Volatile.Write(ref end, Math.Max(end, number + 1));
        return page;
    }

    /// <summary>
    /// The pages from one on. Who holds on to one that has been followed by another may find a page in it that serves
    /// other elements by now, which its slots say.
    /// </summary>
    private sealed class Directory(int first, Slot<T>[]?[] pages)
    {
        public Slot<T>[]? this[int number] =>
            Reaches(number) ? Volatile.Read(ref pages[number - first]) : null;

        public bool Reaches(int number) => (uint)(number - first) < (uint)pages.Length;

        public void Add(int number, Slot<T>[] page) => Volatile.Write(ref pages[number - first], page);

        public Slot<T>[]? Remove(int number) =>
            Reaches(number) ? Interlocked.Exchange(ref pages[number - first], null) : null;

        public Directory From(int newFirst, int length)
        {
            var longer = new Slot<T>[]?[length];
            for (var number = newFirst; Reaches(number); number++)
            {
                longer[number - newFirst] = pages[number - first];
            }

            return new(newFirst, longer);
        }
    }
}
