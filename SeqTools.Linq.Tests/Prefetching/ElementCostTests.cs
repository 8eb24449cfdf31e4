using System.Diagnostics;

namespace SeqTools.Linq.Tests.Prefetching;

public class ElementCostTests
{
    private static readonly long Nanosecond = Math.Max(1, Stopwatch.Frequency / 1_000_000_000);
    private static readonly long Microsecond = Stopwatch.Frequency / 1_000_000;

    [Test]
    public void Nothing_is_cheap_before_it_was_measured()
    {
        var cost = new ElementCost();

        (cost.IsCheap, cost.IsBelowHandOver).ShouldBe((false, false));
        cost.ElementsOfClaim(20).ShouldBe(1);
    }

    [Test]
    public void What_costs_less_is_claimed_several_at_a_time_and_no_more_than_there_may_be()
    {
        var cost = new ElementCost();

        cost.Note(Microsecond);
        (cost.IsCheap, cost.IsBelowHandOver).ShouldBe((true, false));
        cost.ElementsOfClaim(100).ShouldBe(20);
        cost.ElementsOfClaim(3).ShouldBe(3);
        cost.ElementsOfClaim(0).ShouldBe(1);

        cost.Note(0);
        cost.IsBelowHandOver.ShouldBeTrue();
        cost.ElementsOfClaim(20).ShouldBe(20);

        cost.Note(10 * Microsecond);
        cost.ElementsOfClaim(20).ShouldBe(2);

        cost.Note(50 * Microsecond);
        cost.IsCheap.ShouldBeFalse();
        cost.ElementsOfClaim(20).ShouldBe(1);
    }

    [Test]
    public void One_slow_sample_says_nothing_and_a_second_soon_after_does()
    {
        var cost = new ElementCost();
        cost.IsSlow(20 * Nanosecond).ShouldBeFalse();

        cost.IsSlow(50 * Microsecond).ShouldBeFalse();
        cost.IsBelowHandOver.ShouldBeTrue();
        cost.IsSlow(20 * Nanosecond).ShouldBeFalse();
        cost.IsSlow(50 * Microsecond).ShouldBeTrue();
        cost.IsCheap.ShouldBeFalse();
    }

    [Test]
    public void Slow_samples_far_apart_say_nothing()
    {
        var cost = new ElementCost();
        for (var round = 0; round < 10; round++)
        {
            cost.IsSlow(50 * Microsecond).ShouldBeFalse();
            for (var sample = 0; sample < 10; sample++)
            {
                cost.IsSlow(20 * Nanosecond).ShouldBeFalse();
            }
        }

        cost.IsBelowHandOver.ShouldBeTrue();
    }

    [Test]
    public void What_costs_as_much_as_a_claim_takes_or_as_to_hand_it_over_is_worth_it()
    {
        var cost = new ElementCost();

        cost.Note(20 * Microsecond);
        cost.IsCheap.ShouldBeFalse();
        cost.Note((20 * Microsecond) - 1);
        cost.IsCheap.ShouldBeTrue();

        cost.Note(350 * Nanosecond);
        cost.IsBelowHandOver.ShouldBeFalse();
        cost.Note((350 * Nanosecond) - 1);
        cost.IsBelowHandOver.ShouldBeTrue();
    }

    [Test]
    public void The_eighth_sample_after_a_slow_one_is_soon_and_the_ninth_is_not()
    {
        foreach (var (between, isSlow) in new[] { (7, true), (8, false) })
        {
            var cost = new ElementCost();
            cost.IsSlow(350 * Nanosecond).ShouldBeFalse();
            for (var sample = 0; sample < between; sample++)
            {
                cost.IsSlow(20 * Nanosecond).ShouldBeFalse();
            }

            cost.IsSlow(350 * Nanosecond).ShouldBe(isSlow);
            cost.IsBelowHandOver.ShouldBe(!isSlow);
        }
    }
}
