using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;

namespace SeqTools.Linq.Orleans;

/// <summary>
/// Finds a silo that builds the sequence, and makes the view. A silo that doesn't answer is given up for another one,
/// by other routes and gateways, until the time is over.
/// </summary>
internal sealed class SequenceOpening
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ISequenceCalls calls;
    private readonly SequenceOptions options;
    private readonly ViewOrigin origin;
    private readonly Serializer serializer;
    private readonly Dictionary<string, Refusal> refusals = [];

    /// <summary>Silos that gave no answer, which are asked last.</summary>
    private readonly HashSet<string> silent = [];

    private SequenceOpening(
        ISequenceCalls calls, SequenceOptions options, ViewOrigin origin, Serializer serializer)
    {
        (this.calls, this.options, this.origin, this.serializer) = (calls, options, origin, serializer);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The view disposes of the dispatcher.")]
    public static async ValueTask<SequenceView<T>> RunAsync<T>(
        IClusterClient client, string name, string? version, object? argument, SequenceOptions? options,
        ViewOrigin origin, CancellationToken cancellationToken)
    {
        var services = client.ServiceProvider;
        var serializer = services.GetRequiredService<Serializer>();
        options ??= services.GetService<IOptions<SequenceOptions>>()?.Value ?? new();
        options.Check();
        SequenceTypes types = new(services);
        if (types.WhatIsWrongWith(typeof(T)) is { } problem)
        {
            throw new NotSupportedException($"The elements of the sequence {name} can't be received. {problem}");
        }

        var bytes = BytesOf(argument, serializer);
        CheckSize(name, bytes, services);
        SequenceId id = new(name, bytes, types.NameOf(typeof(T)), version, Count: -1);
        GrainCalls calls = new(client);
        SequenceOpening opening = new(calls, options, origin, serializer);
        var opened = await opening.OpenAsync(id, cancellationToken).ConfigureAwait(false);
        id = id with { Version = opened.Version, Count = opened.Count };
        return new(new(calls, id, options), serializer, opened.Count, origin);
    }

    private static byte[] BytesOf(object? argument, Serializer serializer)
    {
        try
        {
            return serializer.SerializeToArray(argument);
        }
        catch (Exception e)
        {
            throw new NotSupportedException(
                $"The argument can't be sent. {SequenceTypes.WhatToDo(argument!.GetType(), e)}", e);
        }
    }

    private static void CheckSize(string name, byte[] argument, IServiceProvider services)
    {
        var longest = MessageSize.ContentOf(MessagingOf(services));
        if (argument.Length > longest)
        {
            throw new ArgumentException(
                $"The argument of the sequence {name} has {argument.Length:N0} bytes, and a message can hold "
                + $"{longest:N0}. It travels with every call: give what names the data, not the data.");
        }
    }

    /// <summary>Code inside a silo sends by the silo's options.</summary>
    private static MessagingOptions MessagingOf(IServiceProvider services) =>
        services.GetService<ILocalSiloDetails>() is null
            ? services.GetRequiredService<IOptions<ClientMessagingOptions>>().Value
            : services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value;

    private async Task<OpenAnswer> OpenAsync(SequenceId id, CancellationToken cancellationToken)
    {
        var clock = options.TimeProvider;
        var began = clock.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var silos = await ListAsync(attempt, cancellationToken).ConfigureAwait(false);
            foreach (var silo in silos.Where(silo => !refusals.ContainsKey(silo)).OrderBy(silent.Contains))
            {
                if (await TryOpenAsync(silo, attempt, id, cancellationToken).ConfigureAwait(false) is { } answer)
                {
                    return answer;
                }
            }

            if (silos.Length > 0 && Array.TrueForAll(silos, refusals.ContainsKey))
            {
                throw Refused(silos);
            }

            if (clock.GetElapsedTime(began) >= options.Timeout)
            {
                throw Dispatcher.NoSilo(id.Name, options, silos.Length);
            }

            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string[]> ListAsync(int attempt, CancellationToken cancellationToken) =>
        await AskAsync(() => calls.ListAsync(attempt), cancellationToken).ConfigureAwait(false) ?? [];

    /// <summary>An answer that opens the sequence; none where the silo refuses, or is silent.</summary>
    private async Task<OpenAnswer?> TryOpenAsync(
        string silo, int attempt, SequenceId id, CancellationToken cancellationToken)
    {
        var route = attempt % SiloKey.Routes;
        while (await AskAsync(() => calls.OpenAsync(silo, route, id, options.Lease), cancellationToken)
            .ConfigureAwait(false) is { } answer)
        {
            if (answer.IsReady)
            {
                return answer;
            }

            if (answer.Refusal is { } refusal)
            {
                refusals[silo] = refusal;
                return null;
            }
        }

        silent.Add(silo);
        return null;
    }

    /// <summary>What a call gives; nothing where it is lost.</summary>
    private async Task<TAnswer?> AskAsync<TAnswer>(Func<Task<TAnswer>> call, CancellationToken cancellationToken)
        where TAnswer : class
    {
        try
        {
            return await call().WithinAsync(options.Patience, options.TimeProvider, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>
    /// What all silos refuse is told by one of them: by the one that comes nearest to what was asked for.
    /// </summary>
    private Exception Refused(string[] silos)
    {
        var refusal = silos.Select(silo => refusals[silo]).MaxBy(refusal => refusal.Kind)!;
        return refusal.Kind switch
        {
            RefusalKind.UnknownName or RefusalKind.OtherType => new ArgumentException(refusal.Reason),
            RefusalKind.NotSerializable => new NotSupportedException(refusal.Reason),
            RefusalKind.BuildFailed => Failed(refusal.Failure!),
            _ => new InvalidOperationException(refusal.Reason),
        };
    }

    /// <summary>The opening is the outermost stage, which has no element yet.</summary>
    private EvaluationException Failed(Failure failure)
    {
        var cause = failure.ToException(serializer);
        EvaluationFrame frame = new(origin, EvaluationFrame.NoIndex);
        return cause is EvaluationException { InnerException: { } inner } known
            ? new(inner, known.Trail.Prepend(frame))
            : new(cause, [frame]);
    }
}
