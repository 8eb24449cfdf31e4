using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// What a prefetching view holds of the source that it owns. Producers and threads don't know it, so that it ends the
/// source when the view is collected.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class RemoteHandle<T>(RemoteSource<T> source) : IDisposable, IAsyncDisposable
{
    ~RemoteHandle() => ThreadPool.UnsafeQueueUserWorkItem(
        static forgotten => forgotten.Close(), source, preferLocal: false);

    public ProcessStatistics Statistics => source.Statistics;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        source.Close();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return source.CloseAsync();
    }
}
