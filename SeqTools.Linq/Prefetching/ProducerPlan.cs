using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A plan whose elements are awaited by producers, and never by their readers.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ProducerPlan<T>(
    AsyncSeqView<T> source, PrefetchSettings settings, PrefetchOptions<T> options, ViewOrigin origin)
    : PrefetchPlan<T>(source, settings, options, origin)
{
    /// <summary>
    /// By what a flow knows that it is a producer of this view: whatever is begun in a flow keeps it, and is not to
    /// keep the view.
    /// </summary>
    private readonly object identity = new();

    public override bool ReadersMayEvaluate => false;

    /// <summary>
    /// How many neighbours a producer claims at once where all are at work: together no more than half of the buffer.
    /// </summary>
    public int NeighboursAtOnce =>
        (int)Math.Clamp(MaxBuffered / (2L * WorkerCount), 1, Math.Max(1, source.NeighboursAtOnce));

    public override bool IsInside => Evaluating.IsInsideFlow(identity);

    /// <summary>
    /// Makes the asynchronous method that calls this, and all that it awaits, a producer of elements of this view.
    /// </summary>
    public void Enter() => Evaluating.EnterProducer(identity);

    /// <summary>Evaluates an element, whole where it is a view.</summary>
    /// <returns>What came of it, and whether it is still in the list.</returns>
    public async ValueTask<(Outcome<T> Outcome, bool IsThere)> EvaluateAsync(
        int index, CancellationToken cancellationToken)
    {
        try
        {
            if (!IsThere(index, out var missing))
            {
                return (missing, false);
            }

            var element = await source.ReadAsync(index, cancellationToken).ConfigureAwait(false);
            var whole = await ComputedView<T>.WholeAsync(element, cancellationToken).ConfigureAwait(false);
            return (new(whole, null), true);
        }
        catch (Exception e)
        {
            return (Outcome<T>.Of(e), true);
        }
    }

    protected override Session<T> NewSession(bool hasOneReader) => new ProducerSession<T>(this, hasOneReader);
}
