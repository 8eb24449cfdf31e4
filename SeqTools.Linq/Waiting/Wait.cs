namespace SeqTools.Linq;

/// <summary>
/// A wait for an element within evaluations, which it holds up: an edge of the wait-for graph for each of them.
/// </summary>
internal class Wait(Evaluated[] by, Node target, ViewOrigin origin)
{
    public Evaluated[] By => by;

    public Node Target => target;

    /// <summary>
    /// The workers of whom any has to begin the element first, and their number; <see langword="null"/> where one has
    /// begun it, or is free to.
    /// </summary>
    public virtual (object Crew, int Size)? BusyWorkers => null;

    public InvalidOperationException Refuse() => new(
        (target.Index == EvaluationFrame.NoIndex ? $"{origin}" : $"Element {target.Index} of {origin}")
        + " depends on itself: to wait for it here would never end.");
}
