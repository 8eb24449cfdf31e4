namespace SeqTools.Linq.Tests.Operators;

/// <summary>The orders of as many seeds, which are the same in every run.</summary>
[TestFixture(8_000)]
[TestFixture(20_000, Category = "Long")]
internal sealed class ShuffleUniformityTests(int seeds)
{
    /// <summary>Chi-square of every position against every value: uniform to within five standard deviations.</summary>
    [Test]
    public void Every_element_is_equally_likely_at_every_position(
        [Values(2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 16, 17, 31, 50)] int count)
    {
        var times = new int[count * count];
        for (var seed = 0; seed < seeds; seed++)
        {
            var view = Seq.Range(0, count).Shuffle(seed);
            for (var position = 0; position < count; position++)
            {
                times[(position * count) + view[position]]++;
            }
        }

        ShouldBeUniform(times, degreesOfFreedom: (count - 1) * (count - 1));
    }

    [TestCase(2, 2)]
    [TestCase(3, 6)]
    [TestCase(4, 24)]
    [TestCase(5, 120)]
    [TestCase(6, 720)]
    public void Every_order_of_a_few_elements_is_equally_likely(int count, int orders)
    {
        var times = Enumerable.Range(0, seeds)
            .GroupBy(seed => string.Concat(Seq.Range(0, count).Shuffle(seed)))
            .Select(order => order.Count())
            .ToArray();
        times.Length.ShouldBe(orders);
        ShouldBeUniform(times, degreesOfFreedom: orders - 1);
    }

    /// <summary>
    /// Pairs of positions of which some are in one row or one column of the layout; their values in eight by eight
    /// classes.
    /// </summary>
    [Test]
    public void Any_two_positions_hold_any_two_elements_equally_likely(
        [Values(900, 961, 1_024, 1_025, 100_000, int.MaxValue)] int count, [Values(0, 34, 448)] int first,
        [Values(1, 32)] int distance)
    {
        var times = new int[64];
        for (var seed = 0; seed < seeds; seed++)
        {
            var view = Seq.Range(0, count).Shuffle(seed);
            times[(8 * ClassOf(view[first])) + ClassOf(view[first + distance])]++;
        }

        ShouldBeUniform(times, degreesOfFreedom: 63, tolerance: 6);

        int ClassOf(int value) => (int)(8L * value / count);
    }

    /// <summary>
    /// In a square of odd size, every turn is an even permutation: half of all orders of these lengths would be
    /// missing.
    /// </summary>
    [TestCase(9)]
    [TestCase(16)]
    [TestCase(25)]
    public void Orders_of_either_parity_are_equally_likely(int count)
    {
        var odd = Enumerable.Range(0, seeds).Count(seed => IsOdd([.. Seq.Range(0, count).Shuffle(seed)]));
        ShouldBeUniform([odd, seeds - odd], degreesOfFreedom: 1);
    }

    internal static void ShouldBeUniform(IEnumerable<int> times, int degreesOfFreedom, double tolerance = 5)
    {
        var observed = times.ToArray();
        var expected = observed.Average();
        var chiSquare = observed.Sum(n => (n - expected) * (n - expected) / expected);
        ((chiSquare - degreesOfFreedom) / Math.Sqrt(2.0 * degreesOfFreedom)).ShouldBeInRange(-tolerance, tolerance);
    }

    private static bool IsOdd(int[] order) =>
        Enumerable.Range(0, order.Length).Sum(i => Enumerable.Range(0, i).Count(j => order[j] > order[i])) % 2 == 1;
}
