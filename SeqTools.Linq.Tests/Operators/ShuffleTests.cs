namespace SeqTools.Linq.Tests.Operators;

public class ShuffleTests
{
    [Test]
    public void It_is_a_permutation_of_every_length_up_to_300([Range(0, 300)] int count)
    {
        var source = Enumerable.Range(0, count).ToList();
        for (var seed = -1; seed <= 1; seed++)
        {
            var view = source.Shuffle(seed);
            view.Count.ShouldBe(count);
            view.ToArray().Order().ShouldBe(source);
        }
    }

    [TestCase(1_024)]
    [TestCase(1_025)]
    [TestCase(65_536)]
    [TestCase(65_537)]
    [TestCase(99_999)]
    [TestCase(131_073)]
    [TestCase(4_194_305, Category = "Long")]
    public void It_is_a_permutation_of_greater_lengths(int count)
    {
        var seen = new bool[count];
        foreach (var value in Seq.Range(0, count).Shuffle(count))
        {
            seen[value] = true;
        }

        Array.IndexOf(seen, false).ShouldBe(-1);
    }

    [TestCase(int.MaxValue)]
    [TestCase(int.MaxValue - 1)]
    [TestCase(1 << 30)]
    [TestCase((1 << 30) + 1)]
    [TestCase(46_340 * 46_340)]
    [TestCase((46_340 * 46_340) + 1)]
    [TestCase(1_999_999_973)]
    public void Of_the_greatest_lengths_no_two_positions_hold_the_same(int count)
    {
        var view = Seq.Range(0, count).Shuffle(5);
        int[] positions = [.. Enumerable.Range(0, 10_000), .. Enumerable.Range(count - 10_000, 10_000)];
        var values = positions.Select(position => view[position]).ToHashSet();
        values.Count.ShouldBe(positions.Length);
        values.ShouldAllBe(value => value >= 0 && value < count);

        // Spread over the whole length: the mean of 20,000 values is within a hundredth of the middle.
        values.Average(value => (double)value / count).ShouldBe(0.5, tolerance: 0.01);
    }

    /// <summary>These values are promised: where one differs, the formula is wrong, not the test.</summary>
    [TestCase(0, new[] { 0 })]
    [TestCase(int.MinValue, new[] { 0 })]
    [TestCase(0, new[] { 1, 0 })]
    [TestCase(1, new[] { 1, 0 })]
    [TestCase(-1, new[] { 1, 0 })]
    [TestCase(2, new[] { 0, 1 })]
    [TestCase(42, new[] { 1, 0 })]
    [TestCase(int.MinValue, new[] { 1, 0 })]
    [TestCase(int.MaxValue, new[] { 1, 0 })]
    [TestCase(0, new[] { 2, 1, 0 })]
    [TestCase(1, new[] { 2, 1, 0 })]
    [TestCase(-1, new[] { 2, 1, 0 })]
    [TestCase(2, new[] { 1, 2, 0 })]
    [TestCase(42, new[] { 1, 0, 2 })]
    [TestCase(int.MinValue, new[] { 1, 2, 0 })]
    [TestCase(int.MaxValue, new[] { 0, 1, 2 })]
    [TestCase(0, new[] { 2, 1, 5, 0, 3, 4, 6 })]
    [TestCase(1, new[] { 0, 6, 2, 4, 5, 3, 1 })]
    [TestCase(-1, new[] { 1, 5, 2, 0, 3, 4, 6 })]
    [TestCase(2, new[] { 3, 5, 1, 4, 6, 2, 0 })]
    [TestCase(42, new[] { 1, 3, 2, 6, 5, 0, 4 })]
    [TestCase(int.MinValue, new[] { 1, 4, 2, 5, 3, 6, 0 })]
    [TestCase(int.MaxValue, new[] { 4, 1, 0, 3, 6, 2, 5 })]
    public void The_order_of_a_seed_is_promised(int seed, int[] order) =>
        Seq.Range(0, order.Length).Shuffle(seed).ShouldBe(order);

