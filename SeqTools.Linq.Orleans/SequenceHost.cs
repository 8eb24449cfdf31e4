using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;

namespace SeqTools.Linq.Orleans;

/// <summary>
/// What a silo has for sequences: the recipes, what is built of them, the workers, and the calls in progress.
/// </summary>
internal sealed class SequenceHost : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>
    /// How long a silo that is being shut down waits for elements that are under way, and then for what disposes of
    /// sequences: one may still be being built.
    /// </summary>
    private static readonly TimeSpan LongestLeave = TimeSpan.FromSeconds(10);

    /// <summary>How long a recipe may keep a thread from elements. It may hang, and goes on beside them then.</summary>
    private static readonly TimeSpan LongestBuild = TimeSpan.FromSeconds(10);

    private readonly SequencesBuilder settings;
    private readonly Serializer serializer;
    private readonly SequenceTypes types;
    private readonly string silo;
    private readonly int maxMessageBytes;
    private readonly BuiltSequences built;
    private readonly SequenceWorkers workers;
    private readonly ConcurrentDictionary<Guid, ReadJob> jobs = [];
    private volatile bool isLeaving;

    public SequenceHost(
        IOptions<SequencesBuilder> settings, IOptions<SiloMessagingOptions> messaging, Serializer serializer,
        ILocalSiloDetails silo, IServiceProvider services)
    {
        this.settings = settings.Value;
        this.serializer = serializer;
        this.silo = silo.SiloAddress.ToString();
        types = new(services);
        maxMessageBytes = MessageSize.ContentOf(messaging.Value);
        built = new(this.settings);
        workers = new(this.settings.WorkerCount, this.settings.TimeProvider);
    }

    public SiloOffer Offer => new(settings.WorkerCount, isLeaving);

    void ILifecycleParticipant<ISiloLifecycle>.Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(SequenceHost), ServiceLifecycleStage.Active, _ => Task.CompletedTask, LeaveAsync);

    public void Dispose() => workers.Dispose();

    /// <summary>Builds the sequence, or answers that it is being built.</summary>
    public async Task<OpenAnswer> OpenAsync(SequenceId id, TimeSpan lease)
    {
        if (isLeaving)
        {
            throw new InvalidOperationException($"Silo {silo} is being shut down.");
        }

        var opening = Task.Run(() => BuildAsync(id));
        await ((Task)opening).WaitAsync(lease.ForTimer(), settings.TimeProvider)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return opening.IsCompleted ? await opening.ConfigureAwait(false) : new(false, "", 0, null);
    }

    public Task<ReadAnswer> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        // Two parts of half a message: elements until they are enough, and the last one, which may be large.
        var maxBytes = Math.Min(request.Limits.MaxBytes, maxMessageBytes / 2);
        ReadJob job = new(
            request, maxBytes, maxMessageBytes - maxBytes, serializer, settings.TimeProvider, workers.Abandon);
        jobs[job.Ticket] = job;
        if (isLeaving)
        {
            job.GiveBack(onlyIfNotBegun: false);
        }
        else
        {
            // No context of the call reaches the code of users, which may call grains of its own.
            ThreadPool.UnsafeQueueUserWorkItem(job => _ = RunAsync(job), job, preferLocal: false);
        }

        return AnswerAsync(job, cancellationToken);
    }

    public Task<ReadAnswer> ContinueAsync(Guid ticket, bool givesBack, CancellationToken cancellationToken)
    {
        if (!jobs.TryGetValue(ticket, out var job))
        {
            throw new InvalidOperationException($"Silo {silo} has given up a call that nobody asked for in time.");
        }

        if (givesBack)
        {
            job.GiveBack(onlyIfNotBegun: true);
        }

        return AnswerAsync(job, cancellationToken);
    }

    private async Task<ReadAnswer> AnswerAsync(ReadJob job, CancellationToken cancellationToken)
    {
        job.Expiry?.Dispose();
        using var cancelling = cancellationToken.UnsafeRegister(static job => ((ReadJob)job!).Cancel(), job);
        var answer = await job.AnswerAsync(() => isLeaving).ConfigureAwait(false);
        if (answer.Ticket == Guid.Empty)
        {
            jobs.TryRemove(job.Ticket, out _);
        }
        else
        {
            job.Expiry = settings.TimeProvider.CreateTimer(
                _ => Expire(job), null, job.Limits.Patience.ForTimer(), Timeout.InfiniteTimeSpan);
        }

        return answer;
    }

    private void Expire(ReadJob job)
    {
        job.Cancel();
        jobs.TryRemove(job.Ticket, out _);
    }

    private async Task RunAsync(ReadJob job)
    {
        var id = job.Sequence;
        BuiltSequences.Entry? entry = null;
        try
        {
            entry = await AcquireAsync(id).ConfigureAwait(false);
            if (entry.Sequence.Count != id.Count)
            {
                job.Refuse(OtherCount(id, entry.Sequence.Count));
            }
            else if (entry.Sequence.IsAwaited)
            {
                await workers.AwaitAsync(() => job.RunAsync(entry.Sequence, thread: null)).ConfigureAwait(false);
            }
            else
            {
                // Over when it returns, for a list awaits nothing.
                workers.Run(thread => job.RunAsync(entry.Sequence, thread).GetAwaiter().GetResult());
                await job.Over.ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            job.Refuse(RefusalOf(id, e));
        }
        finally
        {
            if (entry is not null)
            {
                built.Release(entry);
            }
        }
    }

    private async Task<OpenAnswer> BuildAsync(SequenceId id)
    {
        try
        {
            var entry = await AcquireAsync(id).ConfigureAwait(false);
            built.Release(entry);
            return new(true, settings.Recipes[id.Name].Version, entry.Sequence.Count, null);
        }
        catch (Exception e)
        {
            return new(false, "", 0, RefusalOf(id, e));
        }
    }

    private Task<BuiltSequences.Entry> AcquireAsync(SequenceId id)
    {
        if (!settings.Recipes.TryGetValue(id.Name, out var recipe))
        {
            throw new RefusalException(UnknownName(id));
        }

        return recipe.Refuses(id, types) is { } refusal
            ? throw new RefusalException(refusal)
            : built.AcquireAsync(id, () => workers.RunAsync(
                () => recipe.Build(ArgumentOf(id), serializer), LongestBuild));
    }

    private object? ArgumentOf(SequenceId id)
    {
        try
        {
            return serializer.Deserialize<object?>(id.Argument);
        }
        catch (Exception e)
        {
            throw new RefusalException(new(
                RefusalKind.NotSerializable,
                $"Silo {silo} can't read the argument of the sequence {id.Name} ({ThrownText.MessageOf(e)}). It needs "
                + "the assembly of the argument's type, and the serializer that the client has for it."));
        }
    }

    private Refusal RefusalOf(SequenceId id, Exception exception)
    {
        if (exception is RefusalException refused)
        {
            return refused.Refusal;
        }

        var failure = RemoteFailure.Of(exception, serializer, maxMessageBytes / 2);
        return new(
            RefusalKind.BuildFailed,
            $"The recipe of the sequence {id.Name} failed on silo {silo}: {failure.Message}",
            failure);
    }

    private Refusal UnknownName(SequenceId id) => new(
        RefusalKind.UnknownName,
        $"Silo {silo} has no sequence {id.Name}. It has: "
        + $"{string.Join(", ", settings.Recipes.Keys.Order(StringComparer.Ordinal).DefaultIfEmpty("none"))}.");

    private Refusal OtherCount(SequenceId id, int count) => new(
        RefusalKind.OtherCount,
        $"The sequence {id.Name} has {count} elements on silo {silo}, and {id.Count} where it was opened. A recipe "
        + "must build the same list on every silo: have it read what all of them share, or pin what it reads.");

    /// <summary>
    /// The silo is being shut down: what is not begun goes back, and what is under way may come to its end.
    /// </summary>
    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        isLeaving = true;
        foreach (var job in jobs.Values)
        {
            job.GiveBack(onlyIfNotBegun: false);
        }

        await WaitAsync(Task.WhenAll(jobs.Values.Select(job => job.Over)), cancellationToken).ConfigureAwait(false);
        await WaitAsync(built.DisposeAllAsync(), cancellationToken).ConfigureAwait(false);
    }

    private async Task WaitAsync(Task over, CancellationToken cancellationToken)
    {
        try
        {
            await over.WaitAsync(LongestLeave, settings.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // What takes longer is left: elements are evaluated anew elsewhere.
        }
    }
}
