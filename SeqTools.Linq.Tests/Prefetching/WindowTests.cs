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
