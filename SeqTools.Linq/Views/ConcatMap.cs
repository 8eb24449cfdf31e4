using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>One list after another. The ends of the lists are looked up where none can change its length.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly struct ConcatMap(int[]? ends) : IListsMap
{
    /// <summary>Whether it asks no length.</summary>
    public bool IsFixed => ends is not null;

    /// <summary>The position after the end of each list.</summary>
    public ReadOnlySpan<int> Ends => ends;

    public static ConcatMap Over(Length[] lists) =>
        new(Array.TrueForAll(lists, list => list.IsFixed) ? EndsOf(lists) : null);

    public static AsyncSeqView<T> Over<T>(AsyncSeqView<T>[] views, ViewOrigin origin)
    {
        var lengths = Array.ConvertAll(views, view => view.Length);
        var length = Length.Sum(lengths, origin);
        return new AsyncListsView<T, ConcatMap>(views, Over(lengths), length, origin);
    }

    public (int List, int Index) Locate(int index, Length[] lists) =>
        ends is null ? Walk(index, lists) : Bisect(index, ends);

    /// <summary>A length that evaluates is asked no more than whether it reaches there.</summary>
    private static (int List, int Index) Walk(int index, Length[] lists)
    {
        var list = 0;
        for (; list < lists.Length - 1 && !IsWithin(ref index, lists[list]); list++)
        {
            // On to the list that it stands in.
        }

        return (list, index);
    }

    /// <summary>
    /// The list that an index below the last end stands in, by the position after the end of each: the first that ends
    /// after it, since empty ones end where the one before them does.
    /// </summary>
    public static (int List, int Index) Bisect(int index, ReadOnlySpan<int> ends)
    {
        var (list, beyond) = (0, ends.Length - 1);
        while (list < beyond)
        {
            var middle = (list + beyond) >>> 1;
            if (ends[middle] > index)
            {
                beyond = middle;
            }
            else
            {
                list = middle + 1;
            }
        }

        return (list, list == 0 ? index : index - ends[list - 1]);
    }

    /// <summary>Whether a list has an index, which is otherwise counted from its end on.</summary>
    private static bool IsWithin(ref int index, Length list)
    {
        if (list.Evaluates && list.Holds(index))
        {
            return true;
        }

        var count = list.Count;
        if (index < count)
        {
            return true;
        }

        index -= count;
        return false;
    }

    /// <summary>They can be counted: the sum was looked at before.</summary>
    private static int[] EndsOf(Length[] lists)
    {
        var ends = new int[lists.Length];
        var end = 0;
        for (var i = 0; i < lists.Length; i++)
        {
            ends[i] = end += lists[i].Count;
        }

        return ends;
    }
}
