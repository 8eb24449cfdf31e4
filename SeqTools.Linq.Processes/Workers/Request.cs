namespace SeqTools.Linq.Processes;

/// <summary>Something that a worker is asked, and what comes of it.</summary>
internal abstract class Request
{
    protected abstract RequestKind Kind { get; }

    protected virtual int Index => 0;

    /// <summary>Where the result may be put.</summary>
    protected virtual int Slot => RequestHeader.NoSlot;

    public RequestHeader Header => new(Kind, Index, Slot, 0);

    /// <summary>Takes the answer, of whose bytes nothing is left afterwards.</summary>
    public abstract void Take(Reply reply);

    /// <summary>Takes note that there will be no answer.</summary>
    /// <param name="death">How the worker has ended.</param>
    /// <param name="hadBegun">Whether it had begun.</param>
    public abstract void Lose(WorkerDeath death, bool hadBegun);

    /// <summary>Has who waits for it go on.</summary>
    public abstract void Complete();
}

/// <summary>A request, and who waits for it.</summary>
internal abstract class Request<T> : Request
{
    /// <summary>
    /// Who waits goes on where the answer was read: that saves the way to another thread, and it asks next.
    /// </summary>
    private readonly TaskCompletionSource<Answer<T>> completion = new();
    private Answer<T> answer;

    public Task<Answer<T>> Answer => completion.Task;

    public sealed override void Take(Reply reply)
    {
        try
        {
            answer = reply.Kind == ReplyKind.Failed
                ? new() { Error = RemoteFailure.Decode(reply.ToArray()) }
                : new() { Value = Read(reply) };
        }
        catch (Exception e)
        {
            answer = new() { Error = e };
        }
        finally
        {
            Leave(reply.Kind);
        }
    }

    public sealed override void Lose(WorkerDeath death, bool hadBegun)
    {
        answer = new() { Death = death, HadBegun = hadBegun };
        Leave(null);
    }

    public sealed override void Complete() => completion.SetResult(answer);

    protected abstract T Read(Reply reply);

    /// <summary>Gives back what was taken for the answer.</summary>
    /// <param name="kind">What has come; nothing where the worker has ended.</param>
    protected virtual void Leave(ReplyKind? kind)
    {
        // Nothing was taken.
    }
}

/// <summary>What came of a request: a value, a failure, or the end of its worker.</summary>
internal readonly record struct Answer<T>(T Value, Exception? Error, WorkerDeath? Death, bool HadBegun);

/// <summary>What a worker has answered.</summary>
/// <param name="kind">What it is.</param>
/// <param name="length">What the header says.</param>
/// <param name="bytes">The bytes, until the answer was taken.</param>
/// <param name="array">The same as an array that nobody else has, where there are many.</param>
internal readonly ref struct Reply(ReplyKind kind, int length, ReadOnlySpan<byte> bytes, byte[]? array)
{
    public ReplyKind Kind => kind;

    public int Length => length;

    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public byte[]? Array => array;

    public byte[] ToArray() => array ?? Bytes.ToArray();
}
