using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A view that only says where its elements stand among several sources.</summary>
/// <remarks>The lengths that the map asks are those of the lists, unless others are <c>known</c> to do.</remarks>
[DebuggerStepThrough, StackTraceHidden]
internal class ListsView<T, TMap>(
    SeqView<T>[] lists, TMap map, Length length, ViewOrigin origin, Length[]? known = null, params IView[] others)
    : OperatorView<T>(origin, length, others is [] ? lists : others)
    where TMap : struct, IListsMap
{
    private readonly Length[] lengths = known ?? Array.ConvertAll(lists, list => list.Length);

    protected SeqView<T>[] Lists => lists;

    /// <summary>Those that the map asks.</summary>
    protected Length[] Lengths => lengths;

    protected TMap Map => map;

    internal override SeqView<T> Over(Substitution sources) =>
        new ListsView<T, TMap>(sources.OfAll(lists), map, Length, Origin);

    protected (int List, int Index) Locate(int index) => map.Locate(index, lengths);

    internal sealed override T Read(int index)
    {
        try
        {
            var (list, position) = map.Locate(index, lengths);
            return lists[list].ReadAt(position);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal sealed override async ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            var (list, position) = map.Locate(index, lengths);
            return await lists[list].ReadAtAsync(position, cancellationToken).ConfigureAwait(false);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }
}
