namespace SeqTools.Linq;

/// <summary>
/// Where the elements of interleaved lists stand whose lengths can't change, found in O(log k) from tables of O(k log
/// k) numbers.
/// </summary>
/// <remarks>
/// The lists ordered by length drop out one by one, which divides the rounds into stages: in stage <c>s</c> the lists
/// from rank <c>s</c> on take turns, in the order in which they were given. Whose turn it is, that is, which one comes
/// <c>n</c>-th by number among the ranks from <c>s</c> on, is found by halving the numbers (a wavelet tree): at each
/// level, the numbers of a range are listed by rank, and it is known how many of the first ones belong to the lower
/// half.
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

    /// <summary>
    /// The last stage that begins at or before an index: those before it that begin there, too, are empty.
    /// </summary>
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
