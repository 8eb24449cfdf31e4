using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Enumerates a view that makes one element of each element of its source. Stages that follow each other share one
/// guard, the outermost: a guard costs as much as a stage.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class StageEnumerator<TSource, T>(SeqView<T> view, SeqEnumerator<TSource> source, int start)
    : SeqEnumerator<T>(start)
{
    protected SeqEnumerator<TSource> Source => source;

    public sealed override bool MoveNext()
    {
        if (HasEnded)
        {
            return false;
        }

        var index = Step();
        LastCall call = default;
        try
        {
            if (Advance(out var element, ref call))
            {
                Current = element;
                return true;
            }
        }
        catch (Exception e) when (view.Wrap(e, index, ref call) is { } failure)
        {
            throw failure;
        }

        return End();
    }

    internal abstract override bool Advance(out T element, ref LastCall call);

    protected sealed override void Close() => source.Dispose();
}
