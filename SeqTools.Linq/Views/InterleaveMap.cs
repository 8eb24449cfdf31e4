using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>The lists take turns, round after round, and drop out when they have no more.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly struct InterleaveMap(Rounds? rounds) : IListsMap
{
    /// <summary>So many lengths are noted on the stack.</summary>
    private const int FewLists = 64;

    public static SeqView<T> Over<T>(SeqView<T>[] lists, ViewOrigin origin)
    {
        var lengths = Array.ConvertAll(lists, list => list.Length);
        return new InterleavedView<T, InterleaveMap>(lists, Over(lengths), Length.Sum(lengths, origin), origin);
    }

    public static AsyncSeqView<T> Over<T>(AsyncSeqView<T>[] views, ViewOrigin origin)
    {
        var lengths = Array.ConvertAll(views, view => view.Length);
        return new AsyncListsView<T, InterleaveMap>(views, Over(lengths), Length.Sum(lengths, origin), origin);
    }

    public (int List, int Index) Locate(int index, Length[] lists) => rounds?.Locate(index) ?? Search(index, lists);

    private static InterleaveMap Over(Length[] lists) =>
        new(Array.TrueForAll(lists, list => list.IsFixed) ? new(Length.Counts(lists)) : null);

    private static (int List, int Index) Search(int index, Length[] lists)
    {
        Span<int> counts = lists.Length <= FewLists ? stackalloc int[lists.Length] : new int[lists.Length];
        Length.Note(lists, counts);
        var (round, turn) = Math.DivRem(index, counts.Length);
        if (AllGoBeyond(round, counts))
        {
            return (turn, round);
        }

        round = LastRound(index, counts);
        turn = index - (int)Before(round, counts);
        var list = 0;
        while (list < counts.Length - 1 && (counts[list] <= round || turn-- > 0))
        {
            list++;
        }

        return (list, round);
    }

    /// <summary>Whether no list has dropped out in a round, or before.</summary>
    private static bool AllGoBeyond(int round, ReadOnlySpan<int> counts)
    {
        foreach (var count in counts)
        {
            if (count <= round)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The last round that begins at or before an index.</summary>
    private static int LastRound(int index, ReadOnlySpan<int> counts)
    {
        var (round, beyond) = (0, int.MaxValue);
        while (beyond - round > 1)
        {
            var middle = round + ((beyond - round) / 2);
            if (Before(middle, counts) <= index)
            {
                round = middle;
            }
            else
            {
                beyond = middle;
            }
        }

        return round;
    }

    /// <summary>The number of elements before a round.</summary>
    private static long Before(int round, ReadOnlySpan<int> counts)
    {
        var elements = 0L;
        foreach (var count in counts)
        {
            elements += Math.Min(count, round);
        }

        return elements;
    }
}
