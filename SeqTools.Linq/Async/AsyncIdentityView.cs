using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>An awaited view that has the elements of its source.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal class AsyncIdentityView<T>(AsyncSeqView<T> source, ViewOrigin origin)
    : AsyncOperatorView<T>(origin, source.Length, source)
{
    internal sealed override async ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(index, cancellationToken).ConfigureAwait(false);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }
}
