using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the elements of two lists in turns.</summary>
    /// <remarks>As <see cref="Seq.Interleave"/>.</remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="first">The list that has the first turn.</param>
    /// <param name="second">The list that has the second turn.</param>
    /// <param name="secondText">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="OverflowException">
    /// There would be more than <see cref="int.MaxValue"/> elements; thrown where <see cref="SeqView{T}.Count"/> is read if the lengths can change.
    /// </exception>
    /// <example><code>
    /// var mixed = new[] { 1, 2, 3, 4 }.Interleave([10, 20]);
    /// Console.WriteLine(string.Join(" ", mixed)); // 1 10 2 20 3 4
    /// </code></example>
    public static SeqView<TSource> Interleave<TSource>(
        this IReadOnlyList<TSource> first,
        IReadOnlyList<TSource> second,
        [CallerArgumentExpression(nameof(second))] string secondText = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return InterleaveMap.Over(
            [ListView.Of(first), ListView.Of(second)], new(nameof(Interleave), secondText, file, line, member));
    }

    /// <summary>Views the elements of three lists in turns.</summary>
    /// <remarks>As <see cref="Seq.Interleave"/>.</remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="first">The list that has the first turn.</param>
    /// <param name="second">The list that has the second turn.</param>
    /// <param name="third">The list that has the third turn.</param>
    /// <param name="thirdText">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="OverflowException">
    /// There would be more than <see cref="int.MaxValue"/> elements; thrown where <see cref="SeqView{T}.Count"/> is read if the lengths can change.
    /// </exception>
    /// <example><code>
    /// var mixed = new[] { 1, 2, 3 }.Interleave([10], [100, 200]);
    /// Console.WriteLine(string.Join(" ", mixed)); // 1 10 100 2 200 3
    /// </code></example>
    public static SeqView<TSource> Interleave<TSource>(
        this IReadOnlyList<TSource> first,
        IReadOnlyList<TSource> second,
        IReadOnlyList<TSource> third,
        [CallerArgumentExpression(nameof(third))] string thirdText = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        return InterleaveMap.Over(
            [ListView.Of(first), ListView.Of(second), ListView.Of(third)], new(nameof(Interleave), thirdText, file, line, member));
    }
}

public static partial class Seq
{
    /// <summary>Views the elements of several lists in turns: the first of each, then the second of each, and so on.</summary>
    /// <remarks>
    /// <para>A list that has no more elements drops out, and the others go on; the length is the sum. Nothing is evaluated when the view is made; a
    /// read evaluates the one element. The lists are those that <paramref name="lists"/> holds when the view is made; their own lengths stay live.</para>
    /// <para>Where an element stands takes O(log k) to find among k lists whose lengths can't change. Where one can, all lengths are read each time
    /// and the search costs O(k log n).</para>
    /// <para><c>interleave</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="lists">The lists.</param>
    /// <param name="listsText">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="lists"/> or one of them is <see langword="null"/>.</exception>
    /// <exception cref="OverflowException">
    /// There would be more than <see cref="int.MaxValue"/> elements; thrown where <see cref="SeqView{T}.Count"/> is read if the lengths can change.
    /// </exception>
    /// <example><code>
    /// string[] a = ["a1", "a2", "a3"], b = ["b1"], c = ["c1", "c2"];
    /// var mixed = Seq.Interleave([a, b, c]);
    /// Console.WriteLine(string.Join(" ", mixed)); // a1 b1 c1 a2 c2 a3
    /// </code></example>
    public static SeqView<T> Interleave<T>(
        IReadOnlyList<IReadOnlyList<T>> lists,
        [CallerArgumentExpression(nameof(lists))] string listsText = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(lists);
        return InterleaveMap.Over(ListView.OfAll(lists), new(nameof(Interleave), listsText, file, line, member));
    }
}

