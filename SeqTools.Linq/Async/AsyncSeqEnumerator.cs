using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Enumerates an awaited view by reading one index after the other, with the manners of <see cref="SeqEnumerator{T}"/>.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncSeqEnumerator<T>(AsyncSeqView<T> view, CancellationToken cancellationToken)
    : IAsyncEnumerator<T>
{
    private const int Ended = int.MaxValue;

    private int next;

    public T Current { get; private set; } = default!;

    public async ValueTask<bool> MoveNextAsync()
    {
        view.Origin.ThrowIfCancelled(cancellationToken);
        if (next == Ended)
        {
            return false;
        }

        var index = next++;
        if (!view.HoldsNow(index))
        {
            return End();
        }

        Current = await view.ReadAsync(index, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public ValueTask DisposeAsync()
    {
        End();
        return default;
    }

    private bool End()
    {
        next = Ended;
        Current = default!;
        return false;
    }
}
