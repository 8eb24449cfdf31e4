using CsCheck;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>A window of pages does what a ring does, of which it has no more in memory than is in use.</summary>
internal sealed class WindowTests
{
    private enum Do
    {
        Claim,
        Begin,
        Finish,
        TakeOver,
        Read,
        Move,
        MoveFar,
        Open,
        Look,
        Retire,
    }

    [Test]
    public void Pages_are_a_ring_to_all_who_use_them() =>
        Gen.Select(
            Gen.Int[0, 5000],
            Gen.Int[1, 3000],
            Gen.Select(Gen.Int[0, 200].Select(n => n < 199 ? (Do)(n % 9) : Do.Retire), Gen.Int[0, 2000]).Array[1, 150])
            .Sample(
                (head, size, steps) =>
                {
                    Driver ring = new(head, size, largestRing: int.MaxValue);
                    Driver pages = new(head, size, largestRing: 0);
                    foreach (var (what, number) in steps)
                    {
                        var expected = ring.Step(what, number);
                        if (ring.IsStuck)
                        {
                            // The slot is in use still, for another element; then the window is left.
                            break;
                        }

                        pages.Step(what, number).ShouldBe(expected, $"{what} {number}");
                    }
                },
                iter: 60);

    [Test]
    public void What_is_left_is_dropped_in_the_order_of_its_elements([Values] bool inPages)
    {
        var window = Of(head: 6, size: 4, inPages);
        window.Open(100, 0);
        Begin(window, 9, 7, 6, 8);
        Finish(window, 9, 7, 6, 8);
        Dropped<int> dropped = new(keepsValues: true);

        window.Retire(ref dropped);

        dropped.Values.ShouldBe([60, 70, 80, 90]);
    }

    [Test]
    public void A_far_move_past_all_that_was_claimed_is_left_to_a_new_window()
    {
        Window<int> window = new(0, int.MaxValue);
        window.Open(int.MaxValue, 0);
        Dropped<int> dropped = default;

        window.TryMoveTo(2_000_000_000, ref dropped).ShouldBeFalse();
        window.TryMoveTo(500, ref dropped).ShouldBeTrue();
        window.TryClaim(100_000, out _, out var end).ShouldBeTrue();
        window.TryMoveTo(end - 1, ref dropped).ShouldBeTrue();
    }

    [Test]
    public void Of_a_large_window_only_what_is_in_use_takes_memory()
    {
        Allocated.By(() =>
        {
            Window<long> window = new(7, int.MaxValue);
            window.Open(int.MaxValue, 0);
            window.TryClaim(10, out var first, out _).ShouldBeTrue();
            window[first].TryStart(first).ShouldBeTrue();
        }).ShouldBeLessThan(200_000);

        Allocated.By(() =>
        {
            Window<long> window = new(0, int.MaxValue);
            Dropped<long> dropped = default;
            var isMoved = true;
            for (var index = 1; index < 30_000; index++)
            {
                window.Open(int.MaxValue, 0);
                isMoved &= window.TryMoveTo(index, ref dropped);
            }

            isMoved.ShouldBeTrue();
        }).ShouldBeLessThan(400_000);
    }

    [Test]
    public void What_nobody_has_begun_can_not_be_begun_once_the_window_is_left()
    {
        Window<int> window = new(0, int.MaxValue);
        window.Open(int.MaxValue, 0);
        window.TryClaim(10_000, out var first, out var end).ShouldBeTrue();
        Dropped<int> dropped = default;

        window.Retire(ref dropped).ShouldBe((0, 0));

        Enumerable.Range(first, end - first).Any(index => window[index].TryStart(index)).ShouldBeFalse();
    }

    [Test]
    public void A_window_reaches_to_the_last_of_all_indices()
    {
        const int Last = int.MaxValue - 1;
        Window<int> window = new(Last - 2, int.MaxValue);
        window.Open(int.MaxValue, 0);
        Dropped<int> dropped = default;

        window.TryClaim(int.MaxValue, out _, out var end).ShouldBeTrue();
        end.ShouldBe(int.MaxValue);
        window[Last].TryStart(Last).ShouldBeTrue();
        window.HasWork().ShouldBeTrue();
        window.TryMoveTo(Last, ref dropped).ShouldBeTrue();
        window.HasWork().ShouldBeFalse();
        window.Retire(ref dropped).ShouldBe((1, 0));
    }

    [Test]
    public void Nothing_can_be_begun_before_the_window_is_opened([Values] bool inPages)
    {
        var window = Of(head: 5, size: 4, inPages);

        window.TryClaim(3, out _, out _).ShouldBeFalse();
        window.TryTakeOver(out _).ShouldBeFalse();
        (window.HasWork(), window.Unclaimed, window.Size, window.Head).ShouldBe((false, 0, 4, 5));
        window.Limit.ShouldBe(5);
    }