/// <summary>The lists take turns, round after round, and drop out when they have no more.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly struct InterleaveMap(Rounds? rounds) : IListsMap
{
    /// <summary>So many lengths are noted on the stack.</summary>
    private const int FewLists = 64;

    public static SeqView<T> Over<T>(SeqView<T>[] lists, ViewOrigin origin)
    {
        var lengths = Array.ConvertAll(lists, list => list.Length);
        return new TurnsView<T, InterleaveMap>(lists, Over(lengths), Length.Sum(lengths), origin);
    }

    public static InterleaveMap Over(Length[] lists) =>
        new(Array.TrueForAll(lists, list => list.IsFixed) ? new(Length.Counts(lists)) : null);

    public (int List, int Index) Locate(int index, Length[] lists) => rounds?.Locate(index) ?? Search(index, lists);

    private static (int List, int Index) Search(int index, Length[] lists)
    {
        Span<int> counts = lists.Length <= FewLists ? stackalloc int[lists.Length] : new int[lists.Length];
        Length.Note(lists, counts);
        var round = LastRound(index, counts);
        var turn = index - Before(round, counts);
        var list = 0;
        while (list < counts.Length - 1 && (counts[list] <= round || turn-- > 0))
        {
            list++;
        }

        return (list, round);
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

/// <summary>Where the elements of interleaved lists stand whose lengths can't change, found in O(log k) from tables of O(k log k) numbers.</summary>
/// <remarks>
/// The lists ordered by length drop out one by one, which divides the rounds into stages: in stage <c>s</c> the lists from rank <c>s</c> on
/// take turns, in the order in which they were given. Whose turn it is, that is, which one comes <c>n</c>-th by number among the ranks from <c>s</c> on, is found by
/// halving the numbers (a wavelet tree): at each level, the numbers of a range are listed by rank, and it is known how many of the first ones belong to the lower half.
/// </remarks>
internal sealed class Rounds
{
    private readonly int[] rounds;
    private readonly long[] starts;
    private readonly List<int[]> levels = [];

    public Rounds(int[] counts)
    {
        var byLength = Enumerable.Range(0, counts.Length).OrderBy(list => counts[list]).ToArray();
        rounds = [0, .. byLength.Select(list => counts[list])];
        starts = new long[rounds.Length];
        for (var stage = 1; stage < rounds.Length; stage++)
        {
            starts[stage] = starts[stage - 1] + ((long)(rounds[stage] - rounds[stage - 1]) * (rounds.Length - stage));
        }

        Divide(byLength, 0, level: 0);
    }

    public (int List, int Index) Locate(int index)
    {
        var stage = LastStage(index);
        var (round, turn) = Math.DivRem(index - starts[stage], rounds.Length - 1 - stage);
        return (Number(stage, (int)turn), rounds[stage] + (int)round);
    }

    /// <summary>The last stage that begins at or before an index: those before it that begin there, too, are empty.</summary>
    private int LastStage(int index)
    {
        var (stage, beyond) = (0, starts.Length - 1);
        while (beyond - stage > 1)
        {
            var middle = (stage + beyond) / 2;
            (stage, beyond) = starts[middle] <= index ? (middle, beyond) : (stage, middle);
        }

        return stage;
    }

    /// <summary>The <paramref name="turn"/>-th smallest of the numbers whose rank is not below the given one.</summary>
    private int Number(int rank, int turn)
    {
        var (first, beyond) = (0, rounds.Length - 1);
        for (var level = 0; beyond - first > 1; level++)
        {
            var middle = (first + beyond) / 2;
            var lowerBefore = levels[level][first + rank];
            var lower = middle - first - lowerBefore;
            (first, beyond, rank, turn) = turn < lower
                ? (first, middle, lowerBefore, turn)
                : (middle, beyond, rank - lowerBefore, turn - lower);
        }

        return first;
    }

    private void Divide(ReadOnlySpan<int> numbers, int first, int level)
    {
        if (numbers.Length <= 1)
        {
            return;
        }

        if (level == levels.Count)
        {
            levels.Add(new int[rounds.Length - 1]);
        }

        var middle = first + (numbers.Length / 2);
        List<int> lower = [], upper = [];
        for (var rank = 0; rank < numbers.Length; rank++)
        {
            levels[level][first + rank] = lower.Count;
            (numbers[rank] < middle ? lower : upper).Add(numbers[rank]);
        }

        Divide(lower.ToArray(), first, level + 1);
        Divide(upper.ToArray(), middle, level + 1);
    }
}
