using System.Collections;

namespace SeqTools.Linq.Orleans.Tests;

/// <summary>A list that is no view, and has no five.</summary>
internal sealed class ComputedList(int count) : IReadOnlyList<int>
{
    public int Count => count;

    public int this[int index] => index == 5 ? throw new InvalidOperationException("There is no five.") : index;

    public IEnumerator<int> GetEnumerator() => Enumerable.Range(0, count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
