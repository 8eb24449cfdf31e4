using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views groups of neighbours, whose elements are awaited together.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is an array of the elements from <c>i * size</c> on. Nothing is evaluated when the view
    /// is made. A read begins the elements of its batch side by side, at most
    /// <paramref name="maxConcurrent"/> at a time, and is complete when all of them are. If one fails, no more are
    /// begun, those that were are awaited, and the first of the failures is thrown.</para>
    /// <para>LINQ's <c>Chunk</c>; <c>batch</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view.</param>
    /// <param name="size">The number of elements of a batch.</param>
    /// <param name="dropLast">Whether a last batch that is not full is left out; otherwise it is shorter.</param>
    /// <param name="maxConcurrent">The most elements of a batch that are awaited at a time.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view of batches, each read of which gives an array of its own.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="size"/> or <paramref name="maxConcurrent"/> is not positive.
    /// </exception>
    /// <example><code>
    /// var batches = Seq.Range(1, 5).SelectAsync((n, _) => ValueTask.FromResult(n)).Batch(2);
    /// Console.WriteLine(string.Join(" ", await batches.GetAsync(1))); // 3 4
    /// Console.WriteLine(batches.Count); // 3
    /// </code></example>
    public static AsyncSeqView<TSource[]> Batch<TSource>(
        this AsyncSeqView<TSource> source,
        int size,
        bool dropLast = false,
        int maxConcurrent = 64,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(size))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxConcurrent);
        return new AsyncBatchView<TSource>(
            source, size, dropLast, maxConcurrent, new(nameof(Batch), argumentText, filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncBatchView<T>(
    AsyncSeqView<T> source, int size, bool dropLast, int maxConcurrent, ViewOrigin origin)
    : AsyncOperatorView<T[]>(origin, BatchMap.LengthOver(source.Length, size, dropLast), source)
{
    internal override async ValueTask<T[]> EvaluateAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            var start = index * size;
            var together = new Together(source, start, Math.Clamp(source.CountNow() - start, 0, size));
            return await together.AwaitAsync(maxConcurrent, cancellationToken).ConfigureAwait(false);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    /// <summary>
    /// The elements of one batch, on their way. Each of several takes the next one as soon as it has done with one.
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
