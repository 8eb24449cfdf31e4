using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>One list after another. The ends of the lists are looked up where none can change its length.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly struct ConcatMap(int[]? ends) : IListsMap
{
    public static ConcatMap Over(Length[] lists) =>
        new(Array.TrueForAll(lists, list => list.IsFixed) ? Ends(lists) : null);

    public (int List, int Index) Locate(int index, Length[] lists) =>
        ends is null ? Walk(index, lists) : Bisect(index, ends);

    private static (int List, int Index) Walk(int index, Length[] lists)
    {
        var list = 0;
        for (int count; list < lists.Length - 1 && index >= (count = lists[list].Count); list++)
        {
            index -= count;
        }

        return (list, index);
    }

    /// <summary>The first list that ends after the index: empty ones end where the one before them does.</summary>
    private static (int List, int Index) Bisect(int index, int[] ends)
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

    private static int[] Ends(Length[] lists)
    {
        var ends = new int[lists.Length];
        var end = 0;
        for (var i = 0; i < lists.Length; i++)
        {
            ends[i] = end = checked(end + lists[i].Count);
        }

        return ends;
    }
}
