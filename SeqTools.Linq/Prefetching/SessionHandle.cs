using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// What a view or an enumerator holds of its session. The workers don't know it, so that it ends the session when it is
/// collected.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class SessionHandle<T>(Session<T> session) : IDisposable, IAsyncDisposable
{
    ~SessionHandle() => ThreadPool.UnsafeQueueUserWorkItem(
        static forgotten => forgotten.End(), session, preferLocal: false);

    public void Read(int index, out Outcome<T> outcome)
    {
        session.Read(index, out outcome);
        GC.KeepAlive(this);
    }

    public async ValueTask<Outcome<T>> ReadAsync(int index, CancellationToken cancellationToken)
    {
        var outcome = await session.ReadAsync(index, cancellationToken).ConfigureAwait(false);
        GC.KeepAlive(this);
        return outcome;
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        session.End();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        session.End();
        await session.Gone.ConfigureAwait(false);
    }
}
