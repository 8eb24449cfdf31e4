namespace SeqTools.Linq.Tests.Operators;

public class UnbatchTests
{
    [Test]
    public void It_undoes_batch([Range(0, 10)] int count, [Range(1, 4)] int size)
    {
        var source = Enumerable.Range(0, count).ToList();
        var view = source.Batch(size).Unbatch(size);
        view.Count.ShouldBe(count);
        view.ShouldBe(source);
        view.ToArray().ShouldBe(source);
        Enumerable.Range(0, count).Select(i => view[i]).ShouldBe(source);
        Should.Throw<ArgumentOutOfRangeException>(() => view[count]).ParamName.ShouldBe("index");
        Should.Throw<ArgumentOutOfRangeException>(() => view[-1]).ParamName.ShouldBe("index");
    }

    [Test]
    public void It_undoes_batch_where_the_size_of_the_last_one_is_said([Range(1, 10)] int count, [Range(1, 4)] int size)
    {
        var source = Enumerable.Range(0, count).ToArray();
        var view = source.Batch(size).Unbatch(size, lastSize: ((count - 1) % size) + 1);
        view.Count.ShouldBe(count);
        view.ShouldBe(source);
        view.ToArray().ShouldBe(source);
        view[^1].ShouldBe(count - 1);
        Should.Throw<ArgumentOutOfRangeException>(() => view[count]).ParamName.ShouldBe("index");
    }

    private static readonly Func<SeqView<int>, IReadOnlyList<int>>[] Stages =
    [
        s => s, s => s.Select(n => n), s => s.Select((n, _) => n), s => s.Slice(1..).Select(n => n),
        s => s.Tap((_, _) => { }).Select(n => n),
    ];

    [Test]
    public void A_copy_of_what_is_made_of_it_evaluates_each_batch_once(
        [ValueSource(nameof(Stages))] Func<SeqView<int>, IReadOnlyList<int>> stage)
    {
        var evaluated = 0;
        var batches = Seq.Range(0, 40).Batch(10, batch =>
        {
            evaluated++;
            return batch.ToArray();
        });

        stage(batches.Unbatch(10, lastSize: 10)).ToArray().Length.ShouldBeGreaterThan(0);

        evaluated.ShouldBe(4);
    }

    private static readonly Func<SeqView<int>, SeqView<int>>[] Scatterings =
        [s => s.Reverse(), s => s.TakeEvery(3), s => s.Shuffle(1), s => s.Cycle(12)];

    [Test]
    public void A_copy_of_elements_that_stand_apart_evaluates_what_reads_one_after_the_other_do(
        [ValueSource(nameof(Scatterings))] Func<SeqView<int>, SeqView<int>> scattering)
    {
        var evaluated = 0;
        var batches = Seq.Range(0, 8).Batch(2, batch =>
        {
            evaluated++;
            return batch.ToArray();
        });
        SeqView<int> View() => scattering(batches.Unbatch(2)).Select(n => n);

        var read = View();
        var count = read.Count;
        int[] byIndex = [.. Enumerable.Range(0, count).Select(read.Read)];
        var needed = evaluated;

        var copied = View();
        evaluated = 0;
        var copy = new int[copied.Count];
        copied.CopyTo(0, copy);

        copy.ShouldBe(byIndex);
        evaluated.ShouldBe(needed);
    }

    [Test]
    public void Every_kind_of_list_of_lists_will_do()
    {
        int[][] arrays = [[1, 2], [3]];
        SeqView<int> ofViews = Seq.Range(1, 3).Batch(2).Unbatch(2);
        SeqView<int> ofArrays = arrays.Unbatch(2);
        SeqView<int> ofLists = new List<int[]>(arrays).Unbatch(2);
        SeqView<int> ofListsOfLists = new List<List<int>> { new() { 1, 2 }, new() { 3 } }.Unbatch(2);
        SeqView<int> ofInterfaces = ((IReadOnlyList<IReadOnlyList<int>>)arrays).Unbatch(2);
        foreach (var view in new[] { ofViews, ofArrays, ofLists, ofListsOfLists, ofInterfaces })
        {
            view.ShouldBe([1, 2, 3]);
            view[2].ShouldBe(3);
        }
    }

