namespace SeqTools.Linq.Processes;

/// <summary>Asks for an element, and has a slot for it where there is one.</summary>
internal sealed class ElementRequest<T> : Request<T>
{
    private readonly int index;
    private readonly Results<T> results;
    private readonly ProcessCounters counters;
    private readonly Slots? slots;
    private readonly int slot = RequestHeader.NoSlot;

    public ElementRequest(int index, Results<T> results, Slots? slots, ProcessCounters counters)
    {
        this.index = index;
        this.results = results;
        this.slots = slots;
        this.counters = counters;
        if (slots is not null && slots.TryTake(out var free))
        {
            slot = free;
        }
    }

    protected override RequestKind Kind => RequestKind.Element;

    protected override int Index => index;

    protected override int Slot => slot;

    protected override T Read(Reply reply)
    {
        if (reply.Kind == ReplyKind.Null)
        {
            return default!;
        }

        if (reply.Kind == ReplyKind.InSlot)
        {
            counters.AddSharedBytes(reply.Length);
            return results.OfSlot(slots!, slot, reply.Length);
        }

        counters.AddPipeBytes(reply.Length);
        return NotNull(reply.Array is { } array ? results.OfArray(array) : results.OfBytes(reply.Bytes));
    }

    /// <summary>A result that stays in its slot gives it back itself.</summary>
    protected override void Leave(ReplyKind? kind)
    {
        if (slot != RequestHeader.NoSlot && !(kind == ReplyKind.InSlot && results.StaysInSlot))
        {
            slots!.Return(slot);
        }
    }

    /// <summary>What was not null when it was written must not be null now.</summary>
    private static T NotNull(T value) => value ?? throw new InvalidOperationException(
        "The serializer made null of what it had written for an element that was not.");
}
