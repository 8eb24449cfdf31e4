using System.Collections;

namespace SeqTools.Linq.Tests;

/// <summary>A list that may be counted and indexed, but not enumerated.</summary>
internal sealed class UnenumerableList<T>(params T[] elements) : IReadOnlyList<T>
{
    public int Count => elements.Length;

    public T this[int index] => elements[index];

    public IEnumerator<T> GetEnumerator() => throw new AssertionException("The list was enumerated.");

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
