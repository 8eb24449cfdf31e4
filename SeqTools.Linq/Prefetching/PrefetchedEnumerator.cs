using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Enumerates a prefetching view with a session of its own, which begins with the first step and ends with the
/// enumerator.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class PrefetchedEnumerator<T>(PrefetchedView<T> view, int start, CancellationToken cancellationToken)
    : SeqEnumerator<T>(start), IAsyncEnumerator<T>
{
    private SessionHandle<T>? session;

    public override bool MoveNext()
    {
        view.RefuseFromInside();
        if (!TryStep(out var index))
        {
            return End();
        }

        session!.Read(index, out var outcome);
        Current = view.Open(outcome, index);
        return true;
    }

    public async ValueTask<bool> MoveNextAsync()
    {
        view.RefuseFromInside();
        if (view.Length.IsToBeAsked && !HasEnded)
        {
            await view.AskLengthAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!TryStep(out var index))
        {
            return End();
        }

        Current = view.Open(await session!.ReadAsync(index, cancellationToken).ConfigureAwait(false), index);
        return true;
    }

    protected override void Close() => session?.Dispose();

    public ValueTask DisposeAsync()
    {
        End();
        return session?.DisposeAsync() ?? default;
    }

    private bool TryStep(out int index)
    {
        if (!StepTo(out index) || !view.HoldsNow(index))
        {
            return false;
        }

        session ??= view.OpenEnumeration(cancellationToken);
        return true;
    }
}
