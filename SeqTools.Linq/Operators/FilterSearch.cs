using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Looks for the elements of a list that fit, and keeps where they stand. One thread at a time looks; what was found is
/// read without waiting.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class FilterSearch<T>(SeqView<T> source, Func<T, bool> predicate, ViewOrigin origin)
{
    private readonly object gate = new();

    /// <summary>What enumerations have judged behind a position that failed, until the search gets there.</summary>
    private readonly FilterVerdicts ahead = new();

    // Who looks writes a position, then how many there are, then how far all are judged; who reads, in reverse.
    private int[] positions = new int[4];
    private int found;
    private int judged;
    private bool hasEnded;
    private Turn? turn;

    /// <summary>Whether all elements are judged: nothing will be found any more.</summary>
    public bool HasEnded => Volatile.Read(ref hasEnded);

    /// <summary>How many elements fit; looks at all of them.</summary>
    public int CountAll()
    {
        Reach(int.MaxValue);
        return Volatile.Read(ref found);
    }

    /// <summary>Whether an element of that index may be found: the list may be as long.</summary>
    public bool MayFind(int index) => source.Length.MayReach(index);

    /// <summary>
    /// Looks for the element that is so many fitting ones away from the first, and says where it stands.
    /// </summary>
    public Judgement<T> Find(int index, out int position)
    {
        var (last, judgement) = Reach(index);
        var isFound = index < Volatile.Read(ref found);
        position = isFound ? Volatile.Read(ref positions)[index] : last;
        return !isFound ? default
            : position == last ? judgement
            : new(Exists: true, Fits: true);
    }

    /// <summary>
    /// Looks for the first element that fits, from a position on, which is moved there; to the one that failed, if one
    /// does.
    /// </summary>
    /// <param name="position">The position.</param>
    /// <param name="place">
    /// How many of the positions found are known to be before it; moved there, so that a pass looks for none twice.
    /// </param>
    public Judgement<T> FindFrom(ref int position, ref int place)
    {
        while (true)
        {
            var isComplete = HasEnded;
            var end = Volatile.Read(ref judged);
            if (TryFindKnown(ref position, ref place))
            {
                return new(Exists: true, Fits: true);
            }

            if (isComplete)
            {
                return default;
            }

            position = Math.Max(position, end);
            if (Look(ref position) is { } judgement)
            {
                return judgement;
            }
        }
    }

    private bool IsReached(int index) => index < Volatile.Read(ref found) || HasEnded;

    /// <summary>Judges one position after the other until the element of an index is found or the list ends.</summary>
    /// <returns>The last position that was judged here, and what it is.</returns>
    private (int Position, Judgement<T> Judgement) Reach(int index)
    {
        (int Position, Judgement<T> Judgement) last = (-1, default);
        while (!IsReached(index))
        {
            var mine = Take();
            try
            {
                while (!IsReached(index))
                {
                    last = (judged, Judge(judged));
                    if (mine.IsAwaited)
                    {
                        break;
                    }
                }
            }
            finally
            {
                Pass(mine);
            }
        }

        return last;
    }

    /// <summary>
    /// Judges one position after the other until one fits or the list ends, or others are to have their turn.
    /// </summary>
    private Judgement<T>? Look(ref int position)
    {
        var mine = Take();
        try
        {
            while (position >= judged && !HasEnded)
            {
                var judgement = Judge(position);
                if (judgement.Fits || !judgement.Exists)
                {
                    return judgement;
                }

                position++;
                if (mine.IsAwaited)
                {
                    break;
                }
            }

            return null;
        }
        finally
        {
            Pass(mine);
        }
    }

    private Judgement<T> Judge(int position)
    {
        if (ahead.TryFind(position, out var verdict))
        {
            return new(Exists: true, verdict);
        }

        if (!source.TryRead(position, out var element))
        {
            Volatile.Write(ref hasEnded, hasEnded || position == judged);
            return default;
        }

        var fits = Fits(element);
        Keep(position, fits);
        return new(Exists: true, fits, IsEvaluated: true, element);
    }

    private bool Fits(T element)
    {
        try
        {
            return predicate(element);
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e, element);
        }
    }

    private void Keep(int position, bool fits)
    {
        if (position > judged)
        {
            ahead.Add(position, fits);
            return;
        }

        do
        {
            if (fits)
            {
                Add(judged);
            }

            Volatile.Write(ref judged, judged + 1);
        }
        while (ahead.TryFind(judged, out fits));
    }

    private void Add(int position)
    {
        if (found == positions.Length)
        {
            var longer = new int[(int)Math.Min(2L * found, Array.MaxLength)];
            positions.CopyTo(longer, 0);
            Volatile.Write(ref positions, longer);
        }

        positions[found] = position;
        Volatile.Write(ref found, found + 1);
    }

    /// <summary>The first of the positions found that is not before this one.</summary>
    private bool TryFindKnown(ref int position, ref int place)
    {
        var count = Volatile.Read(ref found);
        var known = Volatile.Read(ref positions);
        while (place < count && known[place] < position)
        {
            place++;
        }

        if (place == count)
        {
            return false;
        }

        position = known[place];
        return true;
    }

    /// <summary>
    /// Waits for the turn of this thread. Who has it and comes back for it, if by way of other threads, would wait for
    /// ever: it is refused.
    /// </summary>
    private Turn Take()
    {
        while (true)
        {
            Turn others;
            lock (gate)
            {
                if (turn is null)
                {
                    turn = new(found, origin);
                    Evaluating.Enter(new(turn.Node));
                    return turn;
                }

                others = turn;
            }

            others.Await();
        }
    }

    private void Pass(Turn mine)
    {
        using (Uninterrupted.Lock(gate))
        {
            turn = null;
        }

        Evaluating.Leave();
        mine.Pass();
    }

    /// <summary>A thread looks.</summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Turn(int index, ViewOrigin origin) : Evaluation(index, origin)
    {
        private bool isAwaited;

        public bool IsAwaited => Volatile.Read(ref isAwaited);

        public void Await()
        {
            Volatile.Write(ref isAwaited, true);
            Wait();
        }

        public void Pass() => End();
    }
}
