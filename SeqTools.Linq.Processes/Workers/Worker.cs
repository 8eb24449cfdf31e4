using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SeqTools.Linq.Processes;

/// <summary>
/// A worker process, from its start until it was waited for. A thread of its own starts it, reads its answers, and goes
/// on with what those who asked do next.
/// </summary>
/// <param name="pool">Whose it is.</param>
/// <param name="number">Its place there.</param>
internal sealed class Worker(WorkerPool pool, int number)
{
    private const int ErrorStackBytes = 256 * 1024;

    /// <summary>How long a worker that was told to leave, or has closed its channel, may take.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long the end of a worker's errors is waited for. It comes with that of the worker, unless a process that the
    /// worker has started goes on with them.
    /// </summary>
    private static readonly TimeSpan LongestReading = TimeSpan.FromMilliseconds(250);

    private readonly object gate = new();
    private readonly byte[] message = new byte[RequestHeader.Size];
    private readonly LastWords lastWords = new();
    private Process? process;

    /// <summary>What it was asked and has not answered, in order; it evaluates the first.</summary>
    private readonly Queue<Request> requests = new();
    private WorkerDeath? death;
    private Exception? killedFor;
    private ITimer? timer;
    private ITimer? leaving;
    private long begunAt;
    private int answers;
    private bool isToBeKilled;
    private bool hasMarks = true;

    /// <summary>Its place in the pool.</summary>
    public int Number => number;

    /// <summary>Where it is in its life; guarded by the gate of the pool.</summary>
    public WorkerState State { get; set; } = WorkerState.Starting;

    /// <summary>Since when it has nothing to do; guarded by the gate of the pool.</summary>
    public long IdleSince { get; set; }

    /// <summary>
    /// How many requests it was given to and has not answered; guarded by the gate of the pool.
    /// </summary>
    public int Load { get; set; }

    /// <summary>
    /// The token of who asks it, which neighbours that are asked for at once have in common; guarded likewise.
    /// </summary>
    public CancellationToken Asker { get; set; }

    /// <summary>Starts it, on a thread of its own; the context of who needs it is not the worker's.</summary>
    /// <exception cref="OutOfMemoryException">There can be no more threads.</exception>
    public void Start() => new Thread(Run)
    {
        IsBackground = true,
        Name = $"SeqTools worker {number}",
    }.UnsafeStart();

    /// <summary>Asks it for something. It was given to who calls this.</summary>
    public ValueTask<Answer<T>> Ask<T>(Request<T> asked)
    {
        if (!TryAsk(asked))
        {
            asked.Lose(death!, hadBegun: false);
            asked.Complete();
        }

        return new(asked.Answer);
    }

    /// <summary>Not where it has ended since it was given to who asks. It reads in the order of the queue.</summary>
    private bool TryAsk(Request asked)
    {
        lock (gate)
        {
            if (death is not null)
            {
                return false;
            }

            if (requests.Count == 0)
            {
                SetTimer(pool.Settings.ElementTimeout);
            }

            requests.Enqueue(asked);
            asked.Header.Write(message);
            TrySend(message);
            return true;
        }
    }

    /// <summary>Tells it to leave, and kills it when it does not.</summary>
    public void Stop()
    {
        Span<byte> stop = stackalloc byte[RequestHeader.Size];
        new RequestHeader(RequestKind.Stop, 0, RequestHeader.NoSlot, 0).Write(stop);
        leaving = TimeProvider.System.CreateTimer(
            static worker => ((Worker)worker!).Kill(), this, Grace, Timeout.InfiniteTimeSpan);
        TrySend(stop);
    }

    /// <summary>Kills it, now or as soon as it was started.</summary>
    public void Kill()
    {
        lock (gate)
        {
            isToBeKilled = true;
            TryKill();
        }
    }

    private void Run()
    {
        Thread? errors = null;
        try
        {
            if (Begin(out errors) is { } output)
            {
                pool.Begin(this);
                while (TryReadReply(output))
                {
                    // The request was answered, and who waited for it has gone on.
                }
            }
        }
        catch (Exception e)
        {
            killedFor ??= e;
            Kill();
        }

        End(errors);
    }

