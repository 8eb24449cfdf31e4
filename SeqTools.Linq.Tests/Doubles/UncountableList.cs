using System.Collections;

namespace SeqTools.Linq.Tests;

/// <summary>A list whose <c>Count</c> fails while its elements can be read.</summary>
internal sealed class UncountableList<T>(params T[] elements) : IReadOnlyList<T>
{
    public int Count => throw new IOException("The directory is gone.");

    public T this[int index] => elements[index];

    public IEnumerator<T> GetEnumerator() => elements.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
