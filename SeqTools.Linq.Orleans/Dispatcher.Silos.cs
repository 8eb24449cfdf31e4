namespace SeqTools.Linq.Orleans;

/// <content>Which silos there are, and whether they answer.</content>
internal sealed partial class Dispatcher
{
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

    /// <summary>Tries all routes. The silo is used as soon as the first one answers.</summary>
    private async Task ProbeAsync(KnownSilo silo)
    {
        await Task.WhenAll(Enumerable.Range(0, SiloKey.Routes).Select(route => TryRouteAsync(silo, route)))
            .ConfigureAwait(false);
        lock (gate)
        {
            silo.IsProbed = false;
        }
    }

    private async Task TryRouteAsync(KnownSilo silo, int route)
    {
        try
        {
            var offer = await calls.AliveAsync(silo.Address, route)
                .WithinAsync(options.Slack, Clock, disposed).ConfigureAwait(false);
            lock (gate)
            {
                silo.Answer(route, offer);
            }

            Schedule();
        }
        catch (Exception)
        {
            // The route is not used.
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
}
