using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// The lists take turns in proportion to their weights, which the distances between the elements of each list stand
/// for.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly struct MixMap(double[] spacings, ViewOrigin origin) : IListsMap
{
    /// <summary>So many lists are kept count of on the stack.</summary>
    private const int FewLists = 64;

    public (int List, int Index) Locate(int index, Length[] lists)
    {
        var taken = lists.Length <= FewLists ? stackalloc int[lists.Length] : new int[lists.Length];
        Deadlines.Reach(index, spacings, taken);
        return Deadlines.Take(index, spacings, taken);
    }

    public Func<(int List, int Index)> From(int index)
    {
        var distances = spacings;
        var taken = new int[distances.Length];
        Deadlines.Reach(index, distances, taken);
        return () => Deadlines.Take(index++, distances, taken);
    }

    /// <summary>
    /// The first index that would need an element that its list does not have; no list is short of one before the
    /// search begins.
    /// </summary>
    public int Count(Length[] lists)
    {
        if (lists is [])
        {
            return 0;
        }

        var end = End(lists);
        return Length.AreEndless(lists) ? (int)Math.Min(end, int.MaxValue) : Length.Checked(end, origin);
    }

    private long End(Length[] lists)
    {
        var counts = lists.Length <= FewLists ? stackalloc int[lists.Length] : new int[lists.Length];
        Length.Note(lists, counts);
        var end = (long)Math.Min(FirstRelease(counts), Length.TooMany);
        if (end == Length.TooMany)
        {
            return end;
        }

        var taken = lists.Length <= FewLists ? stackalloc int[lists.Length] : new int[lists.Length];
        Deadlines.Reach((int)end, spacings, taken);
        while (end < Length.TooMany && Exists(Deadlines.Take((int)end, spacings, taken), counts))
        {
            end++;
        }

        return end;
    }

    private static bool Exists((int List, int Index) element, ReadOnlySpan<int> counts) =>
        element.Index < counts[element.List];

    /// <summary>Where the first element may stand that its list does not have.</summary>
    private double FirstRelease(ReadOnlySpan<int> counts)
    {
        var first = double.PositiveInfinity;
        for (var list = 0; list < counts.Length; list++)
        {
            first = Math.Min(first, counts[list] * spacings[list]);
        }

        return first;
    }
}
