namespace SeqTools.Linq.Processes;

/// <summary>
/// The slots of shared memory, and which of them are free. They are handed out here alone, so that nothing in the
/// memory itself is locked, and a worker that ends can spoil its own slot only.
/// </summary>
internal sealed unsafe class Slots : IDisposable
{
    private readonly object gate = new();

    /// <summary>The one that was given back last is the first to be taken: its memory is there already.</summary>
    private readonly Stack<int> free;

    private Slots(SharedMemory memory, SharedLayout layout)
    {
        (Memory, Layout) = (memory, layout);
        free = new(Enumerable.Range(0, layout.Slots).Reverse());
    }

    public SharedLayout Layout { get; }

    public SharedMemory Memory { get; }

    /// <summary>Shared memory of a layout; none where it can't be had.</summary>
    public static Slots? TryMake(SharedLayout layout) =>
        layout.SlotBytes > 0 && SharedMemory.TryMake(layout.Size) is { } memory ? new(memory, layout) : null;

    public bool TryTake(out int slot)
    {
        lock (gate)
        {
            return free.TryPop(out slot);
        }
    }

    public void Return(int slot)
    {
        lock (gate)
        {
            free.Push(slot);
        }
    }

    public byte* StartOf(int slot) => Memory.Start + Layout.OffsetOf(slot);

    public ReadOnlySpan<byte> BytesOf(int slot, int length) => new(StartOf(slot), Math.Min(length, Layout.SlotBytes));

    /// <summary>How many requests a worker has begun with.</summary>
    public int BegunBy(int worker) => Volatile.Read(ref *MarkOf(worker));

    /// <summary>Takes note that a worker is about to be started.</summary>
    public void Unmark(int worker) => Volatile.Write(ref *MarkOf(worker), 0);

    /// <summary>Keeps the memory, for a result that is in it.</summary>
    public void Hold() => Memory.Hold();

    public void LetGo() => Memory.LetGo();

    /// <summary>Gives the memory back once no result is held any more.</summary>
    public void Dispose() => Memory.Dispose();

    private int* MarkOf(int worker) => (int*)(Memory.Start + SharedLayout.MarkOf(worker));
}
