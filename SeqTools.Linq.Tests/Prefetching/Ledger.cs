namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>
/// Counts the elements that one reader's window holds in memory: in computation, computed and waiting, and the last one delivered. It follows the
/// window from the reads alone, so that it knows by itself which elements a read leaves behind.
/// </summary>
internal sealed class Ledger(int maxBuffered)
{
    private readonly object gate = new();
    private readonly List<Element> unread = [];
    private int head = int.MinValue / 2;
    private int aside = -1;
    private int alive;
    private Element? last;

    /// <summary>A read behind the head gives up the element at the head, if it was read, for the one that it computes.</summary>
    private bool keepsHead;

    public int Most { get; private set; }

    public Element Begin(int index)
    {
        lock (gate)
        {
            var element = new Element(index) { IsUnwanted = index != aside && (index < head || index - head >= maxBuffered) };
            unread.Add(element);
            Most = Math.Max(Most, ++alive);
            return element;
        }
    }

    public void Complete(Element element)
    {
        lock (gate)
        {
            element.IsComplete = true;
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

            aside = index;
            if (index < head && head - index < maxBuffered)
            {
                keepsHead = false;
                return;
            }

            keepsHead |= index != head;
            var staysWithin = index >= head && index - head < maxBuffered;
            foreach (var element in unread.ToArray())
            {
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
            unread.Remove(element).ShouldBeTrue($"Element {element.Index} was delivered twice, or after it was dropped.");
            last = element;
        }
    }

    private void Supersede()
    {
        alive -= last is null ? 0 : 1;
        last = null;
    }

    private void BuryIfGone(Element element)
    {
        if (element is { IsComplete: true, IsUnwanted: true } && unread.Remove(element))
        {
            alive--;
        }
    }

    internal sealed class Element(int index)
    {
        public int Index => index;

        public bool IsComplete { get; set; }

        public bool IsUnwanted { get; set; }
    }
}
