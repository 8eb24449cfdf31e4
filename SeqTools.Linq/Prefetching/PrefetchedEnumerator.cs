using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>Enumerates a prefetching view with a session of its own, which begins with the first step and ends with the enumerator.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class PrefetchedEnumerator<T>(PrefetchedView<T> view, int start, CancellationToken cancellationToken)
    : SeqEnumerator<T>(start), IAsyncEnumerator<T>
{
    private SessionHandle<T>? session;

    public override bool MoveNext()
    {
        if (!TryStep(out var index))
        {
            return End();
        }

        Current = view.Deliver(session!, index);
        return true;
    }

    public async ValueTask<bool> MoveNextAsync()
    {
        if (!TryStep(out var index))
        {
            return End();
        }

        Current = await view.DeliverAsync(session!, index, cancellationToken).ConfigureAwait(false);
        return true;
    }

    protected override void Close() => session?.Dispose();

    public ValueTask DisposeAsync() => session?.DisposeAsync() ?? default;

    private bool TryStep(out int index)
    {
        index = Step();
        if (HasEnded || index >= view.CountNow())
        {
            return false;
        }

        session ??= view.OpenSession(cancellationToken);
        return true;
    }
}
