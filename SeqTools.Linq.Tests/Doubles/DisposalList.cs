using System.Collections;

namespace SeqTools.Linq.Tests;

/// <summary>A list that counts the enumerators that it has given away, and those that were disposed of.</summary>
internal sealed class DisposalList<T>(params T[] items) : IReadOnlyList<T>
{
    public int Opened { get; private set; }

    public int Closed { get; private set; }

    public int Count => items.Length;

    public T this[int index] => items[index];

    public IEnumerator<T> GetEnumerator()
    {
        Opened++;
        return Enumerate();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerator<T> Enumerate()
    {
        try
        {
            foreach (var item in items)
            {
                yield return item;
            }
        }
        finally
        {
            Closed++;
        }
    }
}
