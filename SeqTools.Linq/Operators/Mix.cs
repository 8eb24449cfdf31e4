using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class Seq
{
    /// <summary>Views the elements of several lists interleaved evenly, each in proportion to its weight.</summary>
    /// <remarks>
    /// <para>Each list is read from its start, in order. Among the first <c>n</c> elements of the view, for every <c>n</c>, a list stands within one
    /// element of its share, which is <c>n</c> times its weight over the sum of the weights. The order follows from the weights
    /// alone: there is no chance in it, and it does not depend on the lengths.</para>
    /// <para>The view ends where it would need an element of a list that has no more; what the other lists have left is not in it. An endless list never
    /// ends it. Nothing is evaluated when the view is made; a read evaluates the one element. The lists are those that <paramref name="sources"/> holds when
    /// the view is made; their own lengths stay live.</para>
    /// <para>Where an element stands is found in time proportional to the number of lists and to the sum of the weights over the smallest one,
    /// however far into the view it is, without a table; an enumeration goes from one to the next in time proportional to the number of lists.</para>
    /// <para>Python's SeqTools has none; <c>sample_from_datasets</c> in tf.data and <c>mix</c> in Grain are its like.</para>
    /// </remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="sources">The lists and their weights, of which only the proportions matter.</param>
    /// <param name="sourcesText">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sources"/> or one of the lists is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not positive, or not finite.</exception>
    /// <exception cref="OverflowException">
    /// There would be more than <see cref="int.MaxValue"/> elements; thrown where <see cref="SeqView{T}.Count"/> is read if the lengths can change.
    /// </exception>
    /// <example><code>
    /// string[] day = ["d1", "d2", "d3", "d4"], night = ["n1", "n2"];
    /// var mixed = Seq.Mix([(day, 3), (night, 1)]);
    /// Console.WriteLine(string.Join(" ", mixed)); // d1 d2 d3 n1 d4
    /// </code></example>
    public static SeqView<T> Mix<T>(
        IReadOnlyList<(IReadOnlyList<T> Source, double Weight)> sources,
        [CallerArgumentExpression(nameof(sources))] string sourcesText = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(sources);
        (IReadOnlyList<T> Source, double Weight)[] parts = [.. sources];
        var lists = ListView.OfAll(Array.ConvertAll(parts, part => part.Source), nameof(sources));
        MixMap map = new(Deadlines.Spacings(Array.ConvertAll(parts, part => part.Weight), nameof(sources)));
        return new MixView<T>(lists, map, new(nameof(Mix), sourcesText, file, line, member));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class MixView<T>(SeqView<T>[] lists, MixMap map, ViewOrigin origin)
    : TurnsView<T, MixMap>(lists, map, Length.Of(Array.ConvertAll(lists, list => list.Length), map.Count), origin)
{
    private readonly MixMap turns = map;

    internal override SeqView<T> Over(Substitution sources) => new MixView<T>(sources.OfAll(Lists), turns, Origin);

    protected override Func<(int List, int Index)> Turns(int index) => turns.From(index);
}

/// <summary>The lists take turns in proportion to their weights, which the distances between the elements of each list stand for.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly struct MixMap(double[] spacings) : IListsMap
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

    /// <summary>The first index that would need an element that its list does not have; no list is short of one before the search begins.</summary>
    public int Count(Length[] lists)
    {
        var counts = lists.Length <= FewLists ? stackalloc int[lists.Length] : new int[lists.Length];
        Length.Note(lists, counts);
        if (!counts.ContainsAnyExcept(int.MaxValue))
        {
            return counts.IsEmpty ? 0 : int.MaxValue;
        }

        var taken = lists.Length <= FewLists ? stackalloc int[lists.Length] : new int[lists.Length];
        var end = checked((int)FirstRelease(counts));
        Deadlines.Reach(end, spacings, taken);
        while (Exists(Deadlines.Take(end, spacings, taken), counts))
        {
            end = checked(end + 1);
        }

        return end;
    }

    private static bool Exists((int List, int Index) element, ReadOnlySpan<int> counts) => element.Index < counts[element.List];

    /// <summary>Where the first element may stand that its list does not have.</summary>
    private double FirstRelease(ReadOnlySpan<int> counts)
    {
        var first = double.PositiveInfinity;
        for (var list = 0; list < counts.Length; list++)
        {
            first = counts[list] == int.MaxValue ? first : Math.Min(first, counts[list] * spacings[list]);
        }

        return first;
    }
}

/// <summary>Chooses, for one place after the other, whose element stands there.</summary>
/// <remarks>
/// <para>A list with the share <c>w</c> of the weights has the spacing <c>1/w</c>. Its element <c>t</c> may stand from place <c>⌊t/w⌋</c> on (it is released then), and
/// must stand before place <c>⌈(t+1)/w⌉</c> (it is due then). If all do, <c>⌊nw⌋</c> to <c>⌈nw⌉</c> of its elements are among the first <c>n</c>, less than one off.
/// Any <c>d</c> places in a row are the whole window of at most <c>Σ⌊dw⌋ ≤ d</c> elements, so it can be done, and the rule that does it whenever it can be done is:
/// of the elements released, take the one that is due first. There always is one, since <c>Σ⌈nw⌉ ≥ n</c>.</para>
/// <para>The choice at place <c>n</c> does not depend on what was chosen more than a longest spacing before it. For what is due by some
/// <c>D ≥ n</c>, the rule is a queue of its own, into which <c>A(m) = Σ min(⌈mw⌉, ⌊Dw⌋)</c> elements have come by place <c>m</c>. It has served the smallest of
/// <c>A(m) + n - m</c>, over all <c>m ≤ n</c>, of them by place <c>n</c>. As long as <c>m</c> is a longest spacing before <c>n</c>, the first term is the
/// smaller of the two for every list, and <c>A(m) ≥ m</c>: those places, all of which served what is due by <c>D</c>, count alike whichever elements they served.
/// So it may begin there, from any share-out of the places before among elements released by then.</para>
/// </remarks>
[DebuggerStepThrough, StackTraceHidden]
internal static class Deadlines
{
    /// <summary>A list this sparse has at most one element in the longest view.</summary>
    private const double LongestSpacing = 1L << 40;

    public static double[] Spacings(double[] weights, string parameter)
    {
        for (var list = 0; list < weights.Length; list++)
        {
            if (!double.IsFinite(weights[list]) || weights[list] <= 0)
            {
                throw new ArgumentOutOfRangeException(
                    parameter, weights[list], $"The weight of the list at {list} is {weights[list]}, and must be positive and finite.");
            }
        }

        var heaviest = weights.DefaultIfEmpty(1).Max();
        var total = weights.Sum(weight => weight / heaviest);
        return Array.ConvertAll(weights, weight => Math.Min(total / (weight / heaviest), LongestSpacing));
    }

    /// <summary>Counts how many elements of each list stand before a place.</summary>
    public static void Reach(int place, ReadOnlySpan<double> spacings, Span<int> taken)
    {
        var start = (int)Math.Max(0, place - 1 - Longest(spacings));
        ShareOut(start, spacings, taken);
        while (start < place)
        {
            Take(start++, spacings, taken);
        }
    }

    /// <summary>Chooses the element that stands at a place, given how many of each list stand before it.</summary>
    public static (int List, int Index) Take(int place, ReadOnlySpan<double> spacings, Span<int> taken)
    {
        var (next, firstDue) = (0, double.PositiveInfinity);
        for (var list = 0; list < spacings.Length; list++)
        {
            var due = (taken[list] + 1.0) * spacings[list];
            if (due < firstDue && taken[list] * spacings[list] < place + 1.0)
            {
                (next, firstDue) = (list, due);
            }
        }

        return (next, taken[next]++);
    }

    private static void ShareOut(int places, ReadOnlySpan<double> spacings, Span<int> taken)
    {
        var left = places;
        for (var list = 0; list < spacings.Length; list++)
        {
            taken[list] = (int)(places / spacings[list]);
            left -= taken[list];
        }

        for (var list = 0; left > 0 && list < spacings.Length; list++)
        {
            if (taken[list] * spacings[list] < places)
            {
                taken[list]++;
                left--;
            }
        }
    }

    private static double Longest(ReadOnlySpan<double> spacings)
    {
        var longest = 0.0;
        foreach (var spacing in spacings)
        {
            longest = Math.Max(longest, spacing);
        }

        return longest;
    }
}
