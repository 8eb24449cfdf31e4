using System.Collections;

namespace SeqTools.Linq.Tests;

/// <summary>A list that computes its elements and asks for its length at every step.</summary>
internal sealed class ComputingList(Func<int> count, Func<int, int> compute) : IReadOnlyList<int>
{
    public int Count => count();

    public int this[int index] => compute(index);

    public IEnumerator<int> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return compute(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
