namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>
/// Counts the elements that one reader's window holds in memory: in computation, computed and waiting, and the last one
/// delivered. It follows the window from the reads alone, so that it knows by itself which elements a read leaves
/// behind.
/// </summary>
internal sealed class Ledger(int nworkers, int maxBuffered)
{
    private readonly object gate = new();
    private readonly List<Element> unread = [];
    private int head = int.MinValue / 2;
    private int reading = -1;
    private int alive;
    private Element? last;

    /// <summary>How many workers may have taken up an element before the last jump, and be yet to come here.</summary>
    private int heldUp;

    /// <summary>
    /// A read behind the head gives up the element at the head, if it was read, for the one that it computes.
    /// </summary>
    private bool keepsHead;

    public int Most { get; private set; }

    public Element Begin(int index)
    {
        lock (gate)
        {
            var isOutside = index != reading && (index < head || index - head >= maxBuffered);
            var element = new Element(index) { IsUnwanted = isOutside || last?.Index == index };
            if (unread.Find(other => other.IsComplete && IsTwin(other, element)) is { } twin)
            {
                Bury(twin);
            }

            element.MayBeLate = index != reading;
            unread.Add(element);
            alive++;
            Most = Math.Max(Most, alive - Math.Min(heldUp, unread.Count(IsPerhapsGone)));
            return element;
        }
    }

    public void Complete(Element element)
    {
        lock (gate)
        {
            element.IsComplete = true;
            if (unread.Exists(other => other != element && IsTwin(other, element)))
            {
                Bury(element);
                return;
            }

            BuryIfGone(element);
        }
    }

    public void ReadBegins(int index)
    {
        lock (gate)
        {
            if (index != head || !keepsHead)
            {
                Supersede();
            }

            reading = index;
            if (index < head && head - index < maxBuffered)
            {
                keepsHead = false;
                return;
            }

            keepsHead |= index != head;
            var staysWithin = index >= head && index - head < maxBuffered;
            heldUp = staysWithin ? heldUp : nworkers - unread.Count(element => !element.IsComplete);
            foreach (var element in unread.ToArray())
            {
                element.MayBeLate &= staysWithin;
                element.IsUnwanted |= !staysWithin || element.Index < index;
                BuryIfGone(element);
            }

            head = index;
        }
    }

    public void ReadEnds(Element element)
    {
        lock (gate)
        {
            if (ReferenceEquals(last, element))
            {
                return;
            }

            Supersede();
            var counted = unread.Find(other => other == element) ?? unread.Find(other => IsTwin(other, element));
            counted.ShouldNotBeNull($"Element {element.Index} was delivered twice, or after it was dropped.");
            unread.Remove(counted);
            last = element;
            foreach (var late in unread.FindAll(other => other.Index == element.Index))
            {
                late.IsUnwanted = true;
                BuryIfGone(late);
            }
        }
    }

    private void Supersede()
    {
        alive -= last is null ? 0 : 1;
        last = null;
    }

    private void BuryIfGone(Element element)
    {
        if (element is { IsComplete: true, IsUnwanted: true })
        {
            Bury(element);
        }
    }

    private void Bury(Element element)
    {
        if (unread.Remove(element))
        {
            alive--;
        }
    }

    /// <summary>
    /// Whether only one of two evaluations is wanted, and the reads don't tell which: a worker took up the element, was
    /// held up before it came here, and meanwhile the reader went away and came back, so that the window it found has
    /// the element evaluated, too. Once one of them is delivered, no other is wanted, whenever it comes.
    /// </summary>
    private static bool IsTwin(Element one, Element other) =>
        one.Index == other.Index && !one.IsUnwanted && !other.IsUnwanted;

    /// <summary>
    /// Whether an element may have been dropped without the reads telling so: it was taken up before a jump, for a
    /// window that is no more, and lies in the new one as well.
    /// </summary>
    private static bool IsPerhapsGone(Element element) =>
        element is { MayBeLate: true, IsComplete: true, IsUnwanted: false };

    internal sealed class Element(int index)
    {
        public int Index => index;

        public bool IsComplete { get; set; }

        public bool MayBeLate { get; set; }

        public bool IsUnwanted { get; set; }
    }
}
