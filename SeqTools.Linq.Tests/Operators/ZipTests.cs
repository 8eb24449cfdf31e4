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
