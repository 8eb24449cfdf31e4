using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// A plan whose elements are evaluated on threads: those of workers, and those of readers that come first.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ThreadPlan<T>(
    SeqView<T> source, PrefetchSettings settings, PrefetchOptions<T> options, ViewOrigin origin)
    : PrefetchPlan<T>(source, settings, options, origin)
{
    /// <summary>Not where the user's callback has to be run first, on a worker.</summary>
    public override bool ReadersMayEvaluate => Options.OnWorkerStart is null;

    public override bool IsInside => Evaluating.IsInside(this);

    /// <summary>
    /// Makes a reader's thread one on which elements of this view are evaluated, until the result is disposed.
    /// </summary>
    /// <param name="node">What others wait for meanwhile; none where they can't.</param>
    public EvaluationScope EnterEvaluation(Node node) => new(this, node);

    /// <summary>
    /// Evaluates an element, whole where it is a view. Errors have to be wrapped where this is called, whatever mode a
    /// reader has: the mode of the code that comes to read the element decides.
    /// </summary>
    /// <param name="index">The element.</param>
    /// <param name="at">The window that it is evaluated for; none where its reader evaluates it.</param>
    /// <param name="outcome">What came of it.</param>
    /// <returns>Whether it is still in the list.</returns>
    public bool TryEvaluate(int index, Window<T>? at, out Outcome<T> outcome)
    {
        try
        {
            if (!IsThere(index, out outcome))
            {
                return false;
            }

            outcome = new(Whole(source.Read(index), at, index), null);
            return true;
        }
        catch (Exception e)
        {
            outcome = Outcome<T>.Of(e);
            return true;
        }
    }

    private static T Whole(T element, Window<T>? at, int index) =>
        ComputedView<T>.IsView(element) ? EvaluateWhole(element, at, index) : element;

    /// <summary>Apart from where it is called: what the function captures is allocated for views alone.</summary>
    private static T EvaluateWhole(T view, Window<T>? at, int index) =>
        ComputedView<T>.Whole(view, () => at is null || at[index][index] != SlotState.Stale);

    protected override Session<T> NewSession(bool hasOneReader) => new ThreadSession<T>(this, hasOneReader);

    /// <summary>
    /// A stretch of code in which elements are evaluated: in the context of the view, where errors are wrapped, and
    /// reading the view is refused.
    /// </summary>
    public readonly struct EvaluationScope : IDisposable
    {
        private readonly CallerContext.Scope context;
        private readonly IDisposable? wrapped;
        private readonly Evaluating.Scope evaluating;

        public EvaluationScope(ThreadPlan<T> plan, Node node)
        {
            context = CallerContext.Enter(plan.Context);
            wrapped = SeqErrors.Wrapped();
            evaluating = Evaluating.Enter(new(node), plan);
        }

        public void Dispose()
        {
            evaluating.Dispose();
            wrapped?.Dispose();
            context.Dispose();
        }
    }
}
