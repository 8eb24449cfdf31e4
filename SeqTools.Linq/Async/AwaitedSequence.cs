using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>The elements of a view, which are those of a sequence that is awaited: failures have its stage.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class AwaitedSequence<T>(IView view, IAsyncEnumerable<T> source) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken) =>
        new Enumerator(view, source.GetAsyncEnumerator(cancellationToken));

    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Enumerator(IView view, IAsyncEnumerator<T> elements) : IAsyncEnumerator<T>
    {
        private int next;

        public T Current => elements.Current;

        public async ValueTask<bool> MoveNextAsync()
        {
            var index = next++;
            try
            {
                return await elements.MoveNextAsync().ConfigureAwait(false);
            }
            catch (EvaluationException e) when (e.PassedBy(view, index))
            {
                throw;
            }
        }

        public ValueTask DisposeAsync() => elements.DisposeAsync();
    }
}
