using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace SeqTools.Linq;

/// <summary>
/// An awaited view of groups of neighbours, whose elements are awaited together: batches and windows.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncNeighboursView<T>(
    AsyncSeqView<T> source, int size, int step, Length length, int maxConcurrent, ViewOrigin origin)
    : AsyncOperatorView<T[]>(origin, length, source), IView
{
    long IView.Reach(long elements) => WindowMap.Reach(elements, size, step);

    public static AsyncNeighboursView<T> Batches(
        AsyncSeqView<T> source, int size, bool dropLast, int maxConcurrent, ViewOrigin origin) =>
        new(source, size, size, BatchMap.LengthOver(source.Length, size, dropLast), maxConcurrent, origin);

    internal override async ValueTask<T[]> EvaluateAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            var start = index * step;
            var together = new Together(source, start, Math.Clamp(source.CountNow() - start, 0, size));
            return await together.AwaitAsync(maxConcurrent, cancellationToken).ConfigureAwait(false);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    /// <summary>
    /// The elements of one group, on their way. Each of several takes the next one as soon as it has done with one.
    /// </summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Together(AsyncSeqView<T> source, int start, int count)
    {
        private readonly T[] elements = new T[count];
        private readonly object gate = new();
        private (int Position, Exception Error)? failure;
        private int begun;

        public async ValueTask<T[]> AwaitAsync(int maxConcurrent, CancellationToken cancellationToken)
        {
            List<Task> pending = [];
            while (pending.Count < maxConcurrent && Volatile.Read(ref begun) < count)
            {
                var taking = TakeAsync(cancellationToken);
                if (!taking.IsCompletedSuccessfully)
                {
                    pending.Add(taking.AsTask());
                }
            }

            await Task.WhenAll(pending).ConfigureAwait(false);
            if (failure is { Error: var error })
            {
                ExceptionDispatchInfo.Throw(error);
            }

            return elements;
        }

        private async ValueTask TakeAsync(CancellationToken cancellationToken)
        {
            for (int position; (position = Interlocked.Increment(ref begun) - 1) < count;)
            {
                try
                {
                    var read = source.ReadAsync(start + position, cancellationToken);
                    elements[position] = await read.ConfigureAwait(false);
                }
                catch (Exception e)
                {
                    Fail(position, e);
                }
            }
        }

        private void Fail(int position, Exception error)
        {
            lock (gate)
            {
                begun = count;
                failure = failure is { } other && other.Position < position ? other : (position, error);
            }
        }
    }
}
