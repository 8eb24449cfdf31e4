using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// An awaited view that only says where its elements stand among several sources: what <see cref="ListsView{T, TMap}"/>
/// is to lists.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncListsView<T, TMap>(AsyncSeqView<T>[] sources, TMap map, Length length, ViewOrigin origin)
    : AsyncOperatorView<T>(origin, length, sources)
    where TMap : struct, IListsMap
{
    private readonly Length[] lengths = Array.ConvertAll(sources, source => source.Length);

    internal override async ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            var (list, position) = map.Locate(index, lengths);
            return await sources[list].ReadAsync(position, cancellationToken).ConfigureAwait(false);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }
}
