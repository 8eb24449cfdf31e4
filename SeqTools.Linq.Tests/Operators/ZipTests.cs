namespace SeqTools.Linq.Tests;

internal sealed class ZipTests
{
    [Test]
    public void It_is_as_long_as_the_shortest_list()
    {
        int[] two = [1, 2];
        int[] three = [1, 2, 3];

        two.Zip(three).Count.ShouldBe(2);
        three.Zip(two).Count.ShouldBe(2);
        three.Zip(three, two).Count.ShouldBe(2);
        three.Zip(two, (a, b) => a + b).ShouldBe([2, 4]);
        two.Zip(Seq.Repeat(10), (a, b) => a + b).ShouldBe([11, 12]);
    }

    [Test]
    public void Its_length_follows_both_lists()
    {
        List<int> first = [1, 2, 3];
        List<int> second = [1];
        var view = first.Zip(second);

        second.AddRange([2, 3, 4]);
        view.Count.ShouldBe(3);
        first.Clear();
        view.Count.ShouldBe(0);
    }

    [Test]
    public void No_pass_evaluates_an_element_past_the_end_of_the_shorter_list(
        [Values] bool isFirstShorter, [Values("array", "list", "view", "computing list", "filter")] string kind)
    {
        List<int> evaluated = [];
        int Note(int i)
        {
            evaluated.Add(i);
            return i < 3 ? i : throw new InvalidDataException();
        }

        IReadOnlyList<int> longer = Seq.Range(0, 5).Select(Note);
        IReadOnlyList<int> live = new ComputingList(() => 5, Note);
        IReadOnlyList<int> shorter = kind switch
        {
            "array" => (int[])[0, 1, 2],
            "list" => new List<int> { 0, 1, 2 },
            "view" => Seq.Range(0, 3).Select(i => i),
            "computing list" => new ComputingList(() => 3, i => i < 3 ? i : throw new InvalidDataException()),
            _ => Seq.Range(0, 6).Filter(i => i % 2 == 0),
        };
        foreach (var other in (IReadOnlyList<int>[])[longer, live, longer.Reverse().Reverse(), live.Select(i => i)])
        {
            SeqView<(int, int)>[] pairs =
            [
                isFirstShorter ? shorter.Zip(other) : other.Zip(shorter),
                (isFirstShorter ? shorter.Zip(other, other) : other.Zip(shorter, other))
                    .Select(t => (t.First, t.Second)),
                (isFirstShorter ? Seq.Zip(shorter, other, other, other) : Seq.Zip(other, other, other, shorter))
                    .Select(t => (t.First, t.Fourth)),
            ];
            foreach (var view in pairs)
            {
                evaluated.Clear();
                var count = 0;
                foreach (var pair in view)
                {
                    count++;
                }

                count.ShouldBe(3);
                evaluated.Distinct().ShouldBe([0, 1, 2]);
                view.ToArray().Length.ShouldBe(3);
                view.AsEnumerable().Count(_ => true).ShouldBe(3);
            }
        }
    }

    [Test]
    public void A_list_that_is_modified_within_the_loop_is_told_as_linq_tells_it()
    {
        List<int> list = [1, 2, 3];
        List<int> other = [1, 2, 3];
        foreach (var pairs in (SeqView<(int, int)>[])[Seq.Range(0, 9).Select(i => i).Zip(list), list.Zip(other)])
        {
            list.Add(4);
            Should.Throw<InvalidOperationException>(() =>
            {
                foreach (var pair in pairs)
                {
                    list.Clear();
                }
            });
            list.AddRange([1, 2, 3]);
        }
    }

    [Test]
    public void A_list_that_cannot_be_counted_is_zipped_as_far_as_it_goes()
    {
        var pairs = Seq.Range(0, 9).Select(i => i).Zip(new UncountableList<int>(7, 8));

        pairs.AsEnumerable().Where(_ => true).ShouldBe([(0, 7), (1, 8)]);
    }

    [Test]
    public void Its_tuples_have_linqs_names()
    {
        var pair = new[] { 1 }.Zip(["one"])[0];
        var triple = new[] { 1 }.Zip(["one"], ['I'])[0];

        (pair.First, pair.Second).ShouldBe((1, "one"));
        (triple.First, triple.Second, triple.Third).ShouldBe((1, "one", 'I'));
    }

    [Test]
    public void After_elements_that_fail_the_lists_are_still_in_step()
    {
        var first = new FailingList<int>([0, 1, 2, 3, 4], 1);
        var second = new FailingList<int>([0, 1, 2, 3, 4], 3);
        using var pairs = first.Zip(second).GetEnumerator();

        Next().ShouldBe((0, 0));
        Should.Throw<EvaluationException>(() => _ = Next()).Index.ShouldBe(1);
        Next().ShouldBe((2, 2));
        Should.Throw<EvaluationException>(() => _ = Next()).Index.ShouldBe(3);
        Next().ShouldBe((4, 4));
        pairs.MoveNext().ShouldBeFalse();

        (int, int) Next()
        {
            pairs.MoveNext().ShouldBeTrue();
            return pairs.Current;
        }
    }

    [Test]
    public void After_an_element_that_fails_no_enumerator_is_left_open()
    {
        var source = new CountingList<int>(0, 1, 2, 3);
        using (var pairs = source.Zip(new FailingList<int>([0, 1, 2, 3], 1)).GetEnumerator())
        {
            pairs.MoveNext().ShouldBeTrue();
            Should.Throw<EvaluationException>(() => pairs.MoveNext());
            pairs.MoveNext().ShouldBeTrue();
        }

        source.OpenEnumerators.ShouldBe(0);
    }

    [Test]
    public void A_list_that_is_modified_while_it_is_enumerated_is_noticed()
    {
        List<int> source = [1, 2, 3];

        Should.Throw<InvalidOperationException>(() =>
        {
            foreach (var (number, _) in source.Zip(source))
            {
                source[0] = number;
            }
        });
    }
}
