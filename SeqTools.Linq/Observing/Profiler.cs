using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>Puts a clock around every stage of a pipeline.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class Profiler(TimeProvider clock) : Substitution
{
    private readonly Dictionary<object, StageClock> stages = new(ReferenceEqualityComparer.Instance);

    /// <summary>The figures of a view or a list, if it was read.</summary>
    public StageClock? FiguresOf(object node) => stages.GetValueOrDefault(node);

    /// <summary>Reads elements of a view, from the first to the last, evenly, as a reader would.</summary>
    /// <returns>How many.</returns>
    public int Read<T>(SeqView<T> view, int most)
    {
        var watched = Of(view);
        var count = watched.CountNow();
        var elements = Math.Min(most, count);
        for (var i = 0; i < elements; i++)
        {
            TryRead(watched, elements == 1 ? 0 : (int)((long)i * (count - 1) / (elements - 1)));
        }

        return elements;
    }

    protected override SeqView<T> Substitute<T>(SeqView<T> view, SeqView<T> anew) => view switch
    {
        { IsUserStage: true } => Watch(view, anew),
        ListView<T> { UserList: var list } when IsOfTheUser(list.GetType()) => Watch(list, anew),
        _ => anew,
    };

    /// <summary>
    /// The indexer of a list that comes with .NET, or that the compiler makes of a collection expression, is never what
    /// is slow.
    /// </summary>
    private static bool IsOfTheUser(Type list) =>
        !list.Name.StartsWith('<') && list.Namespace?.Split('.')[0] != nameof(System);

    private static void TryRead<T>(SeqView<T> view, int index)
    {
        try
        {
            view.Read(index);
        }
        catch (Exception e) when (!EvaluationException.IsCancellation(e))
        {
            // The stage that failed has counted it.
        }
    }

    private WatchedView<T> Watch<T>(object node, SeqView<T> anew)
    {
        if (!stages.TryGetValue(node, out var stage))
        {
            stages[node] = stage = new(this, clock);
        }

        return new(anew, stage, ViewOrigin.None);
    }
}