    [Test]
    public void Reading_an_element_evaluates_its_batch_alone_and_once()
    {
        List<int> evaluated = [];
        var batches = Seq.Generate(4, i => { evaluated.Add(i); return new[] { 10 * i, (10 * i) + 1 }; });
        var view = batches.Unbatch(2).Select(x => x);
        evaluated.ShouldBeEmpty();
        view[3].ShouldBe(11);
        view.Slice(2..5)[2].ShouldBe(20);
        evaluated.ShouldBe([1, 2]);
    }

    [Test]
    public void Reading_an_element_of_a_batch_that_is_a_view_evaluates_only_that_element()
    {
        List<int> evaluated = [];
        var view = Seq.Generate(9, i => { evaluated.Add(i); return i; }).Batch(2).Unbatch(2);
        view[5].ShouldBe(5);
        view[8].ShouldBe(8);
        evaluated.ShouldBe([5, 8]);
    }

    [Test]
    public void Only_the_last_batch_is_evaluated_for_the_length_and_not_at_all_where_its_size_is_said()
    {
        List<int> evaluated = [];
        var batches = Seq.Generate(4, i => { evaluated.Add(i); return new[] { i, i }; });
        batches.Unbatch(2, lastSize: 2).Count.ShouldBe(8);
        batches.Unbatch(2, lastSize: 2)[7].ShouldBe(3);
        evaluated.ShouldBe([3]);
        batches.Unbatch(2).Count.ShouldBe(8);
        evaluated.ShouldBe([3, 3]);
    }

    [Test]
    public void A_pass_evaluates_every_batch_once()
    {
        List<int> evaluated = [];
        var batches = Seq.Generate(3, i => { evaluated.Add(i); return new[] { 2 * i, (2 * i) + 1 }; });
        foreach (var element in batches.Unbatch(2))
        {
            evaluated.ShouldBe(Enumerable.Range(0, (element / 2) + 1));
        }

        evaluated.ShouldBe([0, 1, 2]);
        evaluated.Clear();
        var copy = new int[6];
        batches.Unbatch(2, lastSize: 2).CopyTo(copy, 0);
        copy.ShouldBe([0, 1, 2, 3, 4, 5]);
        evaluated.ShouldBe([0, 1, 2]);
    }

    [Test]
    public void A_slice_goes_on_from_the_middle_of_a_batch_in_one_pass()
    {
        List<int> evaluated = [];
        var batches = Seq.Generate(4, i => { evaluated.Add(i); return new[] { 3 * i, (3 * i) + 1, (3 * i) + 2 }; });
        batches.Unbatch(3, lastSize: 3)[4..8].ShouldBe([4, 5, 6, 7]);
        evaluated.ShouldBe([1, 2]);
    }

    [Test]
    public void Drawing_the_pipeline_evaluates_nothing()
    {
        List<int> evaluated = [];
        var view = Seq.Generate(4, i => { evaluated.Add(i); return new[] { i, i }; })
            .Unbatch(2)
            .Select(x => x)
            .Skip(1)
            .Concat([1]);
        view.Explain().ShouldContain("Unbatch(2)  count unknown");
        view.Explain().ShouldContain("Skip(1)  count unknown");
        evaluated.ShouldBeEmpty();
    }

    [Test]
    public void Its_length_follows_the_batches_and_the_last_of_them()
    {
        List<List<int>> batches = [];
        var view = batches.Unbatch(2);
        view.Count.ShouldBe(0);
        view.ShouldBeEmpty();
        batches.Add([1]);
        view.Count.ShouldBe(1);
        batches[0].Add(2);
        batches.Add([]);
        view.ShouldBe([1, 2]);
        batches[1].Add(3);
        view.ShouldBe([1, 2, 3]);
    }

