using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>An asynchronous sequence that is opened anew for each pass over it.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncOpenedSequence<T>(Func<IAsyncEnumerable<T>> open) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken) =>
        open().GetAsyncEnumerator(cancellationToken);
}
