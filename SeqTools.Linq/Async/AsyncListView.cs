using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Where awaited pipelines begin: a list whose elements are there at once, or are computed ahead and awaited.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncListView<T>(SeqView<T> list) : AsyncOperatorView<T>(ViewOrigin.None, list.Length, list)
{
    internal override ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken) =>
        list.ReadAsync(index, cancellationToken);
}
