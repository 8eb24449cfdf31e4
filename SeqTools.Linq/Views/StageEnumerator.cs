using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>Enumerates a view that makes one element of each element of its source.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class StageEnumerator<TSource, T>(
    StageView<TSource, T> view, SeqEnumerator<TSource> source, int start)
    : SeqEnumerator<T>(start)
{
    public override bool MoveNext()
    {
        LastCall call = default;
        var index = Next;
        try
        {
            return Advance(out var element, ref call) ? Show(element) : End();
        }
        catch (Exception e) when (view.Wrap(e, index, ref call) is { } failure)
        {
            throw failure;
        }
    }

    internal override bool Advance(out T element, ref LastCall call)
    {
        if (StepTo(out var index) && source.Advance(out var given, ref call))
        {
            element = view.Make(given, index, ref call);
            return true;
        }

        element = default!;
        return false;
    }

    protected override void Close() => source.Dispose();
}
