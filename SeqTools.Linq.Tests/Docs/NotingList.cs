using System.Collections;
using System.Collections.Concurrent;

namespace SeqTools.Linq.Tests;

/// <summary>
/// Where an element stands, written as in code: <c>source[2]</c>, or <c>source[2][0]</c> for an element of it.
/// </summary>
internal readonly record struct Place(string List, int Index)
{
    public override string ToString() => $"{List}[{Index}]";
}

/// <summary>
/// A list that notes which of its elements are evaluated, and which elements of these if they are lists themselves.
/// </summary>
internal sealed class NotingList<T>(string name, IReadOnlyList<T> elements, ConcurrentQueue<Place> notes)
    : IReadOnlyList<T>
{
    public int Count => elements.Count;

    public T this[int index]
    {
        get
        {
            Place place = new(name, index);
            notes.Enqueue(place);
            return elements[index] is IReadOnlyList<string> part
                ? (T)(object)new NotingList<string>($"{place}", part, notes)
                : elements[index];
        }
    }

    public IEnumerator<T> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
