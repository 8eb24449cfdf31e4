using CsCheck;

namespace SeqTools.Linq.Tests;

internal sealed class InterleaveTests
{
    private static readonly Gen<List<(int List, int Index)>[]> Lists =
        Gen.Int[0, 6].Array[0, 9].Select(counts =>
            counts
                .AsEnumerable()
                .Select((count, list) => Enumerable.Range(0, count).Select(i => (list, i)).ToList())
                .ToArray());

    [Test]
    public void The_lists_take_turns_and_drop_out()
    {
        new[] { 1, 2, 3 }.Interleave([10, 20]).ShouldBe([1, 10, 2, 20, 3]);
        new[] { 1 }.Interleave([10, 20], [100, 200, 300]).ShouldBe([1, 10, 100, 20, 200, 300]);
        Seq.Interleave<int>([[], [1, 2], []]).ShouldBe([1, 2]);
        Seq.Interleave<int>([]).ShouldBeEmpty();
    }

    [Test]
    public void Every_way_of_reading_lists_of_any_lengths_gives_what_turns_give() =>
        Lists.Sample(lists =>
        {
            var expected = Turns(lists);
            foreach (var view in new[]
                     {
                         Seq.Interleave(lists),
                         Seq.Interleave(lists.AsEnumerable().Select(list => list.ToArray()).ToArray()),
                         Seq.Interleave(
                             [.. lists.AsEnumerable().Select((list, i) =>
                                 i % 2 == 0 ? (IReadOnlyList<(int, int)>)list : list.ToArray())]),
                     })
            {
                view.Count.ShouldBe(expected.Count);
                Enumerable.Range(0, view.Count).Select(i => view[i]).ShouldBe(expected);
                view.AsEnumerable().Select(element => element).ShouldBe(expected);
                view.ToArray().ShouldBe([.. expected]);
                view.Take((expected.Count / 3)..).ShouldBe(expected[(expected.Count / 3)..]);
            }
        }, iter: 300);

    [Test]
    public void A_thousand_lists_are_read_at_any_place()
    {
        var lists = Enumerable.Range(0, 1000)
            .Select(list => (IReadOnlyList<(int, int)>)Seq.Generate((list * 7919 % 101) * 1000, i => (list, i)))
            .ToArray();
        var view = Seq.Interleave(lists);
        var live = Seq.Interleave([.. lists, new List<(int, int)>()]);

        view[^1].Item2.ShouldBe(99_999);
        for (var i = 0; i < view.Count; i += 1_234_567)
        {
            view[i].ShouldBe(live[i]);
        }
    }

    [Test]
    public void It_follows_lists_that_grow()
    {
        List<int> a = [1], b = [10, 20];
        var view = a.Interleave(b);
        view.ShouldBe([1, 10, 20]);

        a.AddRange([2, 3]);

        view.ShouldBe([1, 10, 2, 20, 3]);
        view[^1].ShouldBe(3);
    }

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];

        Stages.Noted(evaluated, 2).Interleave(Stages.Noted(evaluated, 3, 10))[3].ShouldBe(11);

        evaluated.ShouldBe([11]);
    }

    [Test]
    public void A_list_that_is_modified_while_it_is_enumerated_is_noticed()
    {
        List<int> a = [1, 2], b = [10, 20];
        using var elements = a.Interleave(b).GetEnumerator();
        elements.MoveNext().ShouldBeTrue();

        a[1] = 3;
        a.Reverse();
        elements.MoveNext().ShouldBeTrue();

        Should.Throw<InvalidOperationException>(() => elements.MoveNext());
    }

    [Test]
    public void An_enumeration_goes_on_after_an_element_that_failed() =>
        Stages.Tolerantly(Stages.FailingAt(1, 3).Interleave([10, 20]), -1).ShouldBe([0, 10, -1, 20, 2]);

    [Test]
    public void A_list_whose_enumerator_ends_with_a_failure_still_has_its_turns() =>
        Stages.Tolerantly(new[] { 1, 2, 3 }.Interleave(new Fragile()), -1).ShouldBe([1, -1, 2, 20, 3, 30]);

    [Test]
    public void Reading_an_element_allocates_nothing()
    {
        List<int> a = [1, 2, 3], b = [10, 20, 30];
        var view = a.Interleave(b);

        Stages.BytesOfReading(view).ShouldBe(0);
    }

    [Test]
    public void An_error_names_it()
    {
        Stages.Of(() => new[] { 1, 2 }.Interleave(Stages.FailingAt(1, 2))[3]).ShouldBe("Interleave[3] Generate[1]");
        Stages.Of(() => new[] { 1, 2 }.Interleave(Stages.FailingAt(1, 2)).ToArray())
            .ShouldBe("Interleave[3] Generate[1]");
    }

    [Test]
    public void More_elements_than_can_be_counted_are_refused()
    {
        Should.Throw<OverflowException>(() => Seq.Repeat(1).Interleave(new[] { 2 }));

        List<int> live = [];
        var view = Seq.Repeat(1).Interleave(live);
        view.Count.ShouldBe(int.MaxValue);
        live.Add(2);
        Should.Throw<OverflowException>(() => view.Count);
    }

    private static List<T> Turns<T>(IReadOnlyList<List<T>> lists)
    {
        List<T> all = [];
        for (var round = 0; lists.Any(list => round < list.Count); round++)
        {
            foreach (var list in lists.Where(list => round < list.Count))
            {
                all.Add(list[round]);
            }
        }

        return all;
    }

    /// <summary>Its enumerator fails at once, and can't go on.</summary>
    private sealed class Fragile : IReadOnlyList<int>
    {
        public int Count => 3;

        public int this[int index] => 10 * (index + 1);

        public IEnumerator<int> GetEnumerator()
        {
            yield return int.Parse("x", null);
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