    /// <summary>Starts the process and has it get ready.</summary>
    /// <returns>What it writes; nothing where it has ended.</returns>
    private FrameReader? Begin(out Thread? errors)
    {
        errors = null;
        timer = pool.Settings.Clock.CreateTimer(
            static worker => ((Worker)worker!).KillIfLate(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var started = Launched();
        lock (gate)
        {
            process = started;
            if (isToBeKilled)
            {
                TryKill();
            }
        }

        // A thread that can't be started is none to wait for at the end.
        var reading = new Thread(() => PassOnErrors(started.StandardError), ErrorStackBytes) { IsBackground = true };
        reading.UnsafeStart();
        errors = reading;
        var output = new FrameReader(started.StandardOutput.BaseStream);
        SendHello(started);
        return ReadReady(output);
    }

    private Process Launched()
    {
        try
        {
            return Process.Start(pool.StartInfo)!;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            throw new IOException($"A worker process can't be started: {e.Message}", e);
        }
    }

    private void SendHello(Process started)
    {
        var hello = pool.HelloFor(number, started);
        var header = new byte[RequestHeader.Size];
        new RequestHeader(RequestKind.Start, 0, RequestHeader.NoSlot, hello.Length).Write(header);
        TrySend(header);
        TrySend(hello);
    }

    private FrameReader? ReadReady(FrameReader output)
    {
        if (!output.TryRead(ReplyHeader.Size, out var bytes))
        {
            return null;
        }

        var header = ReplyHeader.Read(bytes);
        hasMarks = header.Kind != ReplyKind.ReadyWithoutMemory;
        if (header.Kind is ReplyKind.Ready or ReplyKind.ReadyWithoutMemory)
        {
            return output;
        }

        var reason = new byte[header.Length];
        output.TryReadInto(reason);
        throw new WorkerRefusedException(Encoding.UTF8.GetString(reason));
    }

    /// <summary>Reads an answer, gives the worker to who waits for one, and has who asked go on.</summary>
    /// <returns>Not where the worker has closed its channel.</returns>
    private bool TryReadReply(FrameReader output)
    {
        if (!output.TryRead(ReplyHeader.Size, out var bytes))
        {
            return false;
        }

        var header = ReplyHeader.Read(bytes);
        if (!TryReadBytes(output, header, out var beside, out var array))
        {
            return false;
        }

        if (!TryTakeRequest(out var answered, out var isLast))
        {
            throw new InvalidDataException("The worker has answered what it was not asked.");
        }

        answered.Take(new(header.Kind, header.Length, beside, array));
        if (isLast)
        {
            lastWords.Forget();
        }

        pool.Return(this, header.IsCheap);
        answered.Complete();
        return true;
    }

    private static bool TryReadBytes(
        FrameReader output, ReplyHeader header, out ReadOnlySpan<byte> beside, out byte[]? array)
    {
        beside = default;
        array = null;
        if (header.Kind is not (ReplyKind.Piped or ReplyKind.Failed) || header.Length == 0)
        {
            return true;
        }

        if (header.Length <= FrameReader.MostBuffered)
        {
            return output.TryRead(header.Length, out beside);
        }

        array = ResultArray.Of(header.Length);
        beside = array;
        return output.TryReadInto(array);
    }

    /// <summary>Takes what was answered; the worker goes on with the next.</summary>
    /// <param name="taken">The request.</param>
    /// <param name="isLast">Whether there is none left: what the worker writes may be the next one's otherwise.</param>
    private bool TryTakeRequest([NotNullWhen(true)] out Request? taken, out bool isLast)
    {
        lock (gate)
        {
            var isThere = requests.TryDequeue(out taken);
            answers++;
            isLast = requests.Count == 0;
            SetTimer(isLast ? Timeout.InfiniteTimeSpan : pool.Settings.ElementTimeout);
            return isThere;
        }
    }

    /// <summary>Sets the time of an element, where there is one.</summary>
    private void SetTimer(TimeSpan due)
    {
        if (pool.Settings.ElementTimeout != Timeout.InfiniteTimeSpan)
        {
            begunAt = pool.Settings.Clock.GetTimestamp();
            timer!.Change(due, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Waits for the process, tells the pool, and tells who asked that there is no answer.</summary>
    private void End(Thread? errors)
    {
        pool.BeginToDie(this);
        timer?.Dispose();
        leaving?.Dispose();
        var exitCode = WaitForExit();
        errors?.Join(LongestReading);
        Request[] lost;
        lock (gate)
        {
            death = WorkerDeath.Of(process?.Id ?? 0, exitCode, lastWords.ToString(), killedFor);
            lost = [.. requests];
            requests.Clear();
        }

        var hadBegun = !hasMarks || pool.Slots?.BegunBy(number) != answers;
        Close();
        for (var i = 0; i < lost.Length; i++)
        {
            // It evaluates one after another.
            lost[i].Lose(death, hadBegun && i == 0);
        }

        pool.Remove(this, death);
        Array.ForEach(lost, request => request.Complete());
    }

    /// <summary>
    /// The streams are not closed with the process; that of its errors by the thread that reads it, which may have to
    /// wait for what the worker has started, and has left it to.
    /// </summary>
    private void Close()
    {
        if (process is null)
        {
            return;
        }

        try
        {
            process.StandardOutput.Dispose();
            process.StandardInput.Dispose();
        }
        catch (IOException)
        {
            // There was something left to write.
        }

        process.Dispose();
    }

    private int? WaitForExit()
    {
        if (process is null)
        {
            return null;
        }

        if (!process.WaitForExit(Grace))
        {
            Kill();
            process.WaitForExit();
        }

        return process.ExitCode;
    }

    /// <summary>
    /// A worker that has ended reads nothing; its thread, which reads what it has written, is the first to know.
    /// </summary>
    private void TrySend(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var input = process!.StandardInput.BaseStream;
            input.Write(bytes);
            input.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It has ended.
        }
    }

    private void TryKill()
    {
        try
        {
            process?.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended.
        }
    }

    /// <summary>The time may be that of a request before, and a timer may be early: then there is more left.</summary>
    private void KillIfLate()
    {
        var timeout = pool.Settings.ElementTimeout;
        lock (gate)
        {
            if (requests.Count == 0)
            {
                return;
            }

            if (timeout - pool.Settings.Clock.GetElapsedTime(begunAt) is var left && left > TimeSpan.Zero)
            {
                timer!.Change(left + WorkerSettings.TimerResolution, Timeout.InfiniteTimeSpan);
                return;
            }

            killedFor = new TimeoutException(
                $"process {process!.Id} was killed, for the element took longer than {timeout}");
        }

        pool.BeginToDie(this);
        Kill();
    }

    private void PassOnErrors(StreamReader errors)
    {
        try
        {
            using (errors)
            {
                foreach (var line in Lines.Of(errors))
                {
                    lastWords.Add(line);
                    PassOn(line);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process was waited for, and one that it has started itself holds on to its output.
        }
    }

    /// <summary>
    /// What the program writes to may be closed, or its own code: the worker must not be held up by it.
    /// </summary>
    private static void PassOn(string line)
    {
        try
        {
            Console.Error.WriteLine(line);
        }
        catch (Exception)
        {
            // It is not passed on.
        }
    }
}
