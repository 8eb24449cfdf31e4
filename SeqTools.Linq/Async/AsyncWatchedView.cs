using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>An awaited view whose source is watched while it is evaluated.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncWatchedView<T>(AsyncSeqView<T> source, IWatch watch, ViewOrigin origin)
    : AsyncOperatorView<T>(origin, source.Length, source)
{
    internal override async ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken)
    {
        var beginning = watch.Begin();
        var elements = 0;
        try
        {
            var element = await source.ReadAsync(index, cancellationToken).ConfigureAwait(false);
            elements = 1;
            return element;
        }
        catch (Exception e) when (Passes(e, index))
        {
            throw;
        }
        finally
        {
            watch.End(beginning, elements);
        }
    }

    /// <summary>Notes a failure on its way out. It is a filter, which never holds.</summary>
    private bool Passes(Exception failure, int index)
    {
        watch.Fail(failure);
        return (failure as EvaluationException)?.PassedBy(this, index) ?? false;
    }
}
