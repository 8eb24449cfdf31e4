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
    ReadRequest request, int maxBytes, int maxElementBytes, Serializer serializer, TimeProvider clock,
    Action<Thread> abandon)
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
    private ITimer? currentTimer;
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
    public async Task<ReadAnswer> AnswerAsync(Func<bool> isLeaving)
    {
        await Over.WaitAsync(Limits.Lease.ForTimer(), clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Take(isLeaving());
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

    /// <summary>
    /// Nobody wants the elements any more. What users have registered with the token may block or throw: not here.
    /// </summary>
    public void Cancel()
    {
        GiveBack(onlyIfNotBegun: false);
        _ = cancellation.CancelAsync();
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
            SetTimer(Limits.ElementTimeout);
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
            bytes += answer.Size;
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
        currentTimer?.Dispose();
        currentTimer = null;
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
            return new(place, null, RemoteFailure.Of(e, serializer, maxElementBytes));
        }
    }

    /// <summary>It is to fit into a message: <see cref="MessageSize"/>.</summary>
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

    /// <summary>Every element has its time measured, whether or not anybody still asks for it.</summary>
    private void SetTimer(TimeSpan time)
    {
        var place = current;
        currentTimer?.Dispose();
        currentTimer = time == Timeout.InfiniteTimeSpan ? null : clock.CreateTimer(
            _ => TimeOut(place), null, time.ForTimer(), Timeout.InfiniteTimeSpan);
    }

    private void TimeOut(int place)
    {
        CancellationTokenSource? late;
        Thread? thread;
        lock (gate)
        {
            if (current != place)
            {
                return;
            }

            var left = Limits.ElementTimeout - clock.GetElapsedTime(currentBegan);
            if (left > TimeSpan.Zero)
            {
                SetTimer(left);
                return;
            }

            var failure = new TimeoutException(
                $"The element took longer than SequenceOptions.ElementTimeout, {Limits.ElementTimeout}.");
            done.Add(new(current, null, RemoteFailure.Of(failure, serializer, maxElementBytes)));
            (late, currentCancellation, thread) = (currentCancellation, null, currentThread);
            end = next;
            EndCurrent();
        }

        _ = late?.CancelAsync();
        if (thread is not null)
        {
            abandon(thread);
        }
    }
}
