using System.Numerics;

namespace SeqTools.Linq;

/// <summary>
/// The slots of the element that was asked for last and of those that follow it: a ring of them, or pages where it
/// would be a large one. Anyone may begin and finish an element without a lock; everything else is done under the
/// session's gate.
/// </summary>
internal sealed class Window<T>
{
    private const int LargestRing = 1 << 16;

    private readonly Slot<T>[] ring;
    private readonly SlotPages<T>? pages;
    private readonly int size;

    /// <summary>Tells its elements, for who waits for them, from those of other windows.</summary>
    private readonly object identity = new();

    /// <summary>The element that was asked for last.</summary>
    private Counter head;

    /// <summary>The first element whose slot has not been handed on.</summary>
    private Counter low;

    /// <summary>The first element that no worker has claimed.</summary>
    private Counter next;

    /// <summary>The first element that may not be begun.</summary>
    private Counter limit;

    /// <summary>An element before which none has to be begun any more. Who looks late may set it back.</summary>
    private Counter settled;

    public Window(int head, int size, int largestRing = LargestRing)
    {
        ring = size <= largestRing ? new Slot<T>[BitOperations.RoundUpToPowerOf2((uint)size)] : [];
        pages = ring is [] ? new(head) : null;
        this.size = size;
        this.head.Set(head);
        low.Set(head);
        next.Set(head);
        limit.Set(head);
        for (var i = 0; i < ring.Length; i++)
        {
            var index = (long)head + i;
            ring[index & (ring.Length - 1)].Release(index);
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

    /// <summary>The most elements that it holds.</summary>
    public int Size => size;

    /// <summary>The element that was asked for last.</summary>
    public int Head => (int)head.Value;

    /// <summary>Whether this window is left behind, and nobody begins anything in it.</summary>
    public bool IsRetired { get; private set; }

    /// <summary>The elements from here on may not be begun.</summary>
    public int Limit => (int)limit.Value;

    /// <summary>How many elements nobody has claimed. A hint: the slots have the last word.</summary>
    public int Unclaimed => Math.Max(0, Limit - (int)next.Value);

    /// <summary>An element of this window, for who waits for it.</summary>
    public Node NodeOf(int index) => new(identity, index);

    public ref Slot<T> this[int index] =>
        ref (pages is null ? ref ring[PlaceOf(index)] : ref pages[index]);

    private int Low => (int)low.Value;

    /// <summary>From an element to the next one in its slot; out of reach where a slot serves one alone.</summary>
    private long Lap => pages is null ? ring.Length : 1L << 31;

    /// <summary>
    /// The places of all slots, in the order of the elements: the first one, and the one behind the last.
    /// </summary>
    private (int First, int End) Places => pages is null
        ? (PlaceOf(Low), PlaceOf(Low) + ring.Length)
        : (Low, pages.End);

    /// <summary>
    /// Takes up to so many neighbouring elements in hand. Others may begin them before this caller does.
    /// </summary>
    public bool TryClaim(int most, out int first, out int end)
    {
        while (true)
        {
            first = (int)next.Value;
            end = first + Math.Min(most, Limit - first);
            if (end <= first)
            {
                return false;
            }

            if (next.TryMove(first, end))
            {
                return true;
            }
        }
    }

    /// <summary>Begins an element that another worker has claimed and not come to yet.</summary>
    public bool TryTakeOver(out int index)
    {
        for (index = FirstToBegin(); index < Limit; index++)
        {
            if (this[index].TryStart(index))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Begins an element that a reader waits for, wherever it stands.</summary>
    public bool TryAnswer(out int index)
    {
        var (place, end) = Places;
        for (; place < end; place++)
        {
            index = ElementAt(place);
            if (this[index].TryMove(index, SlotState.Called, SlotState.Awaited))
            {
                return true;
            }
        }

        index = 0;
        return false;
    }

    /// <summary>Whether a reader waits for an element that only a worker may begin.</summary>
    public bool IsCalled
    {
        get
        {
            var (place, end) = Places;
            for (; place < end; place++)
            {
                var index = ElementAt(place);
                if (this[index][index] == SlotState.Called)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Whether an element waits to be begun.</summary>
    public bool HasWork()
    {
        for (var index = FirstToBegin(); index < Limit; index++)
        {
            if (this[index][index] is SlotState.Empty or SlotState.Called)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Makes an element the first of the window, if it is no further away than the window is long and its slot is free.
    /// Where nothing of it is computed so far ahead, there is no use in passing what lies between.
    /// </summary>
    public bool TryMoveTo(int index, ref Dropped<T> dropped)
    {
        if (index < Head || index - Head > size || IsFarFromAll(index))
        {
            return false;
        }

        for (var passed = Head; passed < index; passed++)
        {
            Pass(passed, ref dropped);
        }

        head.Set(index);
        Skip(index);
        Advance();
        return this[index].Index == index;
    }

    /// <summary>Gives up every element that no reader waits for.</summary>
    /// <returns>How many remain in use until they are done, and how many of them nobody has begun.</returns>
    public (int InUse, int Called) Retire(ref Dropped<T> dropped)
    {
        if (IsRetired)
        {
            return default;
        }

        IsRetired = true;
        limit.Set(0);
        pages?.Close();
        var (inUse, called) = (0, 0);
        var (place, end) = Places;
        for (; place < end; place++)
        {
            var index = ElementAt(place);
            ref var slot = ref this[index];
            Pass(index, ref dropped);
            inUse += slot.Index == index ? 1 : 0;
            called += slot[index] == SlotState.Called ? 1 : 0;
        }

        return (inUse, called);
    }

    /// <summary>
    /// Retires the window for its only reader, if nobody has begun an element of it. Who is about to, having seen the
    /// limit of before, finds that the reader has.
    /// </summary>
    public bool TryReserve()
    {
        pages?.Close();
        var (first, end) = Places;
        for (var place = first; place < end; place++)
        {
            var index = ElementAt(place);
            if (!this[index].TryMove(index, SlotState.Empty, SlotState.Awaited))
            {
                GiveBack(first, place, ofHead: SlotState.Empty);
                return false;
            }
        }

        limit.Set(0);
        IsRetired = true;
        return true;
    }

    /// <summary>Has a window that was reserved go on at an element: those before it were evaluated without.</summary>
    public void GoOnAt(int index) => GoOn(index, SlotState.Empty);

    /// <summary>The same behind an element, which its reader has.</summary>
    public void GoOnBehind(int taken)
    {
        GoOn(taken, SlotState.Spent);
        Skip(taken + 1);
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
    /// Opens the window as far as its size, the elements in use elsewhere and the end of the list allow; always to the
    /// element that was asked for, which waits for nothing that was left behind.
    /// </summary>
    public void Open(int count, int inUseElsewhere)
    {
        var end = Math.Max(Head + 1L, (long)Low + size - inUseElsewhere);
        limit.Set(Math.Min(count, end));
    }

    /// <summary>Keeps workers from an element that is gone from the list.</summary>
    public void Close(int index) => limit.Set(Math.Min(limit.Value, index));

    /// <summary>No worker needs to look at the elements before this one.</summary>
    public void Skip(int index)
    {
        long claimed;
        while ((claimed = next.Value) < index && !next.TryMove(claimed, index))
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

    /// <summary>
    /// Whether an element is one of the window, and not only kept for readers that were there when the window moved on.
    /// </summary>
    public bool IsWanted(int index) => !IsRetired && index >= Head;

    private void GoOn(int index, SlotState ofHead)
    {
        IsRetired = false;
        head.Set(index);
        var (first, end) = Places;
        GiveBack(first, end, ofHead);
        this[index].Set(index, ofHead);
        low.Set(index);
        pages?.Pass(index);
        Skip(index);
    }

    /// <summary>
    /// Elements that were reserved are to be begun again, but for those that the window has passed. One that its reader
    /// has is not, not even for a moment: a worker may be about to begin it, having seen the limit of long ago.
    /// </summary>
    private void GiveBack(int place, int end, SlotState ofHead)
    {
        pages?.Reopen();
        for (; place < end; place++)
        {
            var index = ElementAt(place);
            if (index < Head)
            {
                HandOn(index);
            }
            else
            {
                this[index].Set(index, index == Head ? ofHead : SlotState.Empty);
            }
        }
    }

    private void Advance()
    {
        while (Low < Head && this[Low].Index != Low)
        {
            low.Set(Low + 1);
        }

        pages?.Pass(Low);
    }

    /// <summary>The element whose slot is in a place: in pages each has its own.</summary>
    private int ElementAt(int place) => pages is null ? (int)ring[PlaceOf(place)].Index : place;

    private int PlaceOf(int index) => index & (ring.Length - 1);

    private bool IsFarFromAll(int index) =>
        pages is not null && index - Head > SlotPages<T>.PageLength && index >= next.Value;

    /// <summary>
    /// The first element that may have to be begun. Those before it never have to be again, and may be many in a large
    /// window. One that is Started may, where it is gone from the list, and one that is Awaited, where the reader that
    /// evaluates it is interrupted.
    /// </summary>
    private int FirstToBegin()
    {
        var index = Math.Max(Low, (int)settled.Value);
        while (index < Limit && !MayBeToBegin(this[index][index]))
        {
            index++;
        }

        settled.Set(index);
        return index;
    }

    private static bool MayBeToBegin(SlotState state) =>
        state is SlotState.Empty or SlotState.Called or SlotState.Started or SlotState.Awaited;

    /// <summary>
    /// Moves on from an element: it is dropped, or will be by whoever is evaluating it, or is left to the readers that
    /// wait for it.
    /// </summary>
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
                        dropped.Abandon();
                        return;
                    }

                    break;
                case SlotState.Ready when slot.Waiters == 0:
                    if (slot.TryTake(index, out var outcome))
                    {
                        dropped.Add(outcome.Value, outcome.Error);
                        HandOn(index);
                        return;
                    }

                    break;
                case SlotState.Delivered or SlotState.Spent when slot.Waiters == 0 && slot.Index == index:
                    HandOn(index);
                    return;
                default:
                    return;
            }
        }
    }

    /// <summary>
    /// Gives a slot to the next element that stands in it and that the window has not passed already.
    /// </summary>
    private void HandOn(int index)
    {
        var next = (long)index + Lap;
        var passed = Head - next;
        if (passed > 0)
        {
            next += (passed + Lap - 1) / Lap * Lap;
        }

        this[index].Release(next);
    }
}
