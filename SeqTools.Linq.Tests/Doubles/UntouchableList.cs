using System.Collections;

namespace SeqTools.Linq.Tests;

/// <summary>A list that no one may look at in any way: what only builds a view must leave it alone.</summary>
internal sealed class UntouchableList<T> : IReadOnlyList<T>
{
    public int Count => throw Touched("Count");

    public T this[int index] => throw Touched($"[{index}]");

    public IEnumerator<T> GetEnumerator() => throw Touched("GetEnumerator()");

    IEnumerator IEnumerable.GetEnumerator() => throw Touched("GetEnumerator()");

    private static AssertionException Touched(string member) => new($"The list was touched: {member}.");
}
