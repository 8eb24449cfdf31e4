using System.Diagnostics;

namespace SeqTools.Linq.Orleans;

/// <summary>
/// Gives the reads of a client to the silos of a cluster: each to the silo that has the least to do, as many at once as
/// their cost allows, and those whose call is lost to another one.
/// </summary>
/// <remarks>
/// <para>A read is in one of three places: in <c>waiting</c>, in <c>suspects</c> (a call for it was lost), or in a
/// <see cref="Call"/>. It leaves the last one by an answer, by being given back, or by the loss of the call; each puts
/// it in one of the others, or completes it. So no read is forgotten, and, as it completes once, none is delivered
/// twice.</para>
/// <para>All state changes under the gate; calls are made, and tokens cancelled, outside of it. Calls are assigned in
/// one place, <see cref="Assign"/>; whatever may make room for one, or bring work, ends with
/// <see cref="Schedule"/>.</para>
/// <para>Silos are found and tried by <see cref="WatchAsync"/>, which runs as long as there are reads.</para>
/// </remarks>
internal sealed class Dispatcher : IAsyncDisposable
{
    /// <summary>How often the silos of the cluster are asked for while there are reads.</summary>
    private static readonly TimeSpan WatchEvery = TimeSpan.FromSeconds(1);

    private readonly object gate = new();
    private readonly ISequenceCalls calls;
    private readonly SequenceId sequence;
    private readonly SequenceOptions options;
    private readonly ReadLimits limits;
    private readonly LinkedList<Read> waiting = [];
    private readonly LinkedList<Read> suspects = [];
    private readonly List<Silo> silos = [];
    private readonly HashSet<Call> underWay = [];
    private readonly CancellationTokenSource disposal = new();
    private readonly CancellationToken disposed;

    private Call? suspectCall;
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

    private enum SiloState
    {
        /// <summary>It gets no call before a door has answered.</summary>
        Untried,

        /// <summary>A door at least has answered.</summary>
        Usable,

        /// <summary>Its recipe failed lately: it gets no call before the silos are asked for again.</summary>
        Resting,

        /// <summary>It is being shut down.</summary>
        Leaving,

        /// <summary>It can't serve the sequence.</summary>
        LeftOut,
    }

    private TimeProvider Clock => options.TimeProvider;

