using System.Runtime.InteropServices;

namespace SeqTools.Linq;

/// <summary>
/// A number that several threads count on. It has a cache line to itself, since the threads that count on its
/// neighbours are others.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 2 * CacheLine)]
internal struct Counter
{
    private const int CacheLine = 64;

    [FieldOffset(CacheLine)]
    private long value;

    public static Counter Of(long value) => new() { value = value };

    public readonly long Value => Volatile.Read(in value);

    public void Add(long more) => Interlocked.Add(ref value, more);

    public bool TryMove(long from, long to) => Interlocked.CompareExchange(ref value, to, from) == from;

    public void Set(long now) => Volatile.Write(ref value, now);
}
