using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>The lengths of lists, added up as far as they are needed.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class FlattenLength<T> : Length, IKeptResults<int>
{
    private readonly Lists<T> lists;
    private readonly ViewOrigin origin;
    private readonly SingleFlight<int> reads;
    private readonly object learning = new();

    /// <summary>The position after the last element of each list. What lies past the known ones is not read.</summary>
    private int[] ends = new int[4];
    private volatile int known;
    private volatile bool isWhole;

    public FlattenLength(Lists<T> lists, ViewOrigin origin)
        : base(mayEvaluate: true)
    {
        this.lists = lists;
        this.origin = origin;
        reads = new(this, origin);
    }

    public override int Count
    {
        get
        {
            while (LearnOneMore())
            {
                // All of them are needed.
            }

            return End;
        }
    }

    protected override bool EvaluatesNow => !isWhole;

    private ReadOnlySpan<int> Ends
    {
        get
        {
            var count = known;
            return new(Volatile.Read(ref ends), 0, count);
        }
    }

    private int End => Ends is [.., var end] ? end : 0;

    public override bool Holds(int index, bool isCounting = false)
    {
        while (index >= End && LearnOneMore())
        {
            // As far as the index.
        }

        return index >= 0 && index < End;
    }

    /// <summary>The list that an index stands in, and the position there; past the end, a list that is none.</summary>
    public (int List, int Index) Locate(int index) =>
        Holds(index) ? ConcatMap.Bisect(index, Ends) : (Ends.Length, 0);

    /// <summary>How many elements a list has, if that is known.</summary>
    public int? CountOf(int number)
    {
        var all = Ends;
        return number < all.Length ? all[number] - (number == 0 ? 0 : all[number - 1])
            : isWhole ? 0
            : null;
    }

    bool IKeptResults<int>.TryFind(int index, out int value)
    {
        value = 0;
        return index < known;
    }

    /// <summary>Notes how many elements a list has, if it is the next one to be known.</summary>
    public int Keep(int index, int value)
    {
        lock (learning)
        {
            if (index != known)
            {
                return value;
            }

            var end = Checked((long)End + value, origin);
            if (known == ends.Length)
            {
                Volatile.Write(ref ends, [.. ends, .. new int[known]]);
            }

            ends[known] = end;
            known++;
            return value;
        }
    }

    /// <summary>Reads the length of the first list whose own is not known.</summary>
    /// <returns>Whether there is such a list.</returns>
    private bool LearnOneMore()
    {
        if (isWhole)
        {
            return false;
        }

        try
        {
            var number = known;
            if (lists.Source.HoldsNow(number))
            {
                reads.Read(number, CountIn).Open();
                return true;
            }
        }
        catch (EvaluationException e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.OfCount(e, this);
        }

        isWhole = true;
        return false;
    }

    private int CountIn(int number) => NestedView<T>.CountOf(lists.Read(number), number, origin);
}
