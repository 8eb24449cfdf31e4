using System.Runtime.InteropServices;

namespace SeqTools.Linq;

/// <summary>
/// Copies of a view into the memory of a list that it reads, which would overwrite what is still to be read: elements
/// are evaluated aside first.
/// </summary>
internal static class OwnSource
{
    /// <summary>Whether a view reads what lies in a part of memory.</summary>
    public static bool IsIn<T>(ReadOnlySpan<T> memory, SeqView<T> view)
    {
        foreach (var source in new Pipeline(view).Nodes)
        {
            if (MemoryOf<T>(source).Overlaps(memory))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The list into whose midst a view of it is to be inserted: a <see cref="List{T}"/> moves what stands behind, and
    /// then has the view copied between.
    /// </summary>
    public static List<T>? OpenedFor<T>(T[] array, int start, int count, SeqView<T> view)
    {
        foreach (var source in new Pipeline(view).Nodes)
        {
            if (source is List<T> list && start < list.Count && count <= array.Length - list.Count
                && CollectionsMarshal.AsSpan(list).Overlaps(array.AsSpan(start, count)))
            {
                return list;
            }
        }

        return null;
    }

    /// <summary>
    /// Puts back what a list has moved, evaluates the elements of the view, and moves it again; where one fails, the
    /// list is as it was.
    /// </summary>
    public static void Insert<T>(SeqView<T> view, T[] array, int start, int count, List<T> list)
    {
        var behind = list.Count - start;
        Array.Copy(array, start + count, array, start, behind);
        var elements = new T[count];
        view.Fill(0, elements);
        Array.Copy(array, start, array, start + count, behind);
        elements.CopyTo(array, start);
    }

    private static ReadOnlySpan<T> MemoryOf<T>(object source) => source switch
    {
        T[] array when array.GetType() == typeof(T[]) => array,
        List<T> list => CollectionsMarshal.AsSpan(list),
        _ => default,
    };
}
