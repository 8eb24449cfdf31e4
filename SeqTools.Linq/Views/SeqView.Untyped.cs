using System.Collections;

namespace SeqTools.Linq;

/// <content>
/// The list that has no type, read-only: what lists on a screen ask for that show the rows in sight alone.
/// </content>
public abstract partial class SeqView<T> : IList
{
    bool IList.IsFixedSize => true;

    bool IList.IsReadOnly => true;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    object? IList.this[int index]
    {
        get => this[index];
        set => throw ReadOnly();
    }

    bool IList.Contains(object? value) => IndexOfUntyped(value) >= 0;

    int IList.IndexOf(object? value) => IndexOfUntyped(value);

    void ICollection.CopyTo(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (array is T[] typed)
        {
            CopyTo(typed, index);
            return;
        }

        ((ICollection)ToArray()).CopyTo(array, index);
    }

    int IList.Add(object? value) => throw ReadOnly();

    void IList.Insert(int index, object? value) => throw ReadOnly();

    void IList.Remove(object? value) => throw ReadOnly();

    void IList.RemoveAt(int index) => throw ReadOnly();

    void IList.Clear() => throw ReadOnly();

    private int IndexOfUntyped(object? value) =>
        value is T item ? IndexOf(item)
        : value is null && default(T) is null ? IndexOf(default!)
        : -1;
}
