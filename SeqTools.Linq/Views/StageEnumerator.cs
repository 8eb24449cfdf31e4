using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Enumerates a view that makes one element of each element of its source. Stages that follow each other share one
/// guard, the outermost: a guard costs as much as a stage. What it catches, each stage tells of in its turn.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class StageEnumerator<TSource, T>(IView view, SeqEnumerator<TSource> source, int start)
    : SeqEnumerator<T>(start)
{
    protected SeqEnumerator<TSource> Source => source;

    /// <summary>What the function of the stage was given last.</summary>
    protected virtual object? Input => source.Current;

    public sealed override bool MoveNext()
    {
        var index = Next;
        try
        {
            return Advance();
        }
        catch (Exception e) when (Wrap(e, index) is { } failure)
        {
            throw failure;
        }
    }

    internal abstract override bool Advance();

    internal override EvaluationException? Tell(Exception failure, int index)
    {
        var hasSourceElement = Next > index;
        if (hasSourceElement)
        {
            return Own(failure, view, index, Input);
        }

        Step();
        var told = source.Tell(failure, index);
        told?.PassedBy(view, index);
        return told;
    }

    /// <summary>The failure of a stage's own function.</summary>
    protected static EvaluationException? Own(Exception failure, IView view, int index, object? input) =>
        EvaluationException.Catches(failure) ? EvaluationException.Of(failure, view, index, input) : null;

    protected sealed override void Close() => source.Dispose();
}
