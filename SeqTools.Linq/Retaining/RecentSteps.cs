using System.Diagnostics.CodeAnalysis;

namespace SeqTools.Linq;

/// <summary>
/// The elements of a sequence that cursors left last. Reading one does not make it stay longer: what is at hand can be
/// told from the steps alone.
/// </summary>
internal sealed class RecentSteps<T>(int size)
{
    private int size = size;

    private readonly Dictionary<int, LinkedListNode<(int Index, T Element)>> elements = [];
    private readonly LinkedList<(int Index, T Element)> order = new();

    /// <summary>Keeps so many from now on; never fewer than before.</summary>
    public void Grow(int newSize)
    {
        if (newSize > Volatile.Read(ref size))
        {
            Volatile.Write(ref size, newSize);
        }
    }

    public bool TryFind(int index, [MaybeNullWhen(false)] out T element)
    {
        var isThere = elements.TryGetValue(index, out var node);
        element = isThere ? node!.Value.Element : default;
        return isThere;
    }

    public bool TryTake(int index, [MaybeNullWhen(false)] out T element)
    {
        var isThere = elements.Remove(index, out var node);
        element = isThere ? Remove(node!) : default;
        return isThere;
    }

    public bool TryTakeOldest([MaybeNullWhen(false)] out T element)
    {
        element = default;
        return order.First is { } oldest && TryTake(oldest.Value.Index, out element);
    }

    /// <summary>Keeps an element, unless one of its index is kept.</summary>
    /// <returns>Whether one is let go: this one, or the oldest.</returns>
    public bool Add(int index, T element, [MaybeNullWhen(false)] out T letGo)
    {
        if (size == 0 || elements.ContainsKey(index))
        {
            letGo = element;
            return true;
        }

        if (order.Count < size)
        {
            letGo = default;
            elements[index] = order.AddLast((index, element));
            return false;
        }

        var reused = order.First!;
        elements.Remove(reused.Value.Index);
        letGo = Remove(reused);
        reused.Value = (index, element);
        order.AddLast(reused);
        elements[index] = reused;
        return true;
    }

    private T Remove(LinkedListNode<(int Index, T Element)> node)
    {
        var element = node.Value.Element;
        order.Remove(node);
        return element;
    }
}
