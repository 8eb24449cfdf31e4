namespace SeqTools.Linq.Tests.Retaining;

/// <summary>The numbers from 0 on, which can only be enumerated, and what was done with them.</summary>
internal sealed class NumberStream(int count) : IEnumerable<int>
{
    private int steps;
    private int opened;
    private int disposed;

    /// <summary>How many numbers all enumerators together have yielded.</summary>
    public int Steps => steps;

    public int Opened => opened;

    public int Open => opened - disposed;

    /// <summary>The number that cannot be read.</summary>
    public int Broken { get; set; } = -1;

    /// <summary>The steps that some reads take.</summary>
    public int StepsOf(Action reads)
    {
        var before = steps;
        reads();
        return steps - before;
    }

    public IEnumerator<int> GetEnumerator()
    {
        Interlocked.Increment(ref opened);
        try
        {
            for (var i = 0; i < count; i++)
            {
                if (i == Broken)
                {
                    throw new FormatException();
                }

                Interlocked.Increment(ref steps);
                yield return i;
            }
        }
        finally
        {
            Interlocked.Increment(ref disposed);
        }
    }

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