    [Test]
    public void What_a_batch_has_beyond_its_size_is_left_out()
    {
        int[][] batches = [[1, 2, 3], [4, 5, 6]];
        batches.Unbatch(2).ShouldBe([1, 2, 4, 5]);
        batches.Unbatch(2, lastSize: 1).ShouldBe([1, 2, 4]);
        batches.Unbatch(2).Count.ShouldBe(4);
    }

    [Test]
    public void A_batch_that_is_shorter_than_said_is_an_error_at_the_elements_that_are_missing()
    {
        int[][] batches = [[1, 2], [3], [4, 5]];
        var view = batches.Unbatch(2);
        view[2].ShouldBe(3);
        var error = Should.Throw<InvalidOperationException>(() => view[3]);
        error.Message.ShouldStartWith("The list at 1 has 1 elements: there is none at 1, which Unbatch(2) in ");
        error.Message.ShouldEndWith(" reads as element 3.");
        Should.Throw<InvalidOperationException>(() => view.ToList());
        Should.Throw<InvalidOperationException>(() => batches.Take(2).Unbatch(2, lastSize: 2)[3]);
    }

    [Test]
    public void A_batch_that_is_null_is_an_error_that_says_so()
    {
        var view = new int[][] { [1], null!, [3] }.Unbatch(1);
        Should.Throw<InvalidOperationException>(() => view[1])
            .Message.ShouldStartWith("The list at 1 is null that Unbatch(1) in ");
        Should.Throw<InvalidOperationException>(() => new int[][] { null! }.Unbatch(1).Count)
            .Message.ShouldStartWith("The list at 0 is null that Unbatch(1) in ");
    }

    [Test]
    public void A_failure_in_a_batch_names_every_stage_inside_and_outside_of_it()
    {
        var view = Seq.Range(0, 9).Select(x => x == 5 ? throw new FormatException() : x).Batch(2).Unbatch(2).Reverse();
        Should.Throw<EvaluationException>(() => view[3]).Trail.Select(frame => (frame.Origin.Operator, frame.Index))
            .ShouldBe([("Reverse", 3), ("Unbatch", 5), ("Batch", 1), ("Select", 5)]);
    }

    [Test]
    public void A_failure_of_a_batch_names_its_number()
    {
        var view = Seq.Range(0, 3).Select(x => x == 1 ? throw new FormatException() : new[] { x, x }).Unbatch(2);
        Should.Throw<EvaluationException>(() => view[3]).Trail.Select(frame => (frame.Origin.Operator, frame.Index))
            .ShouldBe([("Unbatch", 3), ("Select", 1)]);
        Should.Throw<EvaluationException>(() => view.ToArray()).Index.ShouldBe(2);
    }

    [Test]
    public void A_failure_of_the_length_names_every_stage_that_it_was_passed_on_by()
    {
        var batches = Seq.Range(0, 3).Select(x => x == 2 ? throw new FormatException() : new[] { x, x });
        var view = batches.Unbatch(2).Select(x => x);
        (string, int)[] way = [("Unbatch", -1), ("Select", 2)];
        Trail(() => batches.Unbatch(2).Count).ShouldBe(way);
        Trail(() => view.Count).ShouldBe([("Select", -1), .. way]);
        Trail(() => view.Reverse()[0]).ShouldBe([("Reverse", 0), ("Select", -1), .. way]);
        Trail(() => view.Batch(3).Count).ShouldBe([("Batch", -1), ("Select", -1), .. way]);
        Trail(() => view.Skip(1).Skip(2).Count).ShouldBe([("Skip", -1), ("Skip", -1), ("Select", -1), .. way]);
        Trail(() => view.Concat([1]).Concat([2]).Count)
            .ShouldBe([("Concat", -1), ("Concat", -1), ("Select", -1), .. way]);
        Trail(() => view.Skip(1).Take(5).ToList()).ShouldBe([("Take", -1), ("Skip", -1), ("Select", -1), .. way]);

        static IEnumerable<(string, int)> Trail(Func<object> read) =>
            Should.Throw<EvaluationException>(() => read()).Trail.Select(frame => (frame.Origin.Operator, frame.Index));
    }

