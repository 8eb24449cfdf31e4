using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Where awaited pipelines begin: a list whose elements are there at once, or are computed ahead and awaited.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncListView<T>(SeqView<T> list) : AsyncOperatorView<T>(ViewOrigin.None, list.Length, list)
{
    private readonly PrefetchedView<T>? ahead = list as PrefetchedView<T>;

    internal override ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken) =>
        ahead is null ? new(list.Read(index)) : ahead.GetAsync(index, cancellationToken);
}
