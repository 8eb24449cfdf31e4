using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// A view whose elements are there at once as an asynchronous sequence: each is evaluated where it is asked for, and a
/// failure is that of the step.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncSequence<T>(SeqView<T> view) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken) =>
        new Enumerator(view.Enumerate(0), view.Origin, cancellationToken);

    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Enumerator(
        SeqEnumerator<T> elements, ViewOrigin origin, CancellationToken cancellationToken) : IAsyncEnumerator<T>
    {
        public T Current => elements.Current;

        public ValueTask<bool> MoveNextAsync()
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return origin.CancelledAsync<bool>(cancellationToken);
            }

            try
            {
                return new(elements.MoveNext());
            }
            catch (Exception e)
            {
                return ValueTask.FromException<bool>(e);
            }
        }

        public ValueTask DisposeAsync()
        {
            elements.Dispose();
            return default;
        }
    }
}
