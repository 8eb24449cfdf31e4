using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list in arrays of neighbours.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is a new array of the elements from <c>i * size</c> on; the last one holds what is left.
    /// Nothing is evaluated when the view is made; a read evaluates the elements of its chunk, all of them, and each
    /// read makes an array of its own. <c>Batch</c> gives views, which evaluate what is read of them.</para>
    /// <para>A chunk with an element that fails is one element that fails: an enumeration goes on with the next
    /// chunk.</para>
    /// <para>LINQ's <c>Chunk</c>; <c>batch</c> with <c>collate_fn=list</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to cut into arrays.</param>
    /// <param name="size">The number of elements of a chunk.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view of arrays.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not positive.</exception>
    /// <example><code>
    /// var chunks = Seq.Range(0, 7).Chunk(3);
    /// Console.WriteLine(string.Join(" ", chunks[1])); // 3 4 5
    /// Console.WriteLine(chunks[^1].Length); // 1
    /// </code></example>
    public static SeqView<TSource[]> Chunk<TSource>(
        this IReadOnlyList<TSource> source,
        int size,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(size))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return new ChunkView<TSource>(
            ListView.Of(source), size, new(nameof(Chunk), argumentText.Or(size), filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class ChunkView<T>(SeqView<T> source, int size, ViewOrigin origin)
    : OperatorView<T[]>(origin, BatchMap.LengthOver(source.Length, size, dropLast: false), source), IView
{
    long IView.Reach(long elements) => elements * size;

    private int Size => size;

    internal override T[] Read(int index)
    {
        try
        {
            var chunk = ChunkAt(index);
            source.Fill(index * size, chunk);
            return chunk;
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal override async ValueTask<T[]> AwaitAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            var chunk = ChunkAt(index);
            for (var i = 0; i < chunk.Length; i++)
            {
                chunk[i] = await source.ReadAtAsync((index * size) + i, cancellationToken).ConfigureAwait(false);
            }

            return chunk;
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal override SeqEnumerator<T[]> Enumerate(int start) => new Pass(this, start);

    internal override SeqView<T[]> Over(Substitution sources) => new ChunkView<T>(sources.Of(source), size, Origin);

    /// <summary>Whether there is a whole chunk takes less than counting, where that is dear.</summary>
    private int LengthFrom(int start) =>
        source.Length.Evaluates && start <= int.MaxValue - size && source.HoldsNow(start + size - 1) ? size
        : Math.Clamp(source.CountNow() - start, 0, size);

    /// <summary>A chunk to be filled.</summary>
    private T[] ChunkAt(int index)
    {
        var start = index * size;
        var length = LengthFrom(start);
        return length > 0 ? new T[length] : throw source.Gone(start);
    }

    private SeqEnumerator<T>? Open(int index) => HoldsNow(index) ? source.Enumerate(index * size) : null;

    /// <summary>
    /// Fills one chunk after the other from one pass; after a failure, which may be amid a chunk, from the start of the
    /// next one.
    /// </summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Pass(ChunkView<T> view, int start) : GuardedEnumerator<T[]>(view, start)
    {
        private SeqEnumerator<T>? elements;
        private bool isAligned;

        protected override bool MoveTo(int index)
        {
            Align(index);
            return elements is not null && Take();
        }

        protected override void Close() => elements?.Dispose();

        private void Align(int index)
        {
            if (isAligned)
            {
                return;
            }

            elements?.Dispose();
            elements = view.Open(index);
        }

        private bool Take()
        {
            isAligned = false;
            List<T> chunk = [];
            while (chunk.Count < view.Size && elements!.MoveNext())
            {
                chunk.Add(elements.Current);
            }

            isAligned = true;
            Current = [.. chunk];
            return chunk.Count > 0;
        }
    }
}
