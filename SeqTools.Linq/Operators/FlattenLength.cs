using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>The lengths of lists, added up when they are first needed.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class FlattenLength<T>(SeqView<IReadOnlyList<T>> lists) : Length
{
    private readonly object reading = new();
    private int[]? ends;

    /// <summary>The position after the last element of each list.</summary>
    public int[] Ends
    {
        get
        {
            if (Volatile.Read(ref ends) is { } known)
            {
                return known;
            }

            try
            {
                lock (reading)
                {
                    return ends ??= ReadEnds();
                }
            }
            catch (EvaluationException e) when (EvaluationException.Catches(e))
            {
                throw EvaluationException.OfCount(e, this);
            }
        }
    }

    public override int Count => Ends is [.., var end] ? end : 0;

    public override bool Evaluates => Volatile.Read(ref ends) is null;

    private int[] ReadEnds()
    {
        List<int> read = [];
        var end = 0;
        using var pass = lists.Enumerate(0);
        while (pass.MoveNext())
        {
            end = checked(end + NestedView<T>.CountOf(pass.Current, read.Count));
            read.Add(end);
        }

        return [.. read];
    }
}
