namespace SeqTools.Linq;

/// <summary>A view that reaches its elements step by step: going back is dear, unless it was told before.</summary>
internal interface IReadInSteps
{
    /// <summary>More is not kept of a sequence without having been asked for.</summary>
    private const int Most = 1 << 16;

    /// <summary>Readers will be so many elements apart.</summary>
    void ReachBack(int steps);

    /// <summary>
    /// Tells it to all such views that a view reads, whose readers will be so many of its own elements apart.
    /// </summary>
    static void ReachBack(IView view, int elements)
    {
        Dictionary<object, long> told = new(ReferenceEqualityComparer.Instance);
        Stack<(object Node, long Steps)> left = new([(view, elements)]);
        while (left.TryPop(out var next))
        {
            if (next.Node is not IView stage || told.GetValueOrDefault(stage) >= next.Steps)
            {
                continue;
            }

            told[stage] = next.Steps;
            if (next.Node is IReadInSteps inSteps)
            {
                inSteps.ReachBack((int)next.Steps);
            }

            var reach = Math.Min(Most, stage.Reach(next.Steps));
            foreach (var source in stage.Sources)
            {
                left.Push((source, reach));
            }
        }
    }
}
