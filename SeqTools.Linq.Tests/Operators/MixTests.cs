using CsCheck;

namespace SeqTools.Linq.Tests;

internal sealed class MixTests
{
    private static readonly Gen<double[]> Weights = Gen.OneOf(
        Gen.Double[0.05, 1].Array[1, 7],
        Gen.Int[1, 12].Select(n => (double)n).Array[1, 7],
        Gen.Int[1, 10].Select(n => n / 10.0).Array[1, 7],
        Gen.Int[0, 8].Select(n => Math.ScaleB(1, -n)).Array[1, 7]);

    [Test]
    public void Every_prefix_holds_each_list_within_one_element_of_its_share() =>
        Weights.Sample(weights =>
        {
            var total = weights.Sum();
            var counts = new int[weights.Length];
            var prefix = 0;
            foreach (var list in Numbered(weights).Take(3000))
            {
                counts[list]++;
                prefix++;
                for (var i = 0; i < counts.Length; i++)
                {
                    Math.Abs(counts[i] - (prefix * weights[i] / total)).ShouldBeLessThan(1 + 1e-9);
                }
            }
        });

    [Test]
    public void An_element_read_alone_is_the_one_that_an_enumeration_gives() =>
        Gen.Select(Weights, Gen.Int[0, 5000]).Sample((weights, start) =>
        {
            var mixed = Numbered(weights);
            var enumerated = mixed.Take(start + 200).ToList();
            for (var i = start; i < enumerated.Count; i++)
            {
                mixed[i].ShouldBe(enumerated[i]);
            }
        });

    [Test]
    public void Far_away_the_elements_of_each_list_come_in_their_order_and_share() =>
        Gen.Select(Weights, Gen.Int[0, 1_000_000_000]).Sample((weights, start) =>
        {
            var mixed = Seq.Mix(Seq.Generate(weights.Length, Endless), weights);
            var next = new Dictionary<int, int>();
            for (var i = start; i < start + 50; i++)
            {
                var (list, index) = mixed[i];
                next.GetValueOrDefault(list, index).ShouldBe(index);
                next[list] = index + 1;
                Math.Abs(index - (i * weights[list] / weights.Sum())).ShouldBeLessThan(1 + 1e-5);
            }
        }, iter: 100);

    [Test]
    public void Small_weights_are_whole_patterns()
    {
        string.Concat(Letters((3, 300), (1, 100)).Take(8)).ShouldBe("AAABAAAB");
        string.Concat(Letters((1, 9), (1, 9)).Take(6)).ShouldBe("ABABAB");
        string.Concat(Letters((0.5, 9), (0.3, 9), (0.2, 9)).Take(10))
            .ShouldBe(string.Concat(Letters((5, 9), (3, 9), (2, 9)).Take(10)));
    }

    [Test]
    public void It_ends_where_a_list_would_be_overrun()
    {
        Letters((3, 300), (1, 100)).Count.ShouldBe(400);
        Letters((1, 3), (1, 100)).ShouldBe(["A", "B", "A", "B", "A", "B"]);
        Letters((1, 0), (1, 5)).Count.ShouldBe(0);
        Letters((0.7, 7), (0.1, 1), (0.2, 2)).Count.ShouldBe(10);
        Seq.Mix<int>([], []).Count.ShouldBe(0);
    }

    [Test]
    public void It_ends_where_a_list_would_be_overrun_whatever_the_lengths() =>
        Gen.Select(Weights, Gen.Int[0, 20].Array[7]).Sample((weights, counts) =>
        {
            int[] endless = [.. Numbered(weights).Take(5000)];
            var taken = new int[weights.Length];
            var expected = endless.TakeWhile(list => taken[list]++ < counts[list]).ToList();

            var view = Seq.Mix(Seq.Generate(weights.Length, list => Seq.Repeat(list, counts[list])), weights);

            view.Count.ShouldBe(expected.Count);
            view.AsEnumerable().Select(list => list).ShouldBe(expected);
            view.ToArray().ShouldBe([.. expected]);
        }, iter: 200);

    [Test]
    public void It_follows_lists_that_grow()
    {
        List<int> a = [1], b = [10];
        var view = Seq.Mix([a, b], [1, 1]);
        view.ShouldBe([1, 10]);

        a.Add(2);
        view.ShouldBe([1, 10, 2]);
        b.Add(20);
        view.Count.ShouldBe(4);
        view[^1].ShouldBe(20);
    }