    /// <summary>Reads an element on some silo.</summary>
    /// <exception cref="TimeoutException">There is no silo left.</exception>
    /// <exception cref="InvalidOperationException">
    /// The element ends the processes that evaluate it, or the silos that are left can't serve the sequence.
    /// </exception>
    public async Task<ElementAnswer> ReadAsync(int index, CancellationToken cancellationToken)
    {
        Read read = new(index);
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
        Call[] ended;
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

    // Reads

    /// <summary>Takes a read out; its call, where nobody waits for any element of it any more.</summary>
    private Call? Withdraw(Read read, CancellationToken cancellationToken)
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
    private void PutBack(Read read)
    {
        read.Call = null;
        if (!read.Task.IsCompleted)
        {
            (read.Losses > 0 ? suspects : waiting).AddFirst(read.Place);
        }
    }

    private static void FailAll(Read[] reads, Exception failure)
    {
        foreach (var read in reads)
        {
            read.Place.List?.Remove(read.Place);
            read.TrySetException(failure);
        }
    }

    // Assigning

    /// <summary>Has calls assigned soon: reads that are asked for in one go are there by then.</summary>
    private void Schedule()
    {
        lock (gate)
        {
            if (isScheduled)
            {
                return;
            }

            isScheduled = true;
        }

        // No context of the reader reaches calls, which may be for several readers.
        ThreadPool.UnsafeQueueUserWorkItem(static dispatcher => dispatcher.StartCalls(), this, preferLocal: false);
    }

    private void StartCalls()
    {
        List<Call> assigned = [];
        lock (gate)
        {
            isScheduled = false;
            while (!isDisposed && Assign() is { } call)
            {
                underWay.Add(call);
                assigned.Add(call);
            }
        }

        foreach (var call in assigned)
        {
            _ = RunAsync(call);
        }
    }

    /// <summary>
    /// The next call, or none. Suspects come first, alone, and one at a time over the whole cluster: whose call is lost
    /// again has no neighbour that could be the cause.
    /// </summary>
    private Call? Assign()
    {
        if (suspectCall is null && suspects.First?.Value is { } suspect && SiloFor(suspect) is { } other)
        {
            suspects.RemoveFirst();
            return suspectCall = NewCall(other, [suspect]);
        }

        return waiting.Count > 0 && LeastLoaded(silo => waiting.Any(read => read.MayGoTo(silo))) is { } silo
            ? NewCall(silo, TakeFor(silo))
            : null;
    }

    /// <summary>A silo that lost an element gets it again only if there is no other one.</summary>
    private Silo? SiloFor(Read suspect)
    {
        var hasOther = silos.Exists(
            silo => silo.State == SiloState.Usable && silo != suspect.LostOn && suspect.MayGoTo(silo));
        return LeastLoaded(silo => suspect.MayGoTo(silo) && !(hasOther && silo == suspect.LostOn));
    }

    private Call NewCall(Silo silo, Read[] reads)
    {
        Call call = new(silo, silo.NextDoor(), reads, retries);
        silo.Calls++;
        foreach (var read in reads)
        {
            read.Call = call;
        }

        return call;
    }

    /// <summary>
    /// Of the silos that may take it, the one with the fewest calls for each of its workers; of several the one whose
    /// turn it is.
    /// </summary>
    private Silo? LeastLoaded(Func<Silo, bool> mayTake)
    {
        Silo? best = null;
        turn++;
        for (var i = 0; i < silos.Count; i++)
        {
            var silo = silos[(int)((turn + i) % silos.Count)];
            if (FreeOf(silo) > 0 && (best is null || silo.Load < best.Load) && mayTake(silo))
            {
                best = silo;
            }
        }

        return best;
    }

    /// <summary>How many calls the silo may get now.</summary>
    private long FreeOf(Silo silo) => silo.State == SiloState.Usable
        ? Math.Clamp(((long)silo.Workers * options.CallsPerWorker) - silo.Calls, 0, int.MaxValue)
        : 0;

    /// <summary>
    /// As many reads as the silo does in the time that a call should take, or as make up an answer; but no more than
    /// its share, while others have room. One, until it is known what elements cost there.
    /// </summary>
    private Read[] TakeFor(Silo silo)
    {
        var free = silos.Sum(FreeOf);
        var share = (waiting.Count + free - 1) / free;
        var count = (int)Math.Max(1, Math.Min(share, silo.BatchOf(options)));
        Read[] reads = [.. waiting.Where(read => read.MayGoTo(silo)).Take(count)];
        Array.ForEach(reads, read => waiting.Remove(read.Place));
        return reads;
    }

    // Calls

    private async Task RunAsync(Call call)
    {
        try
        {
            ReadRequest request = new(sequence, Array.ConvertAll(call.Reads, read => read!.Index), limits);
            using var activity = SequenceTelemetry.StartCall(sequence.Name, call.Silo.Address, request.Indices);
            var answer = await WithinLease(
                call, calls.ReadAsync(call.Silo.Address, call.Door, request, call.Cancellation.Token))
                .ConfigureAwait(false);
            while (!Settle(call, answer, out var givesBack))
            {
                answer = await WithinLease(
                    call,
                    calls.ContinueAsync(
                        call.Silo.Address, call.Door, answer.Ticket, givesBack, call.Cancellation.Token))
                    .ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (call.Cancellation.IsCancellationRequested)
        {
            lock (gate)
            {
                EndCall(call);
            }
        }
        catch (Exception e)
        {
            Lose(call, e);
            await call.Cancellation.CancelAsync().ConfigureAwait(false);
        }

        Schedule();
    }

    private Task<ReadAnswer> WithinLease(Call call, Task<ReadAnswer> answer) =>
        answer.WithinAsync(options.Patience, Clock, call.Cancellation.Token);

    /// <summary>Takes in an answer. Whether the call is over; if not, whether its reads had better come back.</summary>
    private bool Settle(Call call, ReadAnswer answer, out bool givesBack)
    {
        SequenceTelemetry.Done(sequence.Name, call.Silo.Address, answer.Done.Length);
        lock (gate)
        {
            givesBack = false;
            foreach (var element in answer.Done)
            {
                call.Settle(element.Place)?.TrySetResult(element);
            }

            for (var i = answer.GivenBack.Length - 1; i >= 0; i--)
            {
                if (call.Settle(answer.GivenBack[i]) is { } read)
                {
                    read.Learn(answer, call.Silo);
                    PutBack(read);
                }
            }

            call.Silo.Learn(answer);
            if (answer.Refusal is not null)
            {
                FailUnbuilt();
            }

            if (answer.Ticket == Guid.Empty)
            {
                EndCall(call);
                return true;
            }

            givesBack = !answer.HasBegun && silos.Exists(
                other => other.State == SiloState.Usable && other != call.Silo && other.Calls < other.Workers
                    && call.Unsettled.All(read => read.MayGoTo(other)));
        }

        if (call.Wanted == 0)
        {
            call.Cancellation.Cancel();
        }

        Schedule();
        return false;
    }

    /// <summary>
    /// A call without an answer, or that Orleans could not deliver. Its silo gets no more calls before a door of it has
    /// answered, and all doors are tried anew: the gateway may have died in place of the silo.
    /// </summary>
    private void Lose(Call call, Exception reason)
    {
        SequenceTelemetry.Lost(sequence.Name, call.Silo.Address);
        lock (gate)
        {
            var lost = call.Unsettled.ToArray();
            foreach (var read in lost)
            {
                read.Losses++;
                read.LostOn = call.Silo;
            }

            EndCall(call);
            foreach (var read in lost.Where(read => read.Losses >= options.MaxAttempts))
            {
                FailAll([read], Blamed(read, call, reason));
            }

            RetryDoors(call);
        }
    }

    /// <summary>Tries all doors of all silos, unless that was done since the call was made.</summary>
    private void RetryDoors(Call lost)
    {
        if (lost.Retries != retries)
        {
            return;
        }

        retries++;
        silos.ForEach(silo => silo.Retry());
        Probe();
    }

    /// <summary>Whatever has no answer yet comes back.</summary>
    private void EndCall(Call call)
    {
        underWay.Remove(call);
        call.Silo.Calls--;
        suspectCall = suspectCall == call ? null : suspectCall;

        foreach (var read in call.Unsettled.Reverse().ToArray())
        {
            PutBack(read);
        }
    }

    private static InvalidOperationException Blamed(Read read, Call call, Exception reason) => new(
        $"{(read.Losses == 1 ? "A call" : $"{read.Losses} calls, one after another,")} for this element came back with "
        + $"no answer, the last one from silo {call.Silo.Address}: it seems to end the process that evaluates it. "
        + "Evaluate it in a worker process (SeqTools.Linq.Processes), which contains that; where silos are killed "
        + "often by other causes, raise SequenceOptions.MaxAttempts.",
        reason);

    // Silos

    private void StartWatching()
    {
        if (!isWatching)
        {
            isWatching = true;
            ThreadPool.UnsafeQueueUserWorkItem(
                static dispatcher => _ = dispatcher.WatchAsync(), this, preferLocal: false);
        }
    }

    private async Task WatchAsync()
    {
        for (var attempt = 0; IsWatched(); attempt++)
        {
            lock (gate)
            {
                FailUnbuilt();
            }

            try
            {
                Update(await calls.ListAsync(attempt)
                    .WithinAsync(options.Slack, Clock, disposed).ConfigureAwait(false));
            }
            catch (Exception)
            {
                // The gateway doesn't answer, or has died: silos stay as they are, and the next attempt asks another.
            }

            lock (gate)
            {
                silos.ForEach(silo => silo.EndRest());
                Probe();
                FailIfAlone();
            }

            Schedule();
            await Task.Delay(WatchEvery, Clock, disposed)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsWatched()
    {
        lock (gate)
        {
            isWatching = !isDisposed && (waiting.Count > 0 || suspects.Count > 0 || underWay.Count > 0);
            aloneSince = isWatching ? aloneSince : null;
            return isWatching;
        }
    }

    private void Update(string[] found)
    {
        lock (gate)
        {
            silos.RemoveAll(silo => !found.Contains(silo.Address));
            foreach (var address in found.Where(address => !silos.Exists(silo => silo.Address == address)))
            {
                silos.Add(new(address));
            }
        }
    }

    private void Probe()
    {
        foreach (var silo in silos.Where(silo => silo is { State: SiloState.Untried, IsProbed: false }))
        {
            silo.IsProbed = true;
            ThreadPool.UnsafeQueueUserWorkItem(probe => _ = ProbeAsync(probe), silo, preferLocal: false);
        }
    }

    /// <summary>Knocks at all doors. The silo is used as soon as the first one opens.</summary>
    private async Task ProbeAsync(Silo silo)
    {
        await Task.WhenAll(Enumerable.Range(0, SiloKey.Doors).Select(door => KnockAsync(silo, door)))
            .ConfigureAwait(false);
        lock (gate)
        {
            silo.IsProbed = false;
        }
    }

    private async Task KnockAsync(Silo silo, int door)
    {
        try
        {
            var offer = await calls.AliveAsync(silo.Address, door)
                .WithinAsync(options.Slack, Clock, disposed).ConfigureAwait(false);
            lock (gate)
            {
                silo.Opens(door, offer);
            }

            Schedule();
        }
        catch (Exception)
        {
            // The door stays shut.
        }
    }

    /// <summary>
    /// Where the recipe failed on all silos that could have served a read, what it threw is that read's failure.
    /// </summary>
    private void FailUnbuilt()
    {
        foreach (var read in waiting.Concat(suspects).Where(read => read.BuildFailure is not null).ToArray())
        {
            if (!silos.Exists(silo => silo.IsExpected && read.MayGoTo(silo)))
            {
                read.Place.List!.Remove(read.Place);
                read.TrySetResult(read.BuildFailure!);
            }
        }
    }

    /// <summary>Where there is no silo, reads wait no longer than they shall.</summary>
    private void FailIfAlone()
    {
        if (silos.Exists(silo => silo.State is SiloState.Usable or SiloState.Resting))
        {
            aloneSince = null;
            return;
        }

        aloneSince ??= Clock.GetTimestamp();
        var refusals = silos.Select(silo => silo.Refusal).OfType<Refusal>().ToArray();
        if (refusals.Length == silos.Count
            && Array.Find(refusals, refusal => refusal.Kind != RefusalKind.NoSequences) is { } refusal)
        {
            FailAll([.. waiting, .. suspects], new InvalidOperationException(
                $"No silo is left that can serve the sequence {sequence.Name} as it was opened. {refusal.Reason}"));
        }
        else if (Clock.GetElapsedTime(aloneSince.Value) >= options.Timeout)
        {
            FailAll([.. waiting, .. suspects], NoSilo(sequence.Name, options, silos.Count));
        }
    }

    internal static TimeoutException NoSilo(string name, SequenceOptions options, int known) => new(
        $"No silo has answered for {options.Timeout} (SequenceOptions.Timeout), {known} of the cluster being known. "
        + $"The sequence {name} needs one at least that runs, with AddSequences, and that the client can reach by a "
        + "gateway.");

    /// <summary>An element that somebody waits for.</summary>
    private sealed class Read : TaskCompletionSource<ElementAnswer>
    {
        private List<Silo>? failedOn;

        public Read(int index)
            : base(TaskCreationOptions.RunContinuationsAsynchronously)
        {
            Index = index;
            Place = new(this);
        }

        public int Index { get; }

        public LinkedListNode<Read> Place { get; }

        public Call? Call { get; set; }

        public int Losses { get; set; }

        public Silo? LostOn { get; set; }

        /// <summary>What the recipe threw where this read was last, if it did.</summary>
        public ElementAnswer? BuildFailure { get; private set; }

        /// <summary>Each silo builds the recipe for it once at most.</summary>
        public bool MayGoTo(Silo silo) => failedOn?.Contains(silo) != true;

        /// <summary>Takes in why a silo has given it back.</summary>
        public void Learn(ReadAnswer answer, Silo silo)
        {
            if (answer.Refusal is { Kind: RefusalKind.BuildFailed, Failure: var failure })
            {
                (failedOn ??= []).Add(silo);
                BuildFailure = new(0, null, failure);
            }
        }
    }

    /// <summary>Reads that were given to a silo together.</summary>
    private sealed class Call(Silo silo, int door, Read?[] reads, int retries)
    {
        public Silo Silo => silo;

        public int Door => door;

        public Read?[] Reads => reads;

        /// <summary>How often doors had been tried anew when it was made.</summary>
        public int Retries => retries;

        public CancellationTokenSource Cancellation { get; } = new();

        /// <summary>How many of its reads somebody still waits for.</summary>
        public int Wanted { get; set; } = reads.Length;

        public IEnumerable<Read> Unsettled => reads.OfType<Read>();

        /// <summary>Takes a read out; none where it was taken out before.</summary>
        public Read? Settle(int place)
        {
            var read = reads[place];
            reads[place] = null;
            Wanted -= read is { Task.IsCompleted: false } ? 1 : 0;
            return read;
        }
    }

    /// <summary>A silo as the dispatcher knows it.</summary>
    private sealed class Silo(string address)
    {
        /// <summary>How much a new cost weighs against those before.</summary>
        private const double Weight = 0.3;

        private readonly List<int> doors = [];
        private double? ticks;
        private double bytes;
        private uint nextDoor;

        public string Address => address;

        public SiloState State { get; private set; }

        public bool IsProbed { get; set; }

        public int Workers { get; private set; } = 1;

        public int Calls { get; set; }

        public Refusal? Refusal { get; private set; }

        /// <summary>Whether it gets calls, or may soon: one that has not answered yet is being knocked at.</summary>
        public bool IsExpected =>
            State is SiloState.Usable or SiloState.Resting || (State == SiloState.Untried && IsProbed);

        public double Load => (double)Calls / Workers;

        public int NextDoor() => doors[(int)(nextDoor++ % (uint)doors.Count)];

        /// <summary>All doors are shut until they have answered again.</summary>
        public void Retry()
        {
            if (State is SiloState.Usable or SiloState.Resting)
            {
                State = SiloState.Untried;
                doors.Clear();
            }

            IsProbed = false;
        }

        public void EndRest() => State = State == SiloState.Resting ? SiloState.Usable : State;

        public void Opens(int door, SiloOffer offer)
        {
            if (State is SiloState.Leaving or SiloState.LeftOut)
            {
                return;
            }

            if (offer.Workers == 0)
            {
                LeaveOut(new(RefusalKind.NoSequences, $"Silo {address} has no sequences."));
                return;
            }

            Workers = offer.Workers;
            State = offer.IsLeaving ? SiloState.Leaving
                : State == SiloState.Resting ? SiloState.Resting
                : SiloState.Usable;
            if (!doors.Contains(door))
            {
                doors.Add(door);
            }
        }

        public void Learn(ReadAnswer answer)
        {
            if (answer.Refusal is { Kind: not RefusalKind.BuildFailed } refusal)
            {
                LeaveOut(refusal);
            }
            else if (answer.IsLeaving)
            {
                State = SiloState.Leaving;
            }
            else if (answer.Refusal is not null && State == SiloState.Usable)
            {
                State = SiloState.Resting;
            }

            if (answer.Done is [_, ..] done)
            {
                var size = done.Sum(element => (double)element.Size) / done.Length;
                var time = (double)answer.Cost.Ticks / done.Length;
                (ticks, bytes) = ticks is { } known
                    ? (Mean(known, time), Mean(bytes, size))
                    : (time, size);
            }
        }

        public int BatchOf(SequenceOptions options) => ticks is not { } cost ? 1 : (int)Math.Min(
            options.MaxBatchElements,
            Math.Min(
                options.BatchTarget.Ticks / Math.Max(cost, 1), options.MaxBatchBytes / Math.Max(bytes, 1)));

        private void LeaveOut(Refusal refusal)
        {
            State = SiloState.LeftOut;
            Refusal = refusal;
        }

        private static double Mean(double known, double now) => known + (Weight * (now - known));
    }
}
