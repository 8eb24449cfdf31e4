namespace SeqTools.Linq.Processes;

/// <summary>What is where in shared memory: its token, a mark for each worker, and the slots.</summary>
/// <param name="Workers">The number of workers.</param>
/// <param name="Slots">The number of slots.</param>
/// <param name="SlotBytes">The size of a slot.</param>
internal readonly record struct SharedLayout(int Workers, int Slots, int SlotBytes)
{
    private const int Page = 4096;

    /// <summary>Memory is taken as slots are written to, but addresses are taken at once.</summary>
    private const long MostBytes = 4L << 30;

    /// <summary>A worker's mark is alone in its line of the cache. The token is in the first.</summary>
    private const int MarkBytes = 64;

    /// <summary>As many slots as are wanted, but no more than can be had; one for each worker at least.</summary>
    public static SharedLayout Within(int workers, long slots, int slotBytes) => new(
        workers, (int)Math.Max(workers, Math.Min(slots, MostBytes / RoundUp(Math.Max(1, slotBytes)))), slotBytes);

    public long Size => Start + (Slots * SlotStride);

    private long Start => RoundUp(MarkOf(Workers));

    private long SlotStride => RoundUp(SlotBytes);

    /// <summary>Where a worker says how many requests it has begun with.</summary>
    public static long MarkOf(int worker) => (worker + 1L) * MarkBytes;

    public long OffsetOf(int slot) => Start + (slot * SlotStride);

    public static SharedLayout Read(BinaryReader reader) =>
        new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());

    public void Write(BinaryWriter writer)
    {
        writer.Write(Workers);
        writer.Write(Slots);
        writer.Write(SlotBytes);
    }

    private static long RoundUp(long bytes) => (bytes + Page - 1) / Page * Page;
}
