using System.Collections;

namespace SeqTools.Linq.Tests;

/// <summary>
/// A list whose elements fail at chosen positions, whichever way they are read; its enumerator survives that.
/// </summary>
internal sealed class FailingList<T>(T[] elements, params int[] failing) : IReadOnlyList<T>
{
    public int Count => elements.Length;

    public T this[int index] =>
        failing.Contains(index)
            ? throw new InvalidDataException($"The element at {index} is broken.")
            : elements[index];

    public IEnumerator<T> GetEnumerator() => new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Enumerator(FailingList<T> list) : IEnumerator<T>
    {
        private int index = -1;

        public T Current { get; private set; } = default!;

        object? IEnumerator.Current => Current;

        public bool MoveNext()
        {
            index++;
            if (index >= list.Count)
            {
                return false;
            }

            Current = list[index];
            return true;
        }

        public void Reset() => throw new NotSupportedException();

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
