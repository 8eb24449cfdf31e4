using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>What an element of a session costs, as measured last, and what is worth while at that cost.</summary>
internal sealed class ElementCost
{
    /// <summary>A second slow element among so many samples is not chance.</summary>
    private const int FewSamples = 8;

    /// <summary>What a worker takes in hand at once: beside it, that the workers meet over it costs little.</summary>
    private static readonly long Claim = Stopwatch.Frequency / 50_000;

    /// <summary>What it costs to hand an element from one thread to another, about.</summary>
    private static readonly long HandOver = Stopwatch.Frequency * 35 / 100_000_000;

    private long ticks = long.MaxValue;
    private int samplesSinceSlow = FewSamples;

    /// <summary>Whether an element costs less than a claim is to take; not before it is known.</summary>
    public bool IsCheap => Ticks < Claim;

    /// <summary>Whether an element costs less than its way from a worker to a reader.</summary>
    public bool IsBelowHandOver => Ticks < HandOver;

    private long Ticks => Volatile.Read(ref ticks);

    /// <summary>How many neighbours a worker takes in hand at once.</summary>
    public int ElementsOfClaim(int most) => (int)Math.Clamp(Claim / Math.Max(1, Ticks), 1, Math.Max(1, most));

    /// <summary>Takes note of what each of several neighbours has cost.</summary>
    public void Note(long now) => Volatile.Write(ref ticks, now);

    /// <summary>
    /// Takes note of what one of many elements has cost. A single one that is slow, since its thread was stopped or
    /// its function was compiled, says nothing of the others.
    /// </summary>
    /// <returns>Whether they are slow.</returns>
    public bool IsSlow(long sample)
    {
        samplesSinceSlow++;
        if (sample < HandOver)
        {
            Note(sample);
            return false;
        }

        var isSlow = samplesSinceSlow <= FewSamples;
        samplesSinceSlow = 0;
        if (isSlow)
        {
            Note(sample);
        }

        return isSlow;
    }
}
