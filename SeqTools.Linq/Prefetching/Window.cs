using System.Numerics;

namespace SeqTools.Linq;

/// <summary>
/// A ring of slots: the element that was asked for last and those that follow it. Anyone may begin and finish an element without a lock;
/// everything else is done under the session's gate.
/// </summary>
internal sealed class Window<T>
{
    private readonly Slot<T>[] slots;
    private readonly int size;
    private int low;
    private int next;
    private int limit;

    public Window(int head, int size)
    {
        slots = new Slot<T>[BitOperations.RoundUpToPowerOf2((uint)size)];
        this.size = size;
        Head = low = next = limit = head;
        for (var i = 0; i < slots.Length; i++)
        {
            var index = (long)head + i;
            slots[index & (slots.Length - 1)].Release(index);
        }
    }

    /// <summary>A slot apart from any window, for an element that a reader waits for.</summary>
    public static Window<T> OfOne(int index)
    {
        var window = new Window<T>(index, 1) { IsRetired = true };
        window[index].Waiters = 1;
        window[index].Set(index, SlotState.Called);
        return window;
    }

    /// <summary>The element that was asked for last.</summary>
    public int Head { get; private set; }

    /// <summary>Whether a seek has left this window behind.</summary>
    public bool IsRetired { get; private set; }

    /// <summary>The elements from here on may not be begun.</summary>
    public int Limit => Volatile.Read(ref limit);

    /// <summary>How many elements nobody has claimed. A hint: the slots have the last word.</summary>
    public int Unclaimed => Limit - Volatile.Read(ref next);

    public ref Slot<T> this[int index] => ref slots[index & (slots.Length - 1)];

    /// <summary>Whether an element has its slot here, at its turn.</summary>
    public bool Reaches(int index) => index >= Head && index - Head < size && index - low < size;

    /// <summary>Takes up to so many neighbouring elements in hand. Others may begin them before this caller does.</summary>
    public bool TryClaim(int most, out int first, out int end)
    {
        while (true)
        {
            first = Volatile.Read(ref next);
            end = first + Math.Min(most, Limit - first);
            if (end <= first)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref next, end, first) == first)
            {
                return true;
            }
        }
    }

    /// <summary>Begins an element that another worker has claimed and not come to yet.</summary>
    public bool TryTakeOver(out int index)
    {
        for (index = Volatile.Read(ref low); index < Limit; index++)
        {
            if (this[index].TryStart(index))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Begins an element that a reader waits for, here or in a window that was left behind.</summary>
    public bool TryAnswer(out int index)
    {
        var first = Volatile.Read(ref low);
        for (index = first; index - first < slots.Length; index++)
        {
            if (this[index].TryMove(index, SlotState.Called, SlotState.Awaited))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an element waits to be begun.</summary>
    public bool HasWork()
    {
        for (var index = Volatile.Read(ref low); index < Limit; index++)
        {
            if (this[index][index] is SlotState.Empty or SlotState.Called)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes an element the first of the window.</summary>
    public void MoveTo(int index, ref Dropped<T> dropped)
    {
        for (var passed = Head; passed < index; passed++)
        {
            Pass(passed, ref dropped);
        }

        Head = index;
        Skip(index);
        Advance();
    }

    /// <summary>Gives up every element that no reader waits for.</summary>
    /// <returns>How many remain in use until they are done, and how many of them nobody has begun.</returns>
    public (int InUse, int Called) Retire(ref Dropped<T> dropped)
    {
        IsRetired = true;
        Volatile.Write(ref limit, 0);
        var (inUse, called) = (0, 0);
        for (var index = low; index - low < slots.Length && index != int.MaxValue; index++)
        {
            Pass(index, ref dropped);
            inUse += this[index].Index == index ? 1 : 0;
            called += this[index][index] == SlotState.Called ? 1 : 0;
        }

        return (inUse, called);
    }

    /// <summary>Keeps the element that was read last no longer.</summary>
    public void Forget()
    {
        ref var slot = ref this[Head];
        if (slot[Head] == SlotState.Delivered && slot.Waiters == 0)
        {
            slot.Fill(default);
            slot.Set(Head, SlotState.Spent);
        }
    }

    /// <summary>
    /// Opens the window as far as its size, the elements in use elsewhere and the end of the list allow; always to the element that was asked for,
    /// which waits for nothing that was left behind.
    /// </summary>
    public void Open(int count, int inUseElsewhere)
    {
        var end = Math.Min((long)low + size, (long)Head + Math.Max(1, size - inUseElsewhere));
        Volatile.Write(ref limit, (int)Math.Min(count, end));
    }

    /// <summary>Keeps workers from an element that is gone from the list.</summary>
    public void Close(int index) => Volatile.Write(ref limit, Math.Min(limit, index));

    /// <summary>No worker needs to look at the elements before this one.</summary>
    public void Skip(int index)
    {
        int claimed;
        while ((claimed = Volatile.Read(ref next)) < index && Interlocked.CompareExchange(ref next, index, claimed) != claimed)
        {
            // A worker has claimed more in the meantime.
        }
    }

    /// <summary>Hands on the slot of an element that is done with.</summary>
    public void Release(int index)
    {
        HandOn(index);
        Advance();
    }

    /// <summary>A reader has stopped waiting for an element, which it may have been the last to want.</summary>
    public void Leave(int index, ref Dropped<T> dropped)
    {
        this[index].Waiters--;
        if (!IsWanted(index))
        {
            Pass(index, ref dropped);
            Advance();
        }
    }

    /// <summary>Whether an element is one of the window, and not only kept for readers that were there when the window moved on.</summary>
    public bool IsWanted(int index) => !IsRetired && index >= Head;

    private void Advance()
    {
        while (low < Head && this[low].Index != low)
        {
            Volatile.Write(ref low, low + 1);
        }
    }

    /// <summary>Moves on from an element: it is dropped, or will be by whoever is evaluating it, or is left to the readers that wait for it.</summary>
    private void Pass(int index, ref Dropped<T> dropped)
    {
        ref var slot = ref this[index];
        while (true)
        {
            var state = slot[index];
            switch (state)
            {
                case SlotState.Empty:
                case SlotState.Called when slot.Waiters == 0:
                    if (slot.TryMove(index, state, SlotState.Spent))
                    {
                        HandOn(index);
                        return;
                    }

                    break;
                case SlotState.Started:
                case SlotState.Awaited when slot.Waiters == 0:
                    if (slot.TryMove(index, state, SlotState.Stale))
                    {
                        return;
                    }

                    break;
                case SlotState.Ready when slot.Waiters == 0:
                    dropped.Add(slot.Value, slot.Error);
                    HandOn(index);
                    return;
                case SlotState.Delivered or SlotState.Spent when slot.Waiters == 0 && slot.Index == index:
                    HandOn(index);
                    return;
                default:
                    return;
            }
        }
    }

    private void HandOn(int index) => this[index].Release((long)index + slots.Length);
}