    [Test]
    public void Neighbours_are_claimed_up_to_the_limit([Values] bool inPages)
    {
        var window = Of(head: 5, size: 4, inPages);
        window.Open(100, inUseElsewhere: 0);

        window.Unclaimed.ShouldBe(4);
        window.TryClaim(3, out var first, out var end).ShouldBeTrue();
        (first, end, window.Unclaimed).ShouldBe((5, 8, 1));
        window.TryClaim(3, out first, out end).ShouldBeTrue();
        (first, end, window.Unclaimed).ShouldBe((8, 9, 0));
        window.TryClaim(3, out _, out _).ShouldBeFalse();
    }

    [Test]
    public void The_limit_is_the_end_of_the_list_and_what_is_in_use_elsewhere_but_never_the_head([Values] bool inPages)
    {
        var window = Of(head: 5, size: 4, inPages);

        window.Open(100, inUseElsewhere: 1);
        window.Limit.ShouldBe(8);
        window.Open(7, inUseElsewhere: 1);
        window.Limit.ShouldBe(7);
        window.Open(100, inUseElsewhere: 9);
        window.Limit.ShouldBe(6);
        window.Open(100, inUseElsewhere: 0);
        window.Close(8);
        window.Limit.ShouldBe(8);
        window.Close(9);
        window.Limit.ShouldBe(8);
    }

    [Test]
    public void Elements_that_were_claimed_and_not_begun_are_taken_over_in_order([Values] bool inPages)
    {
        var window = Of(head: 5, size: 4, inPages);
        window.Open(100, 0);
        window.TryClaim(4, out _, out _);
        window[5].TryStart(5).ShouldBeTrue();

        window.HasWork().ShouldBeTrue();
        Enumerable.Range(0, 3).Select(_ => window.TryTakeOver(out var index) ? index : -1).ShouldBe([6, 7, 8]);
        window.TryTakeOver(out _).ShouldBeFalse();
        window.HasWork().ShouldBeFalse();
    }

    [Test]
    public void An_element_that_is_begun_no_more_is_found_again([Values] bool inPages)
    {
        var window = Of(head: 0, size: 4, inPages);
        window.Open(100, 0);
        Begin(window, 0, 1, 2, 3);
        window.TryTakeOver(out _).ShouldBeFalse();

        window[2].Set(2, SlotState.Empty);

        window.HasWork().ShouldBeTrue();
        window.TryTakeOver(out var index).ShouldBeTrue();
        index.ShouldBe(2);
    }

    [Test]
    public void What_a_reader_waits_for_is_found_wherever_it_stands([Values] bool inPages)
    {
        var window = Of(head: 5, size: 4, inPages);
        window.Open(100, 0);
        Begin(window, 5, 6);
        (window.IsCalled, window.TryAnswer(out _)).ShouldBe((false, false));

        window[8].TryMove(8, SlotState.Empty, SlotState.Called).ShouldBeTrue();

        window.IsCalled.ShouldBeTrue();
        window.TryAnswer(out var index).ShouldBeTrue();
        (index, window[8][8]).ShouldBe((8, SlotState.Awaited));
        (window.IsCalled, window.TryAnswer(out _)).ShouldBe((false, false));
    }

    [Test]
    public void A_window_of_one_is_there_for_its_reader_alone()
    {
        var window = Window<int>.OfOne(7);

        (window.IsRetired, window.IsCalled, window.IsWanted(7), window[7].Waiters).ShouldBe((true, true, false, 1));
        window.HasWork().ShouldBeFalse();
        window.TryAnswer(out var index).ShouldBeTrue();
        index.ShouldBe(7);
    }

    [Test]
    public void A_move_gives_the_slots_that_it_passes_to_later_elements([Values] bool inPages)
    {
        var window = Of(head: 0, size: 4, inPages);
        window.Open(100, 0);
        Begin(window, 0, 1, 2);
        Finish(window, 0, 1);
        Dropped<int> dropped = new(keepsValues: true);

        window.TryMoveTo(3, ref dropped).ShouldBeTrue();
        window.Open(100, 0);

        dropped.Values.ShouldBe([0, 10]);
        (dropped.Count, dropped.LeavesWork).ShouldBe((2, true));
        (window.Head, window.Limit, window[2][2]).ShouldBe((3, 6, SlotState.Stale));
        window.Release(2);
        window.Open(100, 0);
        window.Limit.ShouldBe(7);
        Enumerable.Range(0, 4).Select(_ => window.TryTakeOver(out var index) ? index : -1).ShouldBe([3, 4, 5, 6]);
    }

