using System.Collections;
using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>The readable side of a list that has only the writable interface.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class WritableList<T>(IList<T> list) : IReadOnlyList<T>
{
    public int Count => list.Count;

    public T this[int index] => list[index];

    public IEnumerator<T> GetEnumerator() => list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => list.GetEnumerator();
}
