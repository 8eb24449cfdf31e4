using System.Diagnostics;

namespace SeqTools.Linq.Orleans;

/// <summary>
/// Gives the reads of a client to the silos of a cluster: each to the silo that has the least to do, as many at once as
/// their cost allows, and those whose call is lost to another one.
/// </summary>
/// <remarks>
/// <para>A read is in one of three places: in <c>waiting</c>, in <c>suspects</c> (a call for it was lost), or in a
/// <see cref="ReadCall"/>. It leaves the last one by an answer, by being given back, or by the loss of the call; each
/// puts it in one of the others, or completes it. So no read is forgotten, and, as it completes once, none is delivered
/// twice.</para>
/// <para>All state changes under the gate; calls are made, and tokens cancelled, outside of it. Calls are assigned in
/// one place, <see cref="Assign"/>; whatever may make room for one, or bring work, ends with
/// <see cref="Schedule"/>.</para>
/// <para>Silos are found and tried by <see cref="WatchAsync"/>, which runs as long as there are reads.</para>
/// </remarks>
internal sealed partial class Dispatcher : IAsyncDisposable
{
    /// <summary>How often the silos of the cluster are asked for while there are reads.</summary>
    private static readonly TimeSpan WatchEvery = TimeSpan.FromSeconds(1);

    private readonly object gate = new();
    private readonly ISequenceCalls calls;
    private readonly SequenceId sequence;
    private readonly SequenceOptions options;
    private readonly ReadLimits limits;
    private readonly LinkedList<PendingRead> waiting = [];
    private readonly LinkedList<PendingRead> suspects = [];
    private readonly List<KnownSilo> silos = [];
    private readonly HashSet<ReadCall> underWay = [];
    private readonly CancellationTokenSource disposal = new();
    private readonly CancellationToken disposed;

    private ReadCall? suspectCall;
    private long turn;
    private int retries;
    private bool isScheduled;
    private bool isWatching;
    private bool isDisposed;
    private long? aloneSince;

    public Dispatcher(ISequenceCalls calls, SequenceId sequence, SequenceOptions options)
    {
        (this.calls, this.sequence, this.options) = (calls, sequence, options);
        disposed = disposal.Token;
        limits = new(options.Lease, options.Patience, options.ElementTimeout, options.MaxBatchBytes);
    }

    private TimeProvider Clock => options.TimeProvider;

    /// <summary>Reads an element on some silo.</summary>
    /// <exception cref="TimeoutException">There is no silo left.</exception>
    /// <exception cref="InvalidOperationException">
    /// The element ends the processes that evaluate it, or the silos that are left can't serve the sequence.
    /// </exception>
    public async Task<ElementAnswer> ReadAsync(int index, CancellationToken cancellationToken)
    {
        PendingRead read = new(index);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, typeof(SequenceView<>));
            waiting.AddLast(read.Place);
            StartWatching();
        }

        Schedule();
        using var cancelling = cancellationToken.UnsafeRegister(
            _ => Withdraw(read, cancellationToken)?.Cancellation.Cancel(), null);
        return await read.Task.ConfigureAwait(false);
    }

    /// <summary>Ends all reads, and what silos do for them.</summary>
    public async ValueTask DisposeAsync()
    {
        ReadCall[] ended;
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            isDisposed = true;
            FailAll(
                [.. waiting, .. suspects, .. underWay.SelectMany(call => call.Unsettled)],
                new ObjectDisposedException(nameof(SequenceView<int>)));
            ended = [.. underWay];
        }

        await disposal.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(ended.Select(call => call.Cancellation.CancelAsync())).ConfigureAwait(false);
        disposal.Dispose();
    }

    /// <summary>Takes a read out; its call, where nobody waits for any element of it any more.</summary>
    private ReadCall? Withdraw(PendingRead read, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!read.TrySetCanceled(cancellationToken))
            {
                return null;
            }

            read.Place.List?.Remove(read.Place);
            return read.Call is { } call && --call.Wanted == 0 ? call : null;
        }
    }

    /// <summary>Puts a read that comes back from a silo in front of those that have not been anywhere.</summary>
    private void PutBack(PendingRead read)
    {
        read.Call = null;
        if (!read.Task.IsCompleted)
        {
            (read.Losses > 0 ? suspects : waiting).AddFirst(read.Place);
        }
    }

    private static void FailAll(PendingRead[] reads, Exception failure)
    {
        foreach (var read in reads)
        {
            read.Place.List?.Remove(read.Place);
            read.TrySetException(failure);
        }
    }
}