    [Test]
    public void No_worker_claims_what_a_move_has_passed([Values] bool inPages)
    {
        var window = Of(head: 0, size: 10, inPages);
        window.Open(100, 0);
        Dropped<int> dropped = default;

        window.TryMoveTo(4, ref dropped).ShouldBeTrue();
        window.TryClaim(1, out var first, out _).ShouldBeTrue();
        first.ShouldBe(4);
        window.Skip(2);
        window.TryClaim(1, out first, out _).ShouldBeTrue();
        first.ShouldBe(5);
    }

    [Test]
    public void A_window_does_not_move_back_nor_further_than_it_is_long([Values] bool inPages)
    {
        var window = Of(head: 5, size: 4, inPages);
        window.Open(100, 0);
        Dropped<int> dropped = default;

        window.TryMoveTo(4, ref dropped).ShouldBeFalse();
        window.TryMoveTo(10, ref dropped).ShouldBeFalse();
        window.Head.ShouldBe(5);
        window.TryMoveTo(9, ref dropped).ShouldBeTrue();
        window.Head.ShouldBe(9);
    }

    [Test]
    public void A_ring_moves_as_far_as_it_is_long_whatever_was_claimed()
    {
        Window<int> window = new(0, 4000);
        window.Open(10_000, 0);
        Dropped<int> dropped = default;

        window.TryMoveTo(4000, ref dropped).ShouldBeTrue();
    }

    [Test]
    public void Pages_move_by_a_page_whatever_was_claimed()
    {
        Dropped<int> dropped = default;

        new Window<int>(0, 4000, largestRing: 0).TryMoveTo(1024, ref dropped).ShouldBeTrue();
        new Window<int>(0, 4000, largestRing: 0).TryMoveTo(1025, ref dropped).ShouldBeFalse();
    }

    [Test]
    public void A_slot_in_use_that_is_passed_serves_the_head_next()
    {
        Window<int> window = new(0, 4);
        window.Open(100, 0);
        Begin(window, 0);
        Dropped<int> dropped = default;
        window.TryMoveTo(4, ref dropped).ShouldBeFalse("The slot is in use.");

        window.Release(0);

        window[4].Index.ShouldBe(4);
    }

    [Test]
    public void A_slot_that_is_left_late_goes_to_an_element_that_was_not_passed()
    {
        Window<int> window = new(0, 4);
        window.Open(100, 0);
        Begin(window, 0);
        Dropped<int> dropped = default;
        window.TryMoveTo(3, ref dropped);
        window.TryMoveTo(7, ref dropped);

        window.Release(0);

        window[8].Index.ShouldBe(8);
    }

    [Test]
    public void A_window_that_is_left_says_what_readers_still_wait_for([Values] bool inPages)
    {
        var window = Of(head: 0, size: 8, inPages);
        window.Open(100, 0);
        Begin(window, 0, 1, 2, 3);
        Finish(window, 3);
        window[1].TryMove(1, SlotState.Started, SlotState.Awaited);
        window[1].Waiters = 1;
        window[4].TryMove(4, SlotState.Empty, SlotState.Called);
        window[4].Waiters = 2;
        Dropped<int> dropped = new(keepsValues: true);

        window.Retire(ref dropped).ShouldBe((4, 1));

        dropped.Values.ShouldBe([30]);
        (window.IsRetired, window.IsCalled, window.IsWanted(1), window.Unclaimed).ShouldBe((true, true, false, 0));
        (window[0][0], window[1][1], window[2][2]).ShouldBe((SlotState.Stale, SlotState.Awaited, SlotState.Stale));
        (window.TryClaim(1, out _, out _), window.TryTakeOver(out _), window.HasWork()).ShouldBe((false, false, false));
        window.Leave(4, ref dropped);
        window[4][4].ShouldBe(SlotState.Called);
        window.Leave(4, ref dropped);
        window[4][4].ShouldBe(SlotState.Spent);
        window[4].Index.ShouldNotBe(4);
    }

    [Test]
    public void Who_leaves_an_element_of_the_window_leaves_it_there([Values] bool inPages)
    {
        var window = Of(head: 0, size: 8, inPages);
        window.Open(100, 0);
        window[1].TryMove(1, SlotState.Empty, SlotState.Called);
        window[1].Waiters = 1;
        Dropped<int> dropped = default;

        window.Leave(1, ref dropped);

        (window[1][1], window[1].Waiters).ShouldBe((SlotState.Called, 0));
        (window.IsWanted(0), window.IsWanted(7)).ShouldBe((true, true));
        window.TryMoveTo(2, ref dropped).ShouldBeTrue();
        (window.IsWanted(1), window[1].Index == 1).ShouldBe((false, false));
    }

