using System.Buffers;
using System.Diagnostics;

namespace SeqTools.Linq.Processes;

/// <summary>
/// Where a result is written: first beside the header of its message, then in the slot that was assigned to it, and
/// where it outgrows that, in memory to be sent through the pipe.
/// </summary>
internal sealed unsafe class ResultWriter(Stream output, byte* shared, SharedLayout layout) : IBufferWriter<byte>
{
    /// <summary>What is no longer is sent at once with its header, which takes one call of the system.</summary>
    private const int MostBeside = 4096;

    /// <summary>A request may wait for what takes less: about as long as the way of a message takes.</summary>
    private static readonly long Cheap = Stopwatch.Frequency / 20_000;

    private readonly byte[] message = new byte[ReplyHeader.Size + MostBeside];
    private byte[] large = [];
    private Memory<byte> place;
    private ReplyKind kind;
    private int written;
    private int slot;
    private long began;

    /// <summary>Begins an answer.</summary>
    /// <param name="assigned">The slot for it.</param>
    public void Begin(int assigned)
    {
        (slot, written, kind) = (assigned, 0, ReplyKind.Piped);
        began = Stopwatch.GetTimestamp();
        place = message.AsMemory(ReplyHeader.Size);
        large = [];
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, place.Length - written);
        written += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return place[written..];
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return place.Span[written..];
    }

    /// <summary>Sends what was written.</summary>
    public void Send()
    {
        if (kind == ReplyKind.InSlot)
        {
            SendHeader(ReplyKind.InSlot, written);
        }
        else if (large.Length == 0)
        {
            SendBeside(ReplyKind.Piped, written);
        }
        else
        {
            SendHeader(ReplyKind.Piped, written);
            Write(large.AsSpan(0, written));
        }
    }

    /// <summary>Sends bytes that are there, which are copied into the slot, and nowhere else.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBeside && HasSlotFor(bytes.Length))
        {
            bytes.CopyTo(new(SlotStart, layout.SlotBytes));
            SendHeader(ReplyKind.InSlot, bytes.Length);
        }
        else
        {
            Send(ReplyKind.Piped, bytes);
        }
    }

    public void SendNull() => SendHeader(ReplyKind.Null, 0);

    public void SendCount(int count) => SendHeader(ReplyKind.Count, count);

    /// <summary>Sends bytes through the pipe.</summary>
    public void Send(ReplyKind reply, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= MostBeside)
        {
            bytes.CopyTo(message.AsSpan(ReplyHeader.Size));
            SendBeside(reply, bytes.Length);
        }
        else
        {
            SendHeader(reply, bytes.Length);
            Write(bytes);
        }
    }

    private byte* SlotStart => shared + layout.OffsetOf(slot);

    private bool HasSlotFor(long bytes) =>
        shared != null && slot != RequestHeader.NoSlot && bytes <= layout.SlotBytes;

    private void SendHeader(ReplyKind reply, int length)
    {
        WriteHeader(reply, length);
        Write(message.AsSpan(0, ReplyHeader.Size));
    }

    private void SendBeside(ReplyKind reply, int length)
    {
        WriteHeader(reply, length);
        Write(message.AsSpan(0, ReplyHeader.Size + length));
    }

    private void WriteHeader(ReplyKind reply, int length) =>
        new ReplyHeader(reply, length, Stopwatch.GetTimestamp() - began < Cheap).Write(message);

    /// <summary>Where the parent reads no more there is nobody to tell.</summary>
    private void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            output.Write(bytes);
        }
        catch (IOException)
        {
            ParentWatch.Leave();
        }
    }

    private void MakeRoom(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        var needed = (long)written + Math.Max(1, sizeHint);
        if (needed <= place.Length)
        {
            return;
        }

        var before = place.Span[..written];
        if (large.Length == 0 && kind != ReplyKind.InSlot && HasSlotFor(needed))
        {
            place = new SlotWindow(SlotStart, layout.SlotBytes).Memory;
            kind = ReplyKind.InSlot;
        }
        else
        {
            large = new byte[Math.Min(Array.MaxLength, Math.Max(needed, 2L * place.Length))];
            place = large;
            kind = ReplyKind.Piped;
        }

        before.CopyTo(place.Span);
    }

    /// <summary>A slot, as the memory that a serializer asks for.</summary>
    private sealed class SlotWindow(byte* start, int length) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => new(start, length);

        public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex);

        public override void Unpin()
        {
            // It never moves.
        }

        protected override void Dispose(bool disposing)
        {
            // It is the parent's.
        }
    }
}