    /// <summary>At the first three positions, the middle and the last.</summary>
    [TestCase(1_000, 0, new[] { 254, 655, 912, 333, 422 })]
    [TestCase(1_000, 1, new[] { 730, 120, 423, 940, 128 })]
    [TestCase(1_000, -1, new[] { 810, 976, 415, 689, 46 })]
    [TestCase(1_000, int.MinValue, new[] { 301, 881, 107, 522, 164 })]
    [TestCase(1_000, int.MaxValue, new[] { 956, 465, 293, 962, 80 })]
    [TestCase(20_000, 0, new[] { 14_236, 12_505, 2_384, 7_612, 9_605 })]
    [TestCase(20_000, 1, new[] { 3_632, 19_506, 13_503, 7_687, 10_147 })]
    [TestCase(20_000, -1, new[] { 1_375, 11_339, 15_518, 3_861, 9_478 })]
    [TestCase(20_000, int.MinValue, new[] { 4_278, 12_340, 4_658, 8_467, 1_623 })]
    [TestCase(20_000, int.MaxValue, new[] { 15_342, 16_673, 13_668, 17_665, 5_866 })]
    [TestCase(65_537, 0, new[] { 2_520, 1_346, 43_978, 52_643, 37_644 })]
    [TestCase(65_537, 1, new[] { 45_129, 17_326, 65_298, 23_679, 37_805 })]
    [TestCase(65_537, -1, new[] { 44_126, 13_489, 48_319, 28_142, 12_141 })]
    [TestCase(65_537, int.MinValue, new[] { 51_151, 24_692, 59_623, 30_731, 47_291 })]
    [TestCase(65_537, int.MaxValue, new[] { 63_432, 56_839, 31_744, 45_326, 2_064 })]
    [TestCase(int.MaxValue, 0, new[] { 1_667_506_656, 2_078_387_912, 1_273_049_292, 1_398_363_097, 1_342_601_404 })]
    [TestCase(int.MaxValue, 1, new[] { 548_949_384, 386_210_467, 1_004_138_686, 292_248_099, 436_616_312 })]
    [TestCase(int.MaxValue, -1, new[] { 1_049_437_301, 1_450_501_239, 610_183_483, 835_511_848, 874_036_781 })]
    [TestCase(
        int.MaxValue, int.MinValue, new[] { 1_908_491_654, 357_733_901, 964_952_537, 115_455_653, 1_453_983_732 })]
    [TestCase(int.MaxValue, int.MaxValue, new[] { 232_469_118, 1_066_228_591, 1_863_928_183, 239_803_218, 14_745_787 })]
    public void The_order_of_a_seed_is_promised_at_greater_lengths(int count, int seed, int[] values)
    {
        var view = Seq.Range(0, count).Shuffle(seed);
        int[] promised = [view[0], view[1], view[2], view[count / 2], view[^1]];
        promised.ShouldBe(values);
    }

    /// <summary>A hash over all positions, for each number of rounds.</summary>
    [TestCase(100, 76_468_612)]
    [TestCase(1_000, -2_083_318_482)]
    [TestCase(20_000, -567_787_078)]
    [TestCase(65_537, -1_503_708_908)]
    public void The_whole_order_of_a_seed_is_promised(int count, int hash) =>
        Seq.Range(0, count).Shuffle(seed: 3).Aggregate(0, (sum, value) => unchecked((sum * 31) + value)).ShouldBe(hash);

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];
        var view = Seq.Generate(100, i => { evaluated.Add(i); return i; }).Shuffle(3);
        evaluated.ShouldBeEmpty();
        var element = view[17];
        evaluated.ShouldBe([element]);
    }

    [Test]
    public void Reading_an_element_allocates_nothing()
    {
        var view = Seq.Range(0, 1_000_000).Shuffle(3);
        _ = view[1];
        Allocated.By(() => _ = view[2]).ShouldBe(0);
    }

    [Test]
    public void The_order_is_that_of_the_length_the_source_has_now()
    {
        List<int> source = [.. Enumerable.Range(0, 10)];
        var view = source.Shuffle(3);
        view.ShouldBe(Seq.Range(0, 10).Shuffle(3));
        source.Add(10);
        view.ShouldBe(Seq.Range(0, 11).Shuffle(3));
        source.Clear();
        view.ShouldBeEmpty();
    }

    [Test]
    public void A_list_that_shrinks_while_it_is_read_says_so_itself([Values(0, 1, 3)] int then)
    {
        var failure = Should.Throw<EvaluationException>(() => new ShrinkingList(9, then).Shuffle(1)[8]);
        failure.InnerException.ShouldBeOfType<ArgumentOutOfRangeException>();
    }

    [Test]
    public void A_failure_names_the_position_at_each_level()
    {
        var view = Seq.Range(0, 50).Select(x => x == 20 ? throw new FormatException() : x).Shuffle(seed: 4);
        var position = Seq.Range(0, 50).Shuffle(4).ToList().IndexOf(20);
        var failure = Should.Throw<EvaluationException>(() => view[position]);
        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Index))
            .ShouldBe([("Shuffle", position), ("Select", 20)]);
        failure.Trail[0].Origin.Arguments.ShouldBe("4");
    }

    [Test]
    public void A_source_is_required() =>
        Should.Throw<ArgumentNullException>(() => ((int[])null!).Shuffle(1)).ParamName.ShouldBe("source");

    private sealed class ShrinkingList(int first, int then) : IReadOnlyList<int>
    {
        private int asked;

        public int Count => asked++ == 0 ? first : then;

        public int this[int index] => index < then ? index : throw new ArgumentOutOfRangeException(nameof(index));

        public IEnumerator<int> GetEnumerator() => throw new NotSupportedException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