    [Test]
    public void The_value_that_was_read_last_is_forgotten_and_one_that_somebody_waits_for_is_not([Values] bool inPages)
    {
        var window = Of(head: 0, size: 8, inPages);
        window.Open(100, 0);
        Begin(window, 0);
        Finish(window, 0);
        window.Forget();
        window[0].Value.ShouldBe(0);
        window[0][0].ShouldBe(SlotState.Ready);

        window[0].Fill(new(7, null));
        window[0].Set(0, SlotState.Delivered);
        window[0].Waiters = 1;
        window.Forget();
        (window[0].Value, window[0][0]).ShouldBe((7, SlotState.Delivered));
        window[0].Waiters = 0;
        window.Forget();
        (window[0].Value, window[0][0]).ShouldBe((0, SlotState.Spent));
    }

    [Test]
    public void A_small_window_takes_no_page()
    {
        Allocated.By(() =>
        {
            Window<long> window = new(0, 4);
            window.Open(100, 0);
            window[3].TryStart(3).ShouldBeTrue();
        }).ShouldBeLessThan(8_000);
    }

    [Test]
    public void An_element_is_known_by_its_window_and_its_index()
    {
        Window<int> window = new(0, 4);

        window.NodeOf(2).ShouldBe(window.NodeOf(2));
        window.NodeOf(2).ShouldNotBe(window.NodeOf(3));
        window.NodeOf(2).ShouldNotBe(new Window<int>(0, 4).NodeOf(2));
    }

    private static Window<int> Of(int head, int size, bool inPages) =>
        new(head, size, largestRing: inPages ? 0 : int.MaxValue);

    private static void Begin(Window<int> window, params int[] indices) =>
        Array.ForEach(indices, index => window[index].TryStart(index).ShouldBeTrue());

    private static void Finish(Window<int> window, params int[] indices) =>
        Array.ForEach(indices, index =>
        {
            window[index].Fill(new(10 * index, null));
            window[index].TryMove(index, SlotState.Started, SlotState.Ready).ShouldBeTrue();
        });

    /// <summary>Does to a window what workers and readers do, one after the other.</summary>
    private sealed class Driver(int head, int size, int largestRing)
    {
        private readonly Window<int> window = new(head, size, largestRing);
        private readonly List<int> claimed = [];
        private readonly List<int> begun = [];

        public bool IsStuck { get; private set; }

        public string Step(Do what, int number)
        {
            Dropped<int> dropped = new(keepsValues: true);
            var told = window.IsRetired && what is not (Do.Begin or Do.Finish or Do.Look) ? "" : what switch
            {
                Do.Claim => Claim(number),
                Do.Begin => Begin(number),
                Do.Finish => Finish(number, ref dropped),
                Do.TakeOver => TakeOver(),
                Do.Read => Read(),
                Do.Move => Move(window.Head + (number % 40), ref dropped),
                Do.MoveFar => Move(
                    Math.Clamp(window.Head + number, window.Head, Math.Max(window.Head, LastClaimed)), ref dropped),
                Do.Retire => $"{window.Retire(ref dropped)}",
                _ => "",
            };
            if (what == Do.Open && !window.IsRetired)
            {
                window.Open(100_000, number % 3);
            }

            return $"{told} {window.Head} {window.Limit} {window.Unclaimed} {window.HasWork()} {window.IsCalled} "
                + $"{dropped.Count} {string.Join(' ', dropped.Values ?? [])} {dropped.LeavesWork}";
        }

        private int LastClaimed => window.Limit - window.Unclaimed - 1;

        private string Move(int index, ref Dropped<int> dropped)
        {
            IsStuck = !window.TryMoveTo(index, ref dropped) && index - window.Head <= size;
            return $"{IsStuck}";
        }

        private string Claim(int most)
        {
            var isClaimed = window.TryClaim(most % 70, out var first, out var end);
            if (isClaimed)
            {
                claimed.AddRange(Enumerable.Range(first, end - first));
            }

            return $"{isClaimed} {first} {end}";
        }

        private string Begin(int number)
        {
            if (claimed is [])
            {
                return "";
            }

            var index = claimed[number % claimed.Count];
            var isBegun = window[index].TryStart(index);
            if (isBegun)
            {
                begun.Add(index);
            }

            return $"{index} {isBegun}";
        }

        private string Finish(int number, ref Dropped<int> dropped)
        {
            if (begun is [])
            {
                return "";
            }

            var index = begun[number % begun.Count];
            begun.Remove(index);
            ref var slot = ref window[index];
            slot.Fill(new(10 * index, null));
            if (!slot.TryMove(index, SlotState.Started, SlotState.Ready))
            {
                slot[index].ShouldBe(SlotState.Stale);
                dropped.Add(slot.Value, slot.Error);
                window.Release(index);
            }

            return $"{index}";
        }

        private string TakeOver()
        {
            var isTaken = window.TryTakeOver(out var index);
            if (isTaken)
            {
                begun.Add(index);
            }

            return $"{isTaken} {index}";
        }

        private string Read() =>
            $"{window[window.Head].TryTake(window.Head, out var outcome)} {outcome.Value}";
    }
}
