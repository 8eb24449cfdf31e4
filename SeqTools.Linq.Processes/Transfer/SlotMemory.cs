using System.Buffers;

namespace SeqTools.Linq.Processes;

/// <summary>
/// A result in shared memory. Disposing of it gives its slot back. No finalizer does: a span of it may outlive it.
/// </summary>
internal sealed unsafe class SlotMemory : MemoryManager<byte>
{
    private readonly Slots slots;
    private readonly int slot;
    private readonly int length;
    private readonly byte* start;
    private int isGivenBack;

    public SlotMemory(Slots slots, int slot, int length)
    {
        (this.slots, this.slot, this.length) = (slots, slot, length);
        start = slots.StartOf(slot);
        slots.Hold();
    }

    public override Memory<byte> Memory => CreateMemory(length);

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref isGivenBack) != 0, typeof(IMemoryOwner<byte>));
        return new(start, length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elementIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elementIndex, length);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref isGivenBack) != 0, typeof(IMemoryOwner<byte>));
        return new(start + elementIndex);
    }

    public override void Unpin()
    {
        // It never moves.
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref isGivenBack, 1) == 0)
        {
            slots.Return(slot);
            slots.LetGo();
        }
    }
}
