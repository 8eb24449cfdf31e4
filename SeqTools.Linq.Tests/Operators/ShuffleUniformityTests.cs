using System.Numerics;

namespace SeqTools.Linq.Tests.Operators;

/// <summary>
/// The orders of the first seeds are taken as draws from all orders, the same ones in every run: nothing here fails by
/// chance. Of true draws, seven in a million would be so far off as is allowed.
/// </summary>
[TestFixture(20_000)]
[TestFixture(500_000, Category = "Long")]
internal sealed class ShuffleUniformityTests(int elements)
{
    private const int Classes = 16;

    /// <summary>How many standard deviations chance may be off.</summary>
    private const double Tolerance = 4.5;

    /// <summary>Among them both sides of each length from which on there is a round less.</summary>
    private static readonly int[] Counts =
        [9, 16, 17, 50, 64, 100, 256, 257, 1_000, 1_024, 1_025, 5_000, 65_536, 65_537];

    private static readonly int[] FewCounts = [2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 16, 17, 31, 50];

    [Test]
    public void Every_order_of_a_few_elements_is_equally_likely([Range(2, 7)] int count)
    {
        var times = new int[Enumerable.Range(1, count).Aggregate((product, n) => product * n)];
        foreach (var order in Orders(count, Math.Max(elements / count, 4 * times.Length)))
        {
            times[RankOf(order)]++;
        }

        ShouldBeUniform(times, degreesOfFreedom: times.Length - 1);
    }

    [TestCaseSource(nameof(FewCounts))]
    public void Every_element_is_equally_likely_at_every_position(int count) =>
        ShouldFillTheGrid(Orders(count, Math.Max(elements / count, 5 * count)), count, count, number => number);

    [TestCaseSource(nameof(Counts))]
    public void No_part_of_the_list_goes_to_some_part_of_it_more_often_than_to_others(int count)
    {
        var classes = Math.Min(Classes, count);
        ShouldFillTheGrid(Orders(count), count, classes, number => (int)((long)number * classes / count));
        ShouldFillTheGrid(Orders(count), count, classes, number => number % classes);
    }

    /// <summary>Of neighbours, and of elements that are so far apart as the layout's rows and columns are.</summary>
    [TestCaseSource(nameof(Counts))]
    public void Elements_at_a_fixed_distance_are_as_far_apart_as_any_two(int count)
    {
        int[][] orders = [.. Orders(count)];
        var width = Width(count);
        var classes = Math.Min(count - 1, 128);
        int[] distances = [1, 2, width / 2, width];
        foreach (var distance in distances.Distinct())
        {
            ShouldBeAnyStep(orders, distance, classes, ClassOf);
            ShouldBeAnyStep(orders, distance, width, step => step & (width - 1));
        }

        int ClassOf(int step) => (int)(((step < 0 ? step + count : step) - 1L) * classes / (count - 1));
    }

    [TestCaseSource(nameof(FewCounts))]
    [TestCaseSource(nameof(Counts))]
    public void An_element_stays_where_it_is_once_in_an_order(int count) =>
        ShouldStayOnce(Orders(count));

    [TestCaseSource(nameof(FewCounts))]
    [TestCaseSource(nameof(Counts))]
    public void There_are_as_many_cycles_as_chance_makes_and_half_of_the_orders_are_odd(int count)
    {
        int[] cycles = [.. Orders(count).Select(Cycles)];
        var mean = Enumerable.Range(1, count).Sum(n => 1.0 / n);
        var variance = Enumerable.Range(1, count).Sum(n => (1.0 / n) - (1.0 / n / n));
        ShouldBeChance(cycles.Sum(), mean * cycles.Length, variance * cycles.Length);

        var odd = cycles.Count(n => (count - n) % 2 == 1);
        ShouldBeChance(odd, cycles.Length / 2.0, cycles.Length / 4.0);
    }

    /// <summary>What leads from one order to the next is an order itself, and as good a one.</summary>
    [TestCaseSource(nameof(FewCounts))]
    [TestCaseSource(nameof(Counts))]
    public void Seeds_next_to_each_other_give_orders_that_have_nothing_in_common(int count)
    {
        int[][] orders = [.. Orders(count, Math.Max(2, elements / count))];
        int[][] ways = [.. orders.Zip(orders.Skip(1), (one, next) => Way(count, one, next))];
        ShouldStayOnce(ways);
        var classes = Math.Min(Classes, count);
        if (ways.Length * (long)count >= 5 * classes * classes)
        {
            ShouldFillTheGrid(ways, count, classes, number => (int)((long)number * classes / count));
        }
    }

    /// <summary>
    /// Pairs of which some are in one row or one column of the layout; their values in eight by eight classes.
    /// </summary>
    [Test]
    public void Any_two_positions_hold_any_two_elements_equally_likely(
        [Values(900, 1_025, 100_000, int.MaxValue)] int count, [Values(0, 34, 448)] int first,
        [Values(1, 32, 256)] int distance)
    {
        var times = new int[64];
        for (var seed = 0; seed < elements / 10; seed++)
        {
            var view = Seq.Range(0, count).Shuffle(seed);
            times[(8 * ClassOf(view[first])) + ClassOf(view[first + distance])]++;
        }

        ShouldBeUniform(times, degreesOfFreedom: 63);

        int ClassOf(int value) => (int)(8L * value / count);
    }

