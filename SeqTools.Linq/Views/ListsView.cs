using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A view that only says where its elements stand among several sources.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal class ListsView<T, TMap>(SeqView<T>[] lists, TMap map, Length length, ViewOrigin origin, params IView[] others)
    : OperatorView<T>(origin, length, others is [] ? lists : others)
    where TMap : struct, IListsMap
{
    private readonly Length[] lengths = Array.ConvertAll(lists, list => list.Length);

    protected IReadOnlyList<SeqView<T>> Lists => lists;

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
