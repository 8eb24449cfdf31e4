using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization;

namespace SeqTools.Linq.Orleans;

/// <summary>
/// The elements of one call, evaluated one after another by one worker. Its answers are what is done by then; elements
/// that are not begun when a lease is over go back to the client, which may know a better place for them.
/// </summary>
/// <remarks>
/// Places count from 0: those before <c>next</c> were begun, one of them may be <c>current</c>; those from <c>end</c>
/// on are given back. All of that changes under the gate alone.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "Its sources of tokens have neither timer nor handle.")]
internal sealed class ReadJob(
    ReadRequest request, int maxBytes, int maxElementBytes, Serializer serializer, TimeProvider clock)
{
    private const int None = -1;

    private readonly object gate = new();
    private readonly List<ElementAnswer> done = [];
    private readonly CancellationTokenSource cancellation = new();
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int next;
    private int end = request.Indices.Length;
    private int endTold = request.Indices.Length;
    private int current = None;
    private long currentBegan;
    private CancellationTokenSource? currentCancellation;
    private Thread? currentThread;
    private TimeSpan cost;
    private long bytes;
    private Refusal? refusal;

    public Guid Ticket { get; } = Guid.NewGuid();

    public SequenceId Sequence => request.Sequence;

    public ReadLimits Limits => request.Limits;

    /// <summary>Completes when nothing is left to do.</summary>
    public Task Over => over.Task;

    /// <summary>Ends the job when nobody has come for its answer.</summary>
    public ITimer? Expiry { get; set; }

    private bool HasBegun => next > 0;

    /// <summary>
    /// Evaluates the elements: of a list at once, on the thread that calls; of an awaited view as they come. An awaited
    /// one that doesn't mind its token is left to itself.
    /// </summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="thread">The thread that a list takes; none for an awaited view.</param>
    public async Task RunAsync(BuiltSequence sequence, Thread? thread)
    {
        while (TryBegin(thread, out var place, out var token))
        {
            End(place, await AnswerAsync(place, sequence, token).ConfigureAwait(false));
        }
    }

    /// <summary>What is done when the job is over, or the lease.</summary>
    /// <param name="isLeaving">Whether the silo is being shut down.</param>
    /// <param name="abandon">Replaces the thread of an element that takes too long.</param>
    public async Task<ReadAnswer> AnswerAsync(Func<bool> isLeaving, Action<Thread> abandon)
    {
        var asked = clock.GetTimestamp();
        while (true)
        {
            var left = Limits.Lease - clock.GetElapsedTime(asked);
            if (Over.IsCompleted || left <= TimeSpan.Zero)
            {
                return Take(isLeaving());
            }

            var wait = Shorter(left, UntilTimeout());
            if (wait > TimeSpan.Zero)
            {
                await Over.WaitAsync(wait.ForTimer(), clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            TimeOutCurrent(abandon);
        }
    }

    /// <summary>Gives back what is not begun.</summary>
    /// <param name="onlyIfNotBegun">Leaves alone a job that a worker is at.</param>
    public void GiveBack(bool onlyIfNotBegun)
    {
        lock (gate)
        {
            if (!(onlyIfNotBegun && HasBegun))
            {
                Stop();
            }
        }
    }

    /// <summary>Gives everything back, for the silo can't serve it.</summary>
    public void Refuse(Refusal reason)
    {
        lock (gate)
        {
            refusal = reason;
            Stop();
        }
    }

    /// <summary>Nobody wants the elements any more.</summary>
    public void Cancel()
    {
        GiveBack(onlyIfNotBegun: false);
        cancellation.Cancel();
    }

    private bool TryBegin(Thread? thread, out int place, out CancellationToken token)
    {
        lock (gate)
        {
            (place, token) = (next, default);
            if (next >= end)
            {
                return false;
            }

            (current, next, currentThread) = (next, next + 1, thread);
            currentBegan = clock.GetTimestamp();
            currentCancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellation.Token);
            token = currentCancellation.Token;
            return true;
        }
    }

    /// <summary>An element that was given up meanwhile is nobody's.</summary>
    private void End(int place, ElementAnswer answer)
    {
        lock (gate)
        {
            if (current != place)
            {
                return;
            }

            done.Add(answer);
            bytes += answer.Value?.Length ?? 0;
            EndCurrent();
            if (bytes >= maxBytes)
            {
                Stop();
            }
        }
    }

    private void EndCurrent()
    {
        cost += clock.GetElapsedTime(currentBegan);
        current = None;
        currentCancellation?.Dispose();
        currentCancellation = null;
        CompleteIfOver();
    }

    private void Stop()
    {
        end = next;
        CompleteIfOver();
    }

    private void CompleteIfOver()
    {
        if (current == None && next >= end)
        {
            over.TrySetResult();
        }
    }

    private async ValueTask<ElementAnswer> AnswerAsync(int place, BuiltSequence sequence, CancellationToken token)
    {
        try
        {
            var read = sequence.ReadAsync(request.Indices[place], token).AsTask();
            return Checked(place, await read.WaitAsync(token).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            return new(place, null, Failures.Of(e, serializer));
        }
    }

    /// <summary>A message over the limit is never sent: Orleans would end the connection, and send it again.</summary>
    private ElementAnswer Checked(int place, byte[] value) => value.Length <= maxElementBytes
        ? new(place, value, null)
        : throw new InvalidOperationException(
            $"The element has {value.Length:N0} bytes, and an answer of this silo can hold {maxElementBytes:N0}. Make "
            + "the elements smaller, or raise MessagingOptions.MaxMessageBodySize on silos and clients.");

    private ReadAnswer Take(bool isLeaving)
    {
        lock (gate)
        {
            if (HasBegun || isLeaving)
            {
                Stop();
            }

            int[] givenBack = [.. Enumerable.Range(end, endTold - end)];
            endTold = end;
            ReadAnswer answer = new(
                [.. done], givenBack, over.Task.IsCompleted ? Guid.Empty : Ticket, HasBegun, isLeaving, cost, refusal);
            done.Clear();
            (cost, bytes) = (default, 0);
            return answer;
        }
    }

    /// <summary>How long an element may still take, the current or the next; without a limit, the lease.</summary>
    private TimeSpan UntilTimeout()
    {
        lock (gate)
        {
            return Limits.ElementTimeout == Timeout.InfiniteTimeSpan ? Limits.Lease
                : current == None ? Limits.ElementTimeout
                : Limits.ElementTimeout - clock.GetElapsedTime(currentBegan);
        }
    }

    private void TimeOutCurrent(Action<Thread> abandon)
    {
        CancellationTokenSource? late;
        Thread? thread;
        lock (gate)
        {
            if (UntilTimeout() > TimeSpan.Zero)
            {
                return;
            }

            var failure = new TimeoutException(
                $"The element took longer than SequenceOptions.ElementTimeout, {Limits.ElementTimeout}.");
            done.Add(new(current, null, Failures.Of(failure, serializer)));
            (late, currentCancellation, thread) = (currentCancellation, null, currentThread);
            end = next;
            EndCurrent();
        }

        late?.Cancel();
        if (thread is not null)
        {
            abandon(thread);
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
