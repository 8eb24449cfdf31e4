using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>Enumerates a part of a list by index.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class KnownListPartEnumerator<T>(List<T> list, int start) : SeqEnumerator<T>(start)
{
    public override bool MoveNext()
    {
        var index = Step();
        if ((uint)index >= (uint)list.Count)
        {
            return End();
        }

        Current = list[index];
        return true;
    }
}
