namespace SeqTools.Linq.Orleans;

/// <content>Which reads go to which silo, and what becomes of the call.</content>
internal sealed partial class Dispatcher
{
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
        List<ReadCall> assigned = [];
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
    private ReadCall? Assign()
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
    private KnownSilo? SiloFor(PendingRead suspect)
    {
        var hasOther = silos.Exists(
            silo => silo.State == SiloState.Usable && silo != suspect.LostOn && suspect.MayGoTo(silo));
        return LeastLoaded(silo => suspect.MayGoTo(silo) && !(hasOther && silo == suspect.LostOn));
    }

    private ReadCall NewCall(KnownSilo silo, PendingRead[] reads)
    {
        ReadCall call = new(silo, silo.NextRoute(), reads, retries);
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
    private KnownSilo? LeastLoaded(Func<KnownSilo, bool> mayTake)
    {
        KnownSilo? best = null;
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
    private long FreeOf(KnownSilo silo) => silo.State == SiloState.Usable
        ? Math.Clamp(((long)silo.Workers * options.CallsPerWorker) - silo.Calls, 0, int.MaxValue)
        : 0;

    /// <summary>
    /// As many reads as the silo does in the time that a call should take, or as make up an answer; but no more than
    /// its share, while others have room. One, until it is known what elements cost there.
    /// </summary>
    private PendingRead[] TakeFor(KnownSilo silo)
    {
        var free = silos.Sum(FreeOf);
        var share = (waiting.Count + free - 1) / free;
        var count = (int)Math.Max(1, Math.Min(share, silo.BatchOf(options)));
        PendingRead[] reads = [.. waiting.Where(read => read.MayGoTo(silo)).Take(count)];
        Array.ForEach(reads, read => waiting.Remove(read.Place));
        return reads;
    }

    private async Task RunAsync(ReadCall call)
    {
        try
        {
            ReadRequest request = new(sequence, Array.ConvertAll(call.Reads, read => read!.Index), limits);
            using var activity = SequenceTelemetry.StartCall(sequence.Name, call.Silo.Address, request.Indices);
            var answer = await WithinLease(
                call, calls.ReadAsync(call.Silo.Address, call.Route, request, call.Cancellation.Token))
                .ConfigureAwait(false);
            while (!Settle(call, answer, out var givesBack))
            {
                answer = await WithinLease(
                    call,
                    calls.ContinueAsync(
                        call.Silo.Address, call.Route, answer.Ticket, givesBack, call.Cancellation.Token))
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

    private Task<ReadAnswer> WithinLease(ReadCall call, Task<ReadAnswer> answer) =>
        answer.WithinAsync(options.Patience, Clock, call.Cancellation.Token);

    /// <summary>Takes in an answer. Whether the call is over; if not, whether its reads had better come back.</summary>
    private bool Settle(ReadCall call, ReadAnswer answer, out bool givesBack)
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
    /// A call without an answer, or that Orleans could not deliver. Its silo gets no more calls before a route of it
    /// has answered, and all routes are tried anew: the gateway may have died in place of the silo.
    /// </summary>
    private void Lose(ReadCall call, Exception reason)
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

            RetryRoutes(call);
        }
    }

    /// <summary>Tries all routes of all silos, unless that was done since the call was made.</summary>
    private void RetryRoutes(ReadCall lost)
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
    private void EndCall(ReadCall call)
    {
        underWay.Remove(call);
        call.Silo.Calls--;
        suspectCall = suspectCall == call ? null : suspectCall;

        foreach (var read in call.Unsettled.Reverse().ToArray())
        {
            PutBack(read);
        }
    }

    private static InvalidOperationException Blamed(PendingRead read, ReadCall call, Exception reason) => new(
        $"{(read.Losses == 1 ? "A call" : $"{read.Losses} calls, one after another,")} for this element came back with "
        + $"no answer, the last one from silo {call.Silo.Address}: it seems to end the process that evaluates it. "
        + "Evaluate it in a worker process (SeqTools.Linq.Processes), which contains that; where silos are killed "
        + "often by other causes, raise SequenceOptions.MaxAttempts.",
        reason);
}
