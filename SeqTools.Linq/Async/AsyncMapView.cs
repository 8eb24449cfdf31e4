using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// An awaited view that only says where its elements stand in one source: what <see cref="MapView{T, TMap}"/> is to
/// lists.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncMapView<T, TMap>(
    AsyncSeqView<T> source, TMap map, Length length, ViewOrigin origin, params IView[] others)
    : AsyncOperatorView<T>(origin, length, [source, .. others])
    where TMap : struct, IIndexMap
{
    internal override async ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(map.Locate(index, source.Length), cancellationToken).ConfigureAwait(false);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }
}
