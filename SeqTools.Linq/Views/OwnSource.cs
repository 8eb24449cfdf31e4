using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace SeqTools.Linq;

/// <summary>
/// Copies of a view into the memory of a list that it reads, which would overwrite what is still to be read: elements
/// are evaluated aside first.
/// </summary>
internal static class OwnSource
{
    /// <summary>
    /// The list or the array, among those that a view reads, that lies in a part of memory; else one that may, as
    /// nobody knows where it lies.
    /// </summary>
    public static object? In<T>(ReadOnlySpan<T> memory, SeqView<T> view)
    {
        object? unknown = null;
        HashSet<object> met = new(ReferenceEqualityComparer.Instance);
        Stack<object> left = new([view]);
        while (left.TryPop(out var source))
        {
            if (source is IView stage)
            {
                if (met.Add(stage))
                {
                    Array.ForEach([.. stage.Sources], left.Push);
                }
            }
            else if (!TryGetMemory<T>(source, out var own))
            {
                unknown ??= source;
            }
            else if (own.Overlaps(memory))
            {
                return source;
            }
        }

        return unknown;
    }

    /// <summary>Copies a part of a view into memory that one of its sources lies in.</summary>
    public static void CopyInto<T>(SeqView<T> view, int start, Span<T> destination)
    {
        var elements = new T[destination.Length];
        view.Fill(start, elements);
        elements.CopyTo(destination);
    }

    /// <summary>Copies a view into an array that one of its sources lies in.</summary>
    public static void CopyInto<T>(object source, SeqView<T> view, T[] array, int start, int count)
    {
        if (source is List<T> list && start < list.Count && count <= array.Length - list.Count)
        {
            Insert(view, array, start, count, list);
            return;
        }

        view.ToArray().CopyTo(array, start);
    }

    /// <summary>
    /// A <see cref="List{T}"/> into whose midst a view of it is to be inserted moves what stands behind, and then has
    /// the view copied between. Puts back what it has moved, evaluates the elements of the view, and moves it again;
    /// where one fails, the list is as it was.
    /// </summary>
    private static void Insert<T>(SeqView<T> view, T[] array, int start, int count, List<T> list)
    {
        var behind = list.Count - start;
        Array.Copy(array, start + count, array, start, behind);
        var elements = new T[count];
        view.Fill(0, elements);
        Array.Copy(array, start, array, start + count, behind);
        elements.CopyTo(array, start);
    }

    /// <summary>Where a list lies; not known of one that wraps another.</summary>
    private static bool TryGetMemory<T>(object source, out ReadOnlySpan<T> memory)
    {
        switch (source)
        {
            case T[] array:
                memory = array;
                return true;
            case List<T> list:
                memory = CollectionsMarshal.AsSpan(list);
                return true;
            case ArraySegment<T> segment:
                memory = segment;
                return true;
            case ReadOnlyMemory<T> part:
                memory = part.Span;
                return true;
            case ImmutableArray<T> array:
                memory = array.AsSpan();
                return true;
            default:
                memory = default;
                return source is not IEnumerable<T>;
        }
    }
}