    [Test]
    public void Endless_lists_mix_endlessly_and_never_end_a_mix()
    {
        Seq.Mix([Seq.Repeat(1), Seq.Repeat(2)], [2, 1]).Count.ShouldBe(int.MaxValue);
        Seq.Mix([Seq.Repeat(1), [2, 2]], [2, 1]).Count.ShouldBe(8);
        Should.Throw<OverflowException>(() => Seq.Mix([Seq.Repeat(1), Seq.Range(0, 100_000_000)], [1000, 1]));
    }

    [Test]
    public void Weights_of_any_size_do()
    {
        Letters((double.MaxValue, 9), (double.MaxValue, 9)).Take(4).ShouldBe(["A", "B", "A", "B"]);
        Letters((double.Epsilon, 9), (double.Epsilon, 9)).Take(4).ShouldBe(["A", "B", "A", "B"]);
        Letters((double.MaxValue, 9), (double.Epsilon, 9)).ShouldBe(Enumerable.Repeat("A", 9));
    }

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];

        Seq.Mix([Stages.Noted(evaluated, 9), Stages.Noted(evaluated, 9, 10)], [1, 1])[3].ShouldBe(11);

        evaluated.ShouldBe([11]);
    }

    [Test]
    public void Reading_an_element_allocates_nothing()
    {
        List<int> a = [1, 2, 3], b = [10, 20, 30];
        var view = Seq.Mix([a, b], [2, 1]);

        Stages.BytesOfReading(view).ShouldBe(0);
    }

    [Test]
    public void An_error_names_it()
    {
        var view = Seq.Mix([Stages.FailingAt(1, 3), Seq.Repeat(9)], [1, 1]);

        Stages.Of(() => view[2]).ShouldBe("Mix[2] Generate[1]");
        Stages.Of(() => view.ToArray()).ShouldBe("Mix[2] Generate[1]");
    }

    [Test]
    public void An_enumeration_goes_on_after_an_element_that_failed() =>
        Stages.Tolerantly(Seq.Mix([Stages.FailingAt(1, 3), Seq.Repeat(9)], [1, 1]), -1).ShouldBe([0, 9, -1, 9, 2, 9]);

    [Test]
    public void Endless_lists_of_any_reach_mix_endlessly()
    {
        var cycle = new[] { 1, 2, 3 }.Cycle();

        var mixed = Seq.Mix([cycle.Shard(0, 2), cycle.Shard(1, 2), cycle.Skip(1)], [1, 1, 2]);

        mixed.IsEndless.ShouldBeTrue();
        mixed.Count.ShouldBe(int.MaxValue);
        mixed.Take(4).ShouldBe([2, 1, 2, 3]);
        Seq.Mix([cycle.Skip(1)], [1]).Count.ShouldBe(int.MaxValue - 1);
    }

    [Test]
    public void A_list_as_long_as_can_be_counted_has_an_end()
    {
        var longest = Seq.Range(0, int.MaxValue);

        Seq.Mix([longest], [1]).Count.ShouldBe(int.MaxValue);
        Should.Throw<OverflowException>(() => Seq.Mix([longest, longest], [1, 1]));
        Should.Throw<OverflowException>(() => Seq.Mix([longest, Seq.Repeat(1)], [1, 1]));
    }

    [Test]
    public void A_weight_must_be_positive_and_finite([Values(0, -1, double.NaN, double.PositiveInfinity)] double weight)
    {
        var refused = Should.Throw<ArgumentOutOfRangeException>(() => Seq.Mix([[1], [2]], [1, weight]));

        refused.ParamName.ShouldBe("weights");
        refused.Message.ShouldContain("list at 1");
    }

    [Test]
    public void A_missing_list_is_refused() =>
        Should.Throw<ArgumentNullException>(() => Seq.Mix<int>([null!], [1])).ParamName.ShouldBe("lists");

    [Test]
    public void There_are_as_many_weights_as_lists([Values(0, 1, 3)] int weights)
    {
        var refused = Should.Throw<ArgumentException>(() => Seq.Mix([[1], [2]], Seq.Repeat(1.0, weights)));

        refused.ParamName.ShouldBe("weights");
        refused.Message.ShouldStartWith($"There are 2 lists and {weights} weights.");
    }

    private static SeqView<string> Letters(params (double Weight, int Count)[] lists) =>
        Seq.Mix(
            lists.AsView().Select((list, i) => Seq.Repeat($"{(char)('A' + i)}", list.Count)),
            lists.AsView().Select(list => list.Weight));

    private static SeqView<int> Numbered(double[] weights) =>
        Seq.Mix(Seq.Generate(weights.Length, list => Seq.Repeat(list)), weights);

    private static SeqView<(int List, int Index)> Endless(int list) =>
        Seq.Repeat(list).Select((number, i) => (number, i));
}
