using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Enumerates a list whose enumerator is no code of the user: that the list was modified is said as LINQ says it.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class KnownListEnumerator<T>(List<T> list) : SeqEnumerator<T>(start: 0)
{
    private KnownListSteps<T> steps = new(list);

    public override bool MoveNext() => steps.MoveNext() ? Show(steps.Current) : End();

    internal override bool Advance(out T element, ref LastCall call)
    {
        var isThere = steps.MoveNext();
        element = isThere ? steps.Current : default!;
        return isThere;
    }

    protected override void Close() => steps.End();
}
