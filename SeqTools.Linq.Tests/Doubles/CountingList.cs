using System.Collections;

namespace SeqTools.Linq.Tests;

/// <summary>A list that grows and shrinks, and counts how it is read.</summary>
internal sealed class CountingList<T>(params T[] elements) : IReadOnlyList<T>
{
    private readonly List<T> elements = [.. elements];
    private readonly Dictionary<int, int> reads = [];

    /// <summary>How often <see cref="Count"/> was read.</summary>
    public int CountReads { get; private set; }

    /// <summary>How often the list was enumerated.</summary>
    public int Enumerations { get; private set; }

    /// <summary>How many enumerators were started and not disposed.</summary>
    public int OpenEnumerators { get; private set; }

    /// <summary>How often an element was read, whichever way.</summary>
    public int Reads => reads.Values.Sum();

    public int Count
    {
        get
        {
            CountReads++;
            return elements.Count;
        }
    }

    public T this[int index]
    {
        get
        {
            reads[index] = ReadsAt(index) + 1;
            return elements[index];
        }
    }

    /// <summary>How often the element at that position was read.</summary>
    public int ReadsAt(int index) => reads.GetValueOrDefault(index);

    public void Add(params T[] more) => elements.AddRange(more);

    public void RemoveLast(int count = 1) => elements.RemoveRange(elements.Count - count, count);

    public IEnumerator<T> GetEnumerator()
    {
        Enumerations++;
        return Enumerate();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerator<T> Enumerate()
    {
        OpenEnumerators++;
        try
        {
            for (var index = 0; index < elements.Count; index++)
            {
                yield return this[index];
            }
        }
        finally
        {
            OpenEnumerators--;
        }
    }
}