    [TestCase((1 << 30) + 1)]
    [TestCase(int.MaxValue)]
    public void Neighbours_in_the_longest_lists_go_anywhere(int count)
    {
        var view = Seq.Range(0, count).Shuffle(7);
        int[] values = [.. Enumerable.Range(0, elements).Select(position => view[position])];
        ShouldBeUniform(TimesOf(values, 256, value => (int)(256L * value / count)), degreesOfFreedom: 255);
        ShouldBeUniform(TimesOf(values, 256, value => value % 256), degreesOfFreedom: 255);

        var steps = values.Zip(values.Skip(1), (one, next) => next - one);
        ShouldBeUniform(TimesOf(steps, 256, step => step & 255), degreesOfFreedom: 255);
    }

    internal static void ShouldBeUniform(int[] times, int degreesOfFreedom)
    {
        var expected = times.Average();
        ShouldBeChiSquare(times.Sum(n => (n - expected) * (n - expected) / expected), degreesOfFreedom);
    }

    /// <summary>By the approximation of Wilson and Hilferty, which holds for few degrees of freedom, too.</summary>
    private static void ShouldBeChiSquare(double chiSquare, int degreesOfFreedom)
    {
        var variance = 2.0 / 9 / degreesOfFreedom;
        ShouldBeChance(Math.Cbrt(chiSquare / degreesOfFreedom), 1 - variance, variance);
    }

    private static void ShouldBeChance(double value, double mean, double variance) =>
        ((value - mean) / Math.Sqrt(variance)).ShouldBeInRange(-Tolerance, Tolerance);

    /// <summary>The mean and the variance of the number of fixed points are 1 at any length from 2 on.</summary>
    private static void ShouldStayOnce(IEnumerable<int[]> orders)
    {
        int[] fixedPoints = [.. orders.Select(order => order.Where((value, position) => value == position).Count())];
        ShouldBeChance(fixedPoints.Sum(), fixedPoints.Length, fixedPoints.Length);
    }

    /// <summary>Chi-square of the classes of positions against those of the values there.</summary>
    private static void ShouldFillTheGrid(IEnumerable<int[]> orders, int count, int classes, Func<int, int> classOf)
    {
        var sizes = TimesOf(Enumerable.Range(0, count), classes, classOf);
        var times = new int[classes, classes];
        var draws = 0;
        foreach (var order in orders)
        {
            draws++;
            for (var position = 0; position < count; position++)
            {
                times[classOf(position), classOf(order[position])]++;
            }
        }

        var chiSquare = 0.0;
        for (var row = 0; row < classes; row++)
        {
            for (var column = 0; column < classes; column++)
            {
                var expected = (double)draws * sizes[row] * sizes[column] / count;
                chiSquare += Math.Pow(times[row, column] - expected, 2) / expected;
            }
        }

        // Within an order no value comes twice, which makes up for one degree of freedom in the number of elements.
        ShouldBeChiSquare(chiSquare * (count - 1) / count, (classes - 1) * (classes - 1));
    }

    private static void ShouldBeAnyStep(int[][] orders, int distance, int classes, Func<int, int> classOf)
    {
        var count = orders[0].Length;
        var times = new int[classes];
        var pairs = 0;
        foreach (var order in orders)
        {
            for (var position = distance; position < count; position++)
            {
                times[classOf(order[position] - order[position - distance])]++;
                pairs++;
            }
        }

        var expected = new double[classes];
        for (var step = 1; step < count; step++)
        {
            var likelihood = (double)(count - step) / count / (count - 1);
            expected[classOf(step)] += likelihood * pairs;
            expected[classOf(-step)] += likelihood * pairs;
        }

        ShouldBeChiSquare(times.Zip(expected, (n, of) => (n - of) * (n - of) / of).Sum(), classes - 1);
    }

    private IEnumerable<int[]> Orders(int count) => Orders(count, Math.Max(1, elements / count));

    private static IEnumerable<int[]> Orders(int count, int seeds)
    {
        var length = Length.Fixed(count);
        for (var seed = 0; seed < seeds; seed++)
        {
            var map = new ShuffleMap(seed);
            var order = new int[count];
            for (var position = 0; position < count; position++)
            {
                order[position] = map.Locate(position, length);
            }

            yield return order;
        }
    }

    private static int[] TimesOf(IEnumerable<int> values, int classes, Func<int, int> classOf)
    {
        var times = new int[classes];
        foreach (var value in values)
        {
            times[classOf(value)]++;
        }

        return times;
    }

    /// <summary>The number of an order among all orders of so many elements.</summary>
    private static int RankOf(int[] order)
    {
        var rank = 0;
        for (var i = 0; i < order.Length; i++)
        {
            rank *= order.Length - i;
            foreach (var later in order.AsSpan(i + 1))
            {
                rank += later < order[i] ? 1 : 0;
            }
        }

        return rank;
    }

    private static int Cycles(int[] order)
    {
        var cycles = 0;
        var seen = new bool[order.Length];
        for (var start = 0; start < order.Length; start++)
        {
            cycles += seen[start] ? 0 : 1;
            for (var position = start; !seen[position]; position = order[position])
            {
                seen[position] = true;
            }
        }

        return cycles;
    }

    private static int[] Way(int count, int[] from, int[] to)
    {
        var way = new int[count];
        for (var position = 0; position < count; position++)
        {
            way[from[position]] = to[position];
        }

        return way;
    }

    private static int Width(int count) => 1 << ((33 - BitOperations.LeadingZeroCount((uint)count - 1)) / 2);
}
