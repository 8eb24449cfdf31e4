namespace SeqTools.Linq.Tests.Waiting;

public class RingTests
{
    [Test, CancelAfter(120_000)]
    public void Elements_of_two_views_that_need_each_other_are_errors(
        [Values] Ring.Kind first, [Values] Ring.Kind second)
    {
        using var ring = new Ring(first, second);

        ring.ReadAll();
    }

    [Test, CancelAfter(600_000), Category("Long")]
    public void Elements_of_three_views_that_need_each_other_are_errors([Values] Ring.Kind first)
    {
        foreach (var second in Enum.GetValues<Ring.Kind>())
        {
            foreach (var third in Enum.GetValues<Ring.Kind>())
            {
                using var ring = new Ring(first, second, third);

                ring.ReadAll();
            }
        }
    }
}
