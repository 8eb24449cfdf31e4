using System.Collections;

namespace SeqTools.Linq.Tests;

/// <summary>A list that has the writable interface and not the readable one, as some old ones do.</summary>
internal sealed class WritableOnlyList<T>(params T[] elements) : IList<T>
{
    private readonly List<T> elements = [.. elements];

    /// <summary>Whether <see cref="Count"/> fails.</summary>
    public bool IsBroken { get; set; }

    public int Count => IsBroken ? throw new IOException("The directory is gone.") : elements.Count;

    public bool IsReadOnly => false;

    public T this[int index]
    {
        get => elements[index];
        set => elements[index] = value;
    }

    public void Add(T item) => elements.Add(item);

    public void Clear() => elements.Clear();

    public bool Contains(T item) => elements.Contains(item);

    public void CopyTo(T[] array, int arrayIndex) => elements.CopyTo(array, arrayIndex);

    public int IndexOf(T item) => elements.IndexOf(item);

    public void Insert(int index, T item) => elements.Insert(index, item);

    public bool Remove(T item) => elements.Remove(item);

    public void RemoveAt(int index) => elements.RemoveAt(index);

    public IEnumerator<T> GetEnumerator() => elements.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
