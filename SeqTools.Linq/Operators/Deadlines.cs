using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>Chooses, for one place after the other, whose element stands there.</summary>
/// <remarks>
/// <para>A list with the share <c>w</c> of the weights has the spacing <c>1/w</c>. Its element <c>t</c> may stand from
/// place <c>⌊t/w⌋</c> on (it is released then), and must stand before place <c>⌈(t+1)/w⌉</c> (it is due then). If all
/// do, <c>⌊nw⌋</c> to <c>⌈nw⌉</c> of its elements are among the first <c>n</c>, less than one off. Any <c>d</c> places
/// in a row are the whole window of at most <c>Σ⌊dw⌋ ≤ d</c> elements, so it can be done, and the rule that does it
/// whenever it can be done is: of the elements released, take the one that is due first. There always is one, since
/// <c>Σ⌈nw⌉ ≥ n</c>.</para>
/// <para>The choice at place <c>n</c> does not depend on what was chosen more than a longest spacing before it. For
/// what is due by some <c>D ≥ n</c>, the rule is a queue of its own, into which <c>A(m) = Σ min(⌈mw⌉, ⌊Dw⌋)</c>
/// elements have come by place <c>m</c>. It has served the smallest of <c>A(m) + n - m</c>, over all <c>m ≤ n</c>, of
/// them by place <c>n</c>. As long as <c>m</c> is a longest spacing before <c>n</c>, the first term is the smaller of
/// the two for every list, and <c>A(m) ≥ m</c>: those places, all of which served what is due by <c>D</c>, count alike
/// whichever elements they served. So it may begin there, from any share-out of the places before among elements
/// released by then.</para>
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
                    parameter, weights[list],
                    $"The weight of the list at {list} is {weights[list]}, and must be positive and finite.");
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
