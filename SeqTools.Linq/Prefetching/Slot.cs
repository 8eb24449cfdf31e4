using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

/// <summary>
/// Where the result of one element waits. Index and state change together, so that a late thread can't mistake one
/// element for another.
/// </summary>
internal struct Slot<T>
{
    private const int StateBits = 3;

    public T Value;
    public Exception? Error;

    /// <summary>The readers that wait; guarded by the session's gate.</summary>
    public int Waiters;

    private long word;

    public readonly long Index => Volatile.Read(in word) >> StateBits;

    /// <summary>
    /// The state of an element; <see cref="SlotState.Spent"/> where the slot has gone on to a later one.
    /// </summary>
    public readonly SlotState this[int index]
    {
        get
        {
            var now = Volatile.Read(in word);
            return now >> StateBits == index ? (SlotState)(now & ((1 << StateBits) - 1)) : SlotState.Spent;
        }
    }

    public bool TryMove(int index, SlotState from, SlotState to) =>
        Interlocked.CompareExchange(ref word, Word(index, to), Word(index, from)) == Word(index, from);

    /// <summary>Begins an element, if nobody has. Whoever succeeds must evaluate it.</summary>
    public bool TryStart(int index) =>
        TryMove(index, SlotState.Empty, SlotState.Started) || TryMove(index, SlotState.Called, SlotState.Awaited);

    /// <summary>
    /// Takes a result out of its slot for its only reader. It is looked at first: once the slot is given up, it may be
    /// handed on.
    /// </summary>
    public bool TryTake(int index, out Outcome<T> outcome)
    {
        outcome = new(Value, Error);
        if (!TryMove(index, SlotState.Ready, SlotState.Spent))
        {
            return false;
        }

        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Value = default!;
        }

        if (outcome.Error is not null)
        {
            Error = null;
        }

        return true;
    }

    public void Fill(Outcome<T> outcome) => (Value, Error) = (outcome.Value, outcome.Error);

    /// <summary>Hands the slot on to a later element.</summary>
    public void Release(long index)
    {
        Value = default!;
        Error = null;
        Waiters = 0;
        Volatile.Write(ref word, Word(index, SlotState.Empty));
    }

    public void Set(int index, SlotState state) => Volatile.Write(ref word, Word(index, state));

    private static long Word(long index, SlotState state) => (index << StateBits) | (long)state;
}
