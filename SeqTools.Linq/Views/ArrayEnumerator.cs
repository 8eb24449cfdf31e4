using System.Diagnostics;

namespace SeqTools.Linq;

[DebuggerStepThrough, StackTraceHidden]
internal sealed class ArrayEnumerator<T>(T[] array, int start) : SeqEnumerator<T>(start)
{
    public override bool MoveNext()
    {
        var index = Step();
        if ((uint)index >= (uint)array.Length)
        {
            return End();
        }

        Current = array[index];
        return true;
    }
}
