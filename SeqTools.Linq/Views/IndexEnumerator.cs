using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>Enumerates a view by reading one index after the other.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class IndexEnumerator<T>(SeqView<T> view, int start) : SeqEnumerator<T>(start)
{
    public override bool MoveNext()
    {
        var index = Step();
        if (!view.HoldsNow(index))
        {
            return End();
        }

        Current = view.Read(index);
        return true;
    }
}
