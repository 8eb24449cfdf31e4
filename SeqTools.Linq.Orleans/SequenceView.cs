using System.Diagnostics;
using Orleans.Serialization;

namespace SeqTools.Linq.Orleans;

/// <summary>
/// A sequence that a cluster evaluates, as an awaited view: what <c>OpenSequenceAsync</c> returns.
/// </summary>
/// <remarks>
/// <para>Reading an element has some silo evaluate it, once per read; nothing is kept.
/// <see cref="AsyncSeqView{T}.GetAsync(int, CancellationToken)"/>, slices, and all operators of awaited views work as
/// ever: <c>AsPrefetched(nworkers: 64, maxBuffered: 256)</c> keeps a cluster busy and reads in order.</para>
/// <para>What a recipe throws arrives as an <see cref="EvaluationException"/> whose trail leads from the stages here to
/// those on the silo, with their files and lines. An exception of a type that is not known here, that Orleans can't
/// serialize, or that is larger than a message, is a <see cref="RemoteEvaluationException"/>.</para>
/// <para>Each element is delivered once. When a silo dies its elements are evaluated by others, so a function may run
/// twice for one element.</para>
/// <para>It can be read from any number of threads.</para>
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerStepThrough, StackTraceHidden]
public sealed class SequenceView<T> : AsyncSeqView<T>, IAsyncDisposable
{
    private readonly Dispatcher dispatcher;
    private readonly Serializer serializer;
    private readonly Serializer<T> elements;

    internal SequenceView(Dispatcher dispatcher, Serializer serializer, int count, ViewOrigin origin)
        : base(origin)
    {
        (this.dispatcher, this.serializer, Count) = (dispatcher, serializer, count);
        elements = serializer.GetSerializer<T>();
    }

    /// <summary>The number of elements when the sequence was opened. It never changes.</summary>
    public override int Count { get; }

    /// <summary>
    /// Ends reads that wait, and what silos await for them: each read fails by an <see cref="EvaluationException"/>
    /// whose cause is an <see cref="ObjectDisposedException"/>.
    /// </summary>
    /// <returns>What completes when silos have been told; it doesn't wait for them.</returns>
    public ValueTask DisposeAsync() => dispatcher.DisposeAsync();

    /// <inheritdoc/>
    protected override async ValueTask<T> GetItemAsync(int index, CancellationToken cancellationToken)
    {
        var answer = await dispatcher.ReadAsync(index, cancellationToken).ConfigureAwait(false);
        return answer.Failure is { } failure
            ? throw failure.ToException(serializer)
            : elements.Deserialize(answer.Value!)!;
    }
}
