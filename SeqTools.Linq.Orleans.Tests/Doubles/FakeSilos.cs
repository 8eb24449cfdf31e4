using System.Collections.Concurrent;
using System.Threading.Channels;

namespace SeqTools.Linq.Orleans.Tests;

/// <summary>Silos whose calls wait until the test answers them.</summary>
internal sealed class FakeSilos(params string[] names) : ISequenceCalls
{
    private readonly Channel<FakeCall> calls = Channel.CreateUnbounded<FakeCall>();
    private readonly Channel<string> probed = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, bool> silent = [];
    private readonly ConcurrentDictionary<Guid, FakeCall> unfinished = [];
    private volatile string[] members = names;

    /// <summary>How many workers a silo has; one where nothing is said.</summary>
    public ConcurrentDictionary<string, int> Workers { get; } = [];

    /// <summary>Routes that do not answer.</summary>
    public HashSet<(string Silo, int Route)> Shut { get; } = [];

    public bool HasCall => calls.Reader.TryPeek(out _);

    public void Only(params string[] only) => members = only;

    public void Join(string silo) => members = [.. members, silo];

    public void Silence(string silo) => silent[silo] = true;

    public void Wake(string silo) => silent.TryRemove(silo, out _);

    public Task<string[]> ListAsync(int attempt) => Task.FromResult(members);

    public async Task<SiloOffer> AliveAsync(string silo, int route)
    {
        if (silent.ContainsKey(silo) || Shut.Contains((silo, route)))
        {
            throw new TimeoutException("Nobody is there.");
        }

        await Task.Yield();
        probed.Writer.TryWrite(silo);
        return new(Workers.GetValueOrDefault(silo, 1), IsLeaving: false);
    }

    public Task<OpenAnswer> OpenAsync(string silo, int route, SequenceId sequence, TimeSpan lease) =>
        throw new NotSupportedException();

    public Task<ReadAnswer> ReadAsync(
        string silo, int route, ReadRequest request, CancellationToken cancellationToken)
    {
        List<int> all = [.. Enumerable.Range(0, request.Indices.Length)];
        return Enter(new(silo, route, request.Indices, all, Guid.NewGuid(), cancellationToken));
    }

    public Task<ReadAnswer> ContinueAsync(
        string silo, int route, Guid ticket, bool givesBack, CancellationToken cancellationToken)
    {
        var before = unfinished[ticket];
        return Enter(new(silo, route, before.Indices, before.Pending, ticket, cancellationToken)
        {
            GivesBack = givesBack,
        });
    }

    public async Task<FakeCall> CallAsync(CancellationToken cancellationToken) =>
        await calls.Reader.ReadAsync(cancellationToken);

    public async Task<List<FakeCall>> CallsAsync(int count, CancellationToken cancellationToken)
    {
        List<FakeCall> found = [];
        while (found.Count < count)
        {
            found.Add(await CallAsync(cancellationToken));
        }

        return found;
    }

    /// <summary>The next call, or none when a task ends first.</summary>
    public async Task<FakeCall?> CallOrEndAsync(Task end, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var next = calls.Reader.WaitToReadAsync(ended.Token).AsTask();
        await Task.WhenAny(next, end);
        cancellationToken.ThrowIfCancellationRequested();
        ended.Cancel();
        return end.IsCompleted ? null : await CallAsync(cancellationToken);
    }

    /// <summary>Returns when a route of a silo has answered since the last time.</summary>
    public async Task ProbedAsync(string silo, CancellationToken cancellationToken)
    {
        while (await probed.Reader.ReadAsync(cancellationToken) != silo)
        {
        }
    }

    private Task<ReadAnswer> Enter(FakeCall call)
    {
        unfinished[call.Ticket] = call;
        calls.Writer.TryWrite(call);
        return call.Answered;
    }
}

/// <summary>A call that waits for its answer.</summary>
internal sealed class FakeCall(
    string silo, int route, int[] indices, List<int> pending, Guid ticket, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<ReadAnswer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Silo => silo;

    public int Route => route;

    public int[] Indices => indices;

    /// <summary>The places that have no answer yet.</summary>
    public List<int> Pending => pending;

    public Guid Ticket => ticket;

    public bool GivesBack { get; init; }

    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    public Task<ReadAnswer> Answered => answer.Task;

    public void Answer(TimeSpan? cost = null, int size = sizeof(int), int givesBackFrom = int.MaxValue)
    {
        var done = pending.Take(givesBackFrom)
            .Select(place => new ElementAnswer(place, Bytes(indices[place], size), null));
        ReadAnswer whole = new(
            [.. done], [.. pending.Skip(givesBackFrom)], Guid.Empty, true, false, cost ?? TimeSpan.FromTicks(1), null);
        answer.TrySetResult(whole);
    }

    public void AnswerStillAtIt(bool hasBegun = true) =>
        answer.TrySetResult(new([], [], ticket, hasBegun, false, default, null));

    public void GiveAllBack(bool isLeaving = false) =>
        answer.TrySetResult(new([], [.. pending], Guid.Empty, false, isLeaving, default, null));

    public void Refuse(Refusal refusal) =>
        answer.TrySetResult(new([], [.. pending], Guid.Empty, false, false, default, refusal));

    public void Fail(Exception failure) => answer.TrySetException(failure);

    private static byte[] Bytes(int index, int size)
    {
        var bytes = new byte[size];
        BitConverter.TryWriteBytes(bytes, index);
        return bytes;
    }
}
