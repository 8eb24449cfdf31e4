using System.Diagnostics.CodeAnalysis;

namespace SeqTools.Linq;

/// <summary>
/// The elements of a sequence that were stepped on last. Reading one does not make it stay longer: what is at hand can
/// be told from the steps alone.
/// </summary>
internal sealed class RecentSteps<T>(int size)
{
    private readonly Dictionary<int, T> elements = [];
    private readonly Queue<int> order = [];

    public bool TryFind(int index, [MaybeNullWhen(false)] out T element) => elements.TryGetValue(index, out element);

    public void Add(int index, T element)
    {
        if (size == 0 || !elements.TryAdd(index, element))
        {
            return;
        }

        order.Enqueue(index);
        if (order.Count > size)
        {
            elements.Remove(order.Dequeue());
        }
    }
}
