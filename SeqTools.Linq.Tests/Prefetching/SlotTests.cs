namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>A slot, and the pages of slots of a large window.</summary>
public class SlotTests
{
    private const int PageLength = SlotPages<int>.PageLength;

    [Test]
    public void A_slot_that_has_gone_on_is_spent_to_those_who_come_late()
    {
        Slot<string> slot = default;
        slot.Release(7);

        (slot.Index, slot[7], slot[6], slot[8]).ShouldBe((7, SlotState.Empty, SlotState.Spent, SlotState.Spent));
        slot.TryMove(6, SlotState.Empty, SlotState.Started).ShouldBeFalse();
        slot.TryStart(7).ShouldBeTrue();
        slot.TryStart(7).ShouldBeFalse();
        slot.Release(11);
        slot.TryMove(7, SlotState.Started, SlotState.Ready).ShouldBeFalse();
        slot[11].ShouldBe(SlotState.Empty);
    }

    [Test]
    public void An_element_that_is_waited_for_is_begun_as_one()
    {
        Slot<int> slot = default;
        slot.Release(7);
        slot.Set(7, SlotState.Called);

        slot.TryStart(7).ShouldBeTrue();

        slot[7].ShouldBe(SlotState.Awaited);
    }

    [Test]
    public void What_is_taken_out_of_a_slot_is_kept_there_no_longer()
    {
        Slot<string> slot = default;
        slot.Release(7);
        slot.Fill(new("seven", null));
        slot.TryTake(7, out _).ShouldBeFalse("It is not ready.");
        slot.Value.ShouldBe("seven");

        slot.Set(7, SlotState.Ready);
        slot.TryTake(7, out var outcome).ShouldBeTrue();
        outcome.ShouldBe(new("seven", null));
        (slot.Value, slot.Error, slot[7]).ShouldBe((null, null, SlotState.Spent));

        var failure = new FormatException();
        slot.Fill(Outcome<string>.Of(failure));
        slot.Set(7, SlotState.Ready);
        slot.TryTake(7, out outcome).ShouldBeTrue();
        outcome.Error.ShouldBeSameAs(failure);
        slot.Error.ShouldBeNull();
    }

    [Test]
    public void A_slot_that_is_handed_on_keeps_nothing()
    {
        Slot<string> slot = default;
        slot.Fill(new("seven", new FormatException()));
        slot.Waiters = 2;

        slot.Release(1L << 31);

        (slot.Value, slot.Error, slot.Waiters, slot.Index).ShouldBe((null, null, 0, 1L << 31));
    }

    [TestCase(0)]
    [TestCase(5000)]
    [TestCase(1_000_000)]
    public void Each_element_has_a_slot_of_its_own_that_never_moves(int head)
    {
        SlotPages<int> pages = new(head);
        (pages.Begin, pages.End).ShouldBe((head / PageLength * PageLength, head / PageLength * PageLength));
        int[] elements = [.. Enumerable.Range(0, 40).Select(step => head + (step * 700))];
        foreach (var index in elements)
        {
            pages[index].Index.ShouldBe(index);
            pages[index].Fill(new(index, null));
        }

        Array.ForEach(elements, index => pages[index].Value.ShouldBe(index));
        pages.End.ShouldBe(((elements[^1] / PageLength) + 1) * PageLength);
    }

    [Test]
    public void A_page_that_was_passed_has_no_slots_and_serves_the_next_ones()
    {
        SlotPages<int> pages = new(0);
        pages[0].Fill(new(1, null));
        pages[PageLength].Fill(new(2, null));

        pages.Pass(PageLength - 1);
        pages.Begin.ShouldBe(0);
        pages[0].Value.ShouldBe(1);
        pages.Pass(PageLength);

        pages.Begin.ShouldBe(PageLength);
        pages[0].Index.ShouldBe(-1);
        pages[PageLength].Value.ShouldBe(2);
        Allocated.By(() => pages = Advanced(pages)).ShouldBeLessThan(10 * PageLength);
    }

    [Test]
    public void Where_no_page_is_made_any_more_those_that_are_there_stay()
    {
        SlotPages<int> pages = new(0);
        pages[5].Fill(new(50, null));

        pages.Close();

        pages[5].Value.ShouldBe(50);
        pages[PageLength].Index.ShouldBe(-1);
        pages.End.ShouldBe(PageLength);
    }

    [Test]
    public void The_last_of_all_indices_has_a_slot()
    {
        SlotPages<int> pages = new(int.MaxValue - 1);

        pages[int.MaxValue - 1].Index.ShouldBe(int.MaxValue - 1);
        pages.End.ShouldBe(int.MaxValue);
    }

    /// <summary>Goes on by a page: none is to be allocated, for the one that was passed last is used again.</summary>
    private static SlotPages<int> Advanced(SlotPages<int> pages)
    {
        var next = pages.Begin + PageLength;
        pages[next].Index.ShouldBe(next);
        pages.Pass(next);
        return pages;
    }
}
