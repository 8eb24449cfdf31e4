using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>The elements of a stage over what is awaited.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class AwaitedStage<TSource, T>(StageView<TSource, T> stage, IAsyncEnumerable<TSource> source)
    : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken) =>
        new Enumerator(stage, source.GetAsyncEnumerator(cancellationToken));

    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Enumerator(StageView<TSource, T> stage, IAsyncEnumerator<TSource> elements)
        : IAsyncEnumerator<T>
    {
        private int next;

        public T Current { get; private set; } = default!;

        public async ValueTask<bool> MoveNextAsync()
        {
            var index = next++;
            Current = default!;
            try
            {
                if (!await elements.MoveNextAsync().ConfigureAwait(false))
                {
                    return false;
                }
            }
            catch (EvaluationException e) when (stage.Passes(e, index))
            {
                throw;
            }

            Current = stage.Apply(elements.Current, index);
            return true;
        }

        public ValueTask DisposeAsync() => elements.DisposeAsync();
    }
}