    [Test]
    public void A_part_that_does_not_reach_the_last_batch_does_not_ask_it()
    {
        var view = Seq.Range(0, 3).Select(x => x == 2 ? throw new FormatException() : new[] { x, x }).Unbatch(2);

        view.Skip(1).Take(2).Count.ShouldBe(2);
        view.Skip(1).Take(2).ToList().ShouldBe([0, 1]);
        view[1..4].ToArray().ShouldBe([0, 1, 1]);
    }

    [Test]
    public void A_failure_of_a_foreign_batch_is_wrapped_once()
    {
        var view = new[] { new FailingList() }.Unbatch(2, lastSize: 2);
        var failure = Should.Throw<EvaluationException>(() => view[1]);
        failure.InnerException.ShouldBeOfType<FormatException>();
        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Index)).ShouldBe([("Unbatch", 1)]);
    }

    [Test]
    public void After_a_failure_a_pass_goes_on_with_the_next_element()
    {
        var batches = Seq.Range(0, 3).Select(x => x == 1 ? throw new FormatException() : new[] { 2 * x, (2 * x) + 1 });
        Outcomes(batches.Unbatch(2)).ShouldBe([0, 1, null, null, 4, 5]);
        Outcomes(batches.Take(2).Unbatch(2, lastSize: 1)).ShouldBe([0, 1, null]);
    }

    [Test]
    public void An_error_of_the_librarys_own_in_a_batch_passes_unwrapped()
    {
        var view = new[] { new[] { 1 }.Gather([5]) }.Unbatch(1);
        Should.Throw<ArgumentOutOfRangeException>(() => view[0]).ParamName.ShouldBe("indices");
        var empty = Seq.Empty<SeqView<int>>().Cycle(2).Unbatch(1, lastSize: 1);
        Should.Throw<InvalidOperationException>(() => empty[0]).Message.ShouldContain("Cycle(2) in ");
    }

    [Test]
    public void In_passthrough_mode_the_exception_is_the_users_own()
    {
        using var mode = SeqErrors.Use(ErrorMode.Passthrough);
        Should.Throw<FormatException>(() => new[] { new FailingList() }.Unbatch(2, lastSize: 2)[1]);
    }

    [Test]
    public void A_length_past_the_greatest_overflows_where_it_is_known()
    {
        var batches = Seq.Repeat(new[] { 1, 2 }, int.MaxValue);
        Should.Throw<OverflowException>(() => batches.Unbatch(2, lastSize: 2));
        var live = batches.Unbatch(2);
        Should.Throw<OverflowException>(() => live.Count);
        live[int.MaxValue - 1].ShouldBe(1);
        Seq.Repeat(new[] { 1 }).Unbatch(1).Count.ShouldBe(int.MaxValue);
        Seq.Repeat(new[] { 1, 2, 3 }, 715_827_883).Unbatch(3, lastSize: 1)[^1].ShouldBe(1);
        Should.Throw<OverflowException>(() => Seq.Repeat(new[] { 1, 2, 3 }, 715_827_883).Unbatch(3, lastSize: 2));
    }

    [TestCase(0, null, "size")]
    [TestCase(-1, null, "size")]
    [TestCase(2, 0, "lastSize")]
    [TestCase(2, -1, "lastSize")]
    [TestCase(2, 3, "lastSize")]
    [TestCase(2, 1, "cacheSize", -1)]
    public void Bad_arguments_throw_where_the_view_is_built(
        int size, int? lastSize, string parameter, int cacheSize = 2)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new[] { new[] { 1 } }.Unbatch(size, lastSize, cacheSize))
            .ParamName.ShouldBe(parameter);
        Should.Throw<ArgumentNullException>(() => ((int[][])null!).Unbatch(1)).ParamName.ShouldBe("source");
    }

    private static readonly int[] Numbers = [.. Enumerable.Range(0, 40)];

    private static readonly Func<SeqView<int>, IEnumerable<object>>[] Passes =
    [
        u => Boxed(u), u => u.Select((x, i) => (object)x), u => Boxed(u.Zip(Numbers)), u => Boxed(Numbers.Zip(u)),
        u => Boxed(u.Zip(u)), u => Boxed(u.Append(1)), u => Boxed(u.Prepend(1)), u => Boxed(u.Skip(1)),
        u => Boxed(u.Take(30)), u => Boxed(u[2..^3]), u => Boxed(u.SkipLast(1)), u => Boxed(u.Index()), u => u.Batch(8),
        u => u.Batch(8, dropLast: true), u => u.Batch(7, pad: 0), u => u.Batch(8, b => (object)b.Sum()),
        u => u.Chunk(8), u => u.Window(2), u => u.Window(5, step: 2), u => Boxed(u.TakeEvery(2)),
        u => Boxed(u.Reverse()), u => Boxed(u.Rotate(4)), u => Boxed(u.Memoize()), u => Boxed(u.AsCached(5)),
        u => Boxed(u.DefaultIfEmpty(1)), u => Boxed(u.Tap(_ => { })), u => Boxed(u.Shard(0, 2)),
        u => Boxed(u.Shard(1, 3)), u => Boxed(u.Concat(Numbers)), u => Boxed(u.Measure()),
        u => Boxed(u.Recover(_ => 0)), u => Boxed(u.AsResults()), u => Boxed(u.WithOwnership()),
        u => Boxed(u.Filter(x => x % 3 > 0)), u => Seq.Collate([u, u]), u => Boxed(u.Slice(0, 40)),
    ];

    private static SeqView<object> Boxed<T>(SeqView<T> view) => view.Select(x => (object)x!);

    [Test]
    public void A_pass_of_any_stage_evaluates_each_batch_once(
        [ValueSource(nameof(Passes))] Func<SeqView<int>, IEnumerable<object>> stage)
    {
        List<int> evaluated = [];
        var view = stage(Noted(evaluated, Numbers.Batch(4)).Unbatch(4));

        foreach (var element in view)
        {
            _ = element is SeqView<int> batch ? batch.Sum() : 0;
        }

        evaluated.ShouldBeUnique();
        evaluated.Count.ShouldBeGreaterThan(7);
    }

    /// <summary>
    /// The length takes an evaluation of each list, or of the last batch, and the reads take another.
    /// </summary>
    [Test]
    public void A_loop_by_index_evaluates_each_list_twice_at_most(
        [ValueSource(nameof(Passes))] Func<SeqView<int>, IEnumerable<object>> stage, [Values] bool sizesAreKnown)
    {
        List<int> evaluated = [];
        var batches = Noted(evaluated, Numbers.Batch(4));
        var view = (IReadOnlyList<object>)stage(sizesAreKnown ? batches.Unbatch(4) : batches.Flatten());

        for (var index = 0; index < view.Count; index++)
        {
            _ = view[index] is SeqView<int> batch ? batch.Sum() : 0;
        }

        evaluated.GroupBy(batch => batch).ShouldAllBe(times => times.Count() <= 2);
    }

    [Test]
    public void So_does_a_loop_over_lists_of_lists_to_any_depth([Range(1, 6)] int depth)
    {
        List<int>[] evaluated = [.. Enumerable.Range(0, depth).Select(_ => new List<int>())];
        var view = evaluated.Aggregate(Numbers.AsView(), (inner, noted) => Noted(noted, inner.Batch(4)).Flatten());

        for (var index = 0; index < view.Count; index++)
        {
            view[index].ShouldBe(index);
        }

        evaluated.SelectMany(level => level.GroupBy(batch => batch)).ShouldAllBe(times => times.Count() <= 2);
    }

    /// <summary>The buffer reaches over no more lists than are kept.</summary>
    [Test, CancelAfter(120_000)]
    public void So_does_a_loop_by_index_over_what_is_computed_ahead(
        [Values(1, 2)] int nworkers, [Values] bool isByBatch, [Values] bool sizesAreKnown)
    {
        var evaluated = new int[5];
        var batches = Seq.Generate(5, number =>
        {
            Interlocked.Increment(ref evaluated[number]);
            return Numbers[(8 * number)..(8 * (number + 1))];
        });

        // Of two workers, one may read a list late, and have it kept in place of one that the other still needs.
        var cacheSize = nworkers + 1;
        var rows = sizesAreKnown ? batches.Unbatch(8, cacheSize: cacheSize) : batches.Flatten(cacheSize);
        using var ahead = isByBatch
            ? rows.Batch(4, batch => batch.Sum()).AsPrefetched(nworkers, 3)
            : rows.AsPrefetched(nworkers, 6);

        for (var index = 0; index < ahead.Count; index++)
        {
            _ = ahead[index];
        }

        evaluated.ShouldAllBe(times => times <= 2);
    }

    [Test]
    public void A_pass_over_batches_of_batches_evaluates_each_of_them_once_to_any_depth([Range(1, 6)] int depth)
    {
        List<int> evaluated = [];
        SeqView<int> view = Numbers.ToList().AsView();
        for (var level = 0; level < depth; level++)
        {
            view = Noted(evaluated, view.Batch(4)).Unbatch(4);
        }

        view.ShouldBe(Numbers);
        evaluated.Count.ShouldBe(10 * depth);

        evaluated.Clear();
        for (var index = 0; index < view.Count; index++)
        {
            view[index].ShouldBe(index);
        }

        evaluated.Count.ShouldBeInRange(8 * depth, 11 * depth);
    }

    [Test, CancelAfter(120_000)]
    public void What_is_computed_ahead_evaluates_each_batch_once([Values(1, 2, 4)] int nworkers)
    {
        var evaluated = 0;
        var batches = Numbers.Batch(8, batch =>
        {
            Interlocked.Increment(ref evaluated);
            return batch.ToArray();
        });
        using var view = batches.Unbatch(8).AsPrefetched(nworkers, 6);

        view.ShouldBe(Numbers);
        evaluated.ShouldBe(5);
    }

    [Test]
    public void As_many_batches_are_kept_as_said()
    {
        List<int> evaluated = [];
        var view = Noted(evaluated, Numbers.Batch(4)).Unbatch(4, lastSize: 4, cacheSize: 3);
        foreach (var index in (int[])[0, 4, 8, 1, 5, 9, 12, 0])
        {
            view[index].ShouldBe(index);
        }

        evaluated.ShouldBe([0, 4, 8, 12, 0]);

        evaluated.Clear();
        var keepsNone = Noted(evaluated, Numbers.Batch(4)).Unbatch(4, lastSize: 4, cacheSize: 0);
        (keepsNone[0] + keepsNone[1]).ShouldBe(1);
        evaluated.ShouldBe([0, 0]);
        view.Origin.Arguments.ShouldBe("4, lastSize: 4, cacheSize: 3");
        keepsNone.Origin.Arguments.ShouldBe("4, lastSize: 4, cacheSize: 0");
    }

    [Test]
    public void Batches_that_lie_in_memory_are_not_kept()
    {
        List<int[]> batches = [[1, 2], [3]];
        var view = batches.Unbatch(2);
        view.ShouldBe([1, 2, 3]);

        batches[0] = [8, 9];
        batches[1] = [10, 11];
        view.ShouldBe([8, 9, 10, 11]);
    }

    /// <summary>Arrays of batches, which note the first number of each that is evaluated.</summary>
    private static SeqView<int[]> Noted(List<int> evaluated, SeqView<SeqView<int>> batches) => batches.Select(batch =>
    {
        evaluated.Add(batch[0]);
        return batch.ToArray();
    });

    /// <summary>What a pass gives, failed elements as null.</summary>
    internal static IEnumerable<int?> Outcomes(IEnumerable<int> view)
    {
        using var pass = view.GetEnumerator();
        while (true)
        {
            int? outcome = null;
            try
            {
                if (!pass.MoveNext())
                {
                    yield break;
                }

                outcome = pass.Current;
            }
            catch (EvaluationException)
            {
            }

            yield return outcome;
        }
    }

    private sealed class FailingList : IReadOnlyList<int>
    {
        public int Count => 2;

        public int this[int index] => throw new FormatException();

        public IEnumerator<int> GetEnumerator() => throw new FormatException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
