namespace SeqTools.Linq.Tests.Operators;

public class ShuffleTests
{
    [Test]
    public void It_is_a_permutation_of_every_length_up_to_300([Range(0, 300)] int count)
    {
        var source = Enumerable.Range(0, count).ToList();
        for (var seed = -2; seed <= 2; seed++)
        {
            var view = source.Shuffle(seed);
            view.Count.ShouldBe(count);
            view.ToArray().Order().ShouldBe(source);
        }
    }

    [TestCase(1_000)]
    [TestCase(65_536)]
    [TestCase(99_999)]
    [TestCase(1_048_576)]
    [TestCase(1_234_567)]
    public void It_is_a_permutation_of_greater_lengths(int count)
    {
        var seen = new bool[count];
        foreach (var value in Seq.Range(0, count).Shuffle(count))
        {
            seen[value].ShouldBeFalse();
            seen[value] = true;
        }
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
        int[] positions = [.. Enumerable.Range(0, 50_000), .. Enumerable.Range(count - 50_000, 50_000)];
        var values = positions.Select(position => view[position]).ToHashSet();
        values.Count.ShouldBe(positions.Length);
        values.ShouldAllBe(value => value >= 0 && value < count);

        // Spread over the whole length: the mean of 100,000 values is within a hundredth of the middle.
        values.Average(value => (double)value / count).ShouldBe(0.5, tolerance: 0.01);
    }

    [Test]
    public void The_orders_of_a_seed_are_the_same_in_every_run_and_on_every_machine()
    {
        Seq.Range(0, 10).Shuffle(0).ShouldBe([7, 4, 9, 6, 1, 5, 0, 8, 2, 3]);
        Seq.Range(0, 10).Shuffle(1).ShouldBe([7, 4, 5, 0, 1, 6, 2, 9, 3, 8]);
        Seq.Range(0, 10).Shuffle(-1).ShouldBe([8, 6, 9, 1, 7, 5, 4, 2, 0, 3]);
        Seq.Range(0, int.MaxValue).Shuffle(int.MinValue).Take(4)
            .ShouldBe([2076788011, 1350642888, 1911805772, 1722697913]);
    }

    [Test]
    public void Neighbours_of_a_long_list_are_as_far_apart_as_any_two_elements()
    {
        var view = Seq.Range(0, 1_000_000).Shuffle(11);
        var distances = Enumerable.Range(0, 100_000).Select(i => Math.Abs(view[i + 1] - view[i]) / 1e6);
        distances.Average().ShouldBe(1.0 / 3, tolerance: 0.005);
    }

    [Test]
    public void Seeds_next_to_each_other_give_orders_that_have_nothing_in_common()
    {
        var (one, other) = (Seq.Range(0, 10_000).Shuffle(1), Seq.Range(0, 10_000).Shuffle(2));
        Enumerable.Range(0, 10_000).Count(i => one[i] == other[i]).ShouldBeLessThan(10);
    }

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
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = view[2];
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
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
        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Index)).ShouldBe([("Shuffle", position), ("Select", 20)]);
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
