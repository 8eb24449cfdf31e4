using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Elements that are evaluated elsewhere, as the awaited view that producers read. It leaves no frame.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class RemoteView<T>(RemoteSource<T> source)
    : AsyncOperatorView<T>(
        ViewOrigin.None,
        Length.Asked(
            InContext(source.AskCount), InContext(source.AskCountAsync), () => source.KnownCount, source.Refuses,
            source))
{
    internal override int NeighboursAtOnce => source.NeighboursAtOnce;

    internal override async ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            return await source.EvaluateAsync(index, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (EvaluationException.CatchesAwaited(e, cancellationToken))
        {
            throw EvaluationException.Of(e, this, index);
        }
    }

    /// <summary>Whichever reader asks first, it is asked in the context in which elements are evaluated.</summary>
    private static Func<TAnswer> InContext<TAnswer>(Func<TAnswer> ask)
    {
        var context = CallerContext.Capture();
        return [DebuggerStepThrough, StackTraceHidden] () =>
        {
            using (CallerContext.Enter(context))
            {
                return ask();
            }
        };
    }
}
