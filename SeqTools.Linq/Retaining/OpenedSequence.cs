using System.Collections;
using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A sequence that is opened anew for each pass over it.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class OpenedSequence<T>(Func<IEnumerable<T>> open) : IEnumerable<T>
{
    public IEnumerator<T> GetEnumerator() => open().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
