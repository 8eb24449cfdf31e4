namespace SeqTools.Linq;

/// <summary>A view that reaches its elements step by step: going back is dear, unless it was told before.</summary>
internal interface IReadInSteps
{
    /// <summary>Readers will be so many elements apart.</summary>
    void ReachBack(int steps);

    /// <summary>Tells it to all such views that a view reads.</summary>
    static void ReachBack(IView view, int steps)
    {
        foreach (var source in new Pipeline(view).Nodes.OfType<IReadInSteps>())
        {
            source.ReachBack(steps);
        }
    }
}
