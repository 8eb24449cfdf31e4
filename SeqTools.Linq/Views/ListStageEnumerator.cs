using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Enumerates a view that makes one element of each element of a <see cref="List{T}"/>, which it steps through itself:
/// that the list was modified is said as LINQ says it.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ListStageEnumerator<TSource, T>(StageView<TSource, T> view, List<TSource> list)
    : SeqEnumerator<T>(start: 0)
{
    private KnownListSteps<TSource> steps = new(list);

    public override bool MoveNext() =>
        steps.MoveNext() ? Show(view.Apply(steps.Current, Step())) : End();

    internal override bool Advance(out T element, ref LastCall call)
    {
        if (steps.MoveNext())
        {
            element = view.Make(steps.Current, Step(), ref call);
            return true;
        }

        element = default!;
        return false;
    }

    protected override void Close() => steps.End();
}
