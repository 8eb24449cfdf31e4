using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Makes a pipeline anew with something else in place of its stages. A view knows how it is made over other sources
/// (<see cref="SeqView{T}.Over"/>), and what stands in for each of them is said here, once: a stage that several others
/// read stays one.
/// </summary>
internal abstract class Substitution
{
    private readonly Dictionary<object, object> views = new(ReferenceEqualityComparer.Instance);

    /// <summary>What stands in for a view.</summary>
    public virtual SeqView<T> Of<T>(SeqView<T> view)
    {
        if (!views.TryGetValue(view, out var substitute))
        {
            substitute = FreshStack.HasRoom
                ? Make(view)
                : FreshStack.Evaluate([DebuggerStepThrough, StackTraceHidden] () => Make(view));
            views.Add(view, substitute);
        }

        return (SeqView<T>)substitute;
    }

    public SeqView<T>[] OfAll<T>(IReadOnlyList<SeqView<T>> lists) => [.. lists.Select(Of)];

    /// <summary>What stands in for a view that was made anew elsewhere.</summary>
    public SeqView<T> InPlaceOf<T>(SeqView<T> view, SeqView<T> anew) => Substitute(view, anew);

    private SeqView<T> Make<T>(SeqView<T> view) => Substitute(view, view.Over(this));

    /// <summary>Says what stands in for a view, given the same view over what stands in for its sources.</summary>
    protected abstract SeqView<T> Substitute<T>(SeqView<T> view, SeqView<T> anew);
}
