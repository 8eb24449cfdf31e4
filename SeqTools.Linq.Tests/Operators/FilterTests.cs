using CsCheck;
using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Operators;

internal sealed class FilterTests
{
    [Test]
    public void It_has_the_elements_that_fit_by_index_and_in_a_row() =>
        Gen.Select(Gen.Int[0, 5].Array[0, 40], Gen.Int[1, 4]).Sample((numbers, divisor) =>
        {
            int[] expected = [.. numbers.Where(n => n % divisor == 0)];
            var read = numbers.Filter(n => n % divisor == 0);
            var enumerated = numbers.Filter(n => n % divisor == 0);
            var counted = numbers.Filter(n => n % divisor == 0);

            for (var i = 0; i < expected.Length; i++)
            {
                read[i].ShouldBe(expected[i]);
            }

            Should.Throw<ArgumentOutOfRangeException>(() => read[expected.Length]).ParamName.ShouldBe("index");
            enumerated.ShouldBe(expected);
            enumerated.ShouldBe(expected);
            counted.Count.ShouldBe(expected.Length);
            counted.ToArray().ShouldBe(expected);
            counted.ToList().ShouldBe(expected);
        });

    [Test]
    public void Whatever_is_read_in_whatever_order_the_elements_are_the_same_and_each_position_is_judged_once() =>
        Gen.Select(Gen.Bool.Array[0, 60], Gen.Int[0, 70].Array[1, 20]).Sample((fits, reads) =>
        {
            var calls = new int[fits.Length];
            var view = Seq.Range(0, fits.Length).Filter(n =>
            {
                calls[n]++;
                return fits[n];
            });
            int[] expected = [.. Enumerable.Range(0, fits.Length).Where(n => fits[n])];
            foreach (var read in reads)
            {
                view.ElementAtOrDefault(read).ShouldBe(expected.ElementAtOrDefault(read));
                view.Skip(read).Take(2).ShouldBe(expected.AsEnumerable().Skip(read).Take(2));
                view.AsEnumerable().Take(read).ShouldBe(expected.AsEnumerable().Take(read));
                calls.ShouldAllBe(call => call <= 1);
            }

            view.Count.ShouldBe(expected.Length);
            calls.ShouldAllBe(call => call == 1);
        });

    [Test]
    public void A_read_looks_no_further_than_it_must()
    {
        List<int> judged = [];
        var view = Seq.Range(0, 100).Filter(n => Note(judged, n) % 10 == 9);
        judged.ShouldBeEmpty();

        view[1].ShouldBe(19);
        judged.ShouldBe(Enumerable.Range(0, 20));

        view[0].ShouldBe(9);
        view.Take(2).ToArray().ShouldBe([9, 19]);
        view.Take(2).ShouldBe([9, 19]);
        view[..2].Count.ShouldBe(2);
        judged.Count.ShouldBe(20);

        view.Skip(1).AsEnumerable().First().ShouldBe(19);
        view.Count.ShouldBe(10);
        judged.ShouldBe(Enumerable.Range(0, 100));
    }

    [Test]
    public void The_elements_are_evaluated_anew_and_by_the_enumeration_that_finds_them_once()
    {
        List<int> evaluated = [];
        var view = Stages.Noted(evaluated, 4).Filter(n => n % 2 == 1);

        view.ShouldBe([1, 3]);
        evaluated.ShouldBe([0, 1, 2, 3]);

        evaluated.Clear();
        view.ShouldBe([1, 3]);
        view[1].ShouldBe(3);
        evaluated.ShouldBe([1, 3, 3]);
    }

    [Test]
    public void Filters_of_filters_evaluate_an_element_as_often_as_one_does([Values] bool isMappedBetween)
    {
        const int Many = 100;
        List<int> evaluated = [];
        var calls = 0;
        var view = Stages.Noted(evaluated, 4);
        for (var level = 0; level < Many; level++)
        {
            view = view.Filter(_ => calls++ >= 0);
            view = isMappedBetween ? view.Select(n => n) : view;
        }

        view[2].ShouldBe(2);

        evaluated.ShouldBe([0, 1, 2, 2]);
        calls.ShouldBe(3 * Many);
    }

    [Test]
    public void Filters_of_filters_evaluate_an_element_that_fails_as_often_as_one_does()
    {
        var evaluated = 0;
        var failing = Seq.Range(0, 4).Select(n => evaluated++ < 0 ? n : throw new FormatException());
        var view = Enumerable.Range(0, 100).Aggregate(failing, (inner, _) => inner.Filter(n => true));

        Should.Throw<EvaluationException>(() => view[0]).Trail.Count.ShouldBe(101);

        evaluated.ShouldBe(2);
    }

    [Test]
    public void Filters_of_slices_of_filters_evaluate_an_element_as_often_as_one_does()
    {
        const int Many = 50;
        List<int> evaluated = [];
        var view = Stages.Noted(evaluated, 2 * Many);
        for (var level = 0; level < Many; level++)
        {
            view = view.Filter(n => true).Skip(1).TakeEvery(1).Take(2 * Many);
        }

        view[2].ShouldBe(Many + 2);

        evaluated.ShouldBe([.. Enumerable.Range(0, Many + 3), Many + 2]);
    }

    [Test]
    public void Filters_of_slices_of_filters_evaluate_an_element_that_fails_as_often_as_one_does()
    {
        const int Many = 50;
        List<int> evaluated = [];
        var view = Stages.Noted(evaluated, 2 * Many).Select(n => n == Many ? throw new FormatException() : n);
        for (var level = 0; level < Many; level++)
        {
            view = view.Filter(n => true).Skip(1);
        }

        Should.Throw<EvaluationException>(() => view[0]).Trail.Count.ShouldBe((2 * Many) + 1);

        evaluated.ShouldBe([.. Enumerable.Range(0, Many + 1), Many]);
    }

    [Test]
    public void An_enumeration_is_never_ahead_of_its_reader()
    {
        List<int> judged = [];
        using var elements = Seq.Range(0, 9).Filter(n => Note(judged, n) % 3 == 1).GetEnumerator();
        judged.ShouldBeEmpty();

        elements.MoveNext().ShouldBeTrue();
        judged.Count.ShouldBe(2);
        elements.MoveNext().ShouldBeTrue();
        (elements.Current, judged.Count).ShouldBe((4, 5));
    }

    [Test]
    public void After_the_end_an_enumerator_stays_there_with_a_default_current()
    {
        using var elements = new[] { 1, 2 }.Filter(n => n == 1).GetEnumerator();
        elements.MoveNext().ShouldBeTrue();

        elements.MoveNext().ShouldBeFalse();
        (elements.MoveNext(), elements.Current).ShouldBe((false, 0));
    }

    [Test]
    public void The_count_is_unknown_until_the_end_was_found()
    {
        var view = Seq.Range(0, 4).Filter(n => n > 1);
        view.Explain().ShouldContain("Filter(n => n > 1)  count unknown");
        view.Select(n => n).Take(3).Explain().ShouldContain("Take(3)  count unknown");

        view.Count.ShouldBe(2);

        view.Explain().ShouldContain("Filter(n => n > 1)  2 elements");
    }

    [Test]
    public void What_is_appended_is_seen_until_the_end_was_found()
    {
        List<int> source = [1, 2];
        var view = source.Filter(n => n % 2 == 0);
        view[0].ShouldBe(2);

        source.Add(4);
        view.Count.ShouldBe(2);

        source.Add(6);
        (view.Count, view[^1]).ShouldBe((2, 4));
        view.ShouldBe([2, 4]);
    }

    [Test]
    public void A_list_that_shrank_is_refused_at_the_read()
    {
        List<int> source = [1, 2, 3, 4];
        var view = source.Filter(n => n % 2 == 0);
        var negated = view.Select(n => -n);
        view.Count.ShouldBe(2);

        source.RemoveRange(2, 2);

        view[0].ShouldBe(2);
        Should.Throw<ArgumentOutOfRangeException>(() => view[1]).ParamName.ShouldBe("index");
        Should.Throw<ArgumentOutOfRangeException>(() => negated[1]).Message
            .ShouldContain("There is no element 1 any more in Filter(n => n % 2 == 0)");
        Should.Throw<ArgumentOutOfRangeException>(() => view.ToList());
        Should.Throw<ArgumentOutOfRangeException>(() => view.Sum());
    }

    [Test]
    public void A_failure_has_the_index_that_was_asked_for_and_the_next_read_tries_again()
    {
        var isBroken = true;
        List<int> judged = [];
        var view = Seq.Range(0, 6)
            .Filter(n => Note(judged, n) != 3 || !isBroken ? n % 2 == 1 : throw new FormatException())
            .Select(n => n);
        view[0].ShouldBe(1);

        Stages.Of(() => view[1]).ShouldBe("Select[1] Filter[1]");
        Stages.Of(() => view[2]).ShouldBe("Select[2] Filter[2]");
        Stages.Of(() => view.Count).ShouldBe("Select[-1] Filter[-1]");
        Should.Throw<EvaluationException>(() => view[1]).Input.ShouldBe(3);
        judged.Where(n => n != 3).ShouldBe([0, 1, 2]);

        isBroken = false;
        view.ShouldBe([1, 3, 5]);
        view.Count.ShouldBe(3);
        judged.Where(n => n != 3).ShouldBe([0, 1, 2, 4, 5]);
    }

    [Test]
    public void An_element_that_cannot_be_judged_is_a_failure_of_the_read_that_had_to_pass_it()
    {
        var view = Stages.FailingAt(2, 5).Filter(n => n % 2 == 1);

        view[0].ShouldBe(1);
        Stages.Of(() => view[1]).ShouldBe("Filter[1] Generate[2]");
        Stages.Of(() => view.Count).ShouldBe("Filter[-1] Generate[2]");
        Stages.Of(() => view.ToArray()).ShouldBe("Filter[1] Generate[2]");
        Stages.Of(() => view.Sum()).ShouldBe("Filter[1] Generate[2]");
    }

    [Test]
    public void An_enumeration_gives_what_comes_before_a_failure_and_goes_on_behind_it()
    {
        Stages.Tolerantly(Stages.FailingAt(2, 6).Filter(n => n != 4), -1).ShouldBe([0, 1, -1, 3, 5]);
        Stages.Tolerantly(Seq.Range(0, 6).Filter(n => n is 0 or 5 ? throw new FormatException() : n % 2 == 0), -1)
            .ShouldBe([-1, 2, 4, -1]);
    }

    [Test]
    public void A_number_of_elements_is_not_known_where_one_fails_on_the_way()
    {
        Func<SeqView<int>, SeqView<int>>[] parts =
        [
            view => view.Skip(0), view => view[0..], view => view.Take(5), view => view.Skip(1).Take(9),
            view => view.DefaultIfEmpty().Take(5), view => view.TakeEvery(2).Take(9), view => view.Filter(_ => true),
            view => view.Concat(view).Take(20), view => view.Zip(view, (a, _) => a).Take(9),
            view => view.Recover(_ => -1).Skip(0),
        ];

        foreach (var part in parts)
        {
            Should.Throw<EvaluationException>(() => part(FailingBehindTheFirst()).Count)
                .Index.ShouldBe(EvaluationFrame.NoIndex);
        }

        FailingBehindTheFirst().Take(1).Count.ShouldBe(1);
    }

    [Test]
    public void An_enumeration_above_that_goes_on_after_a_failure_ends_where_the_list_does()
    {
        Func<SeqView<int>, SeqView<int>>[] stages =
        [
            view => view.Skip(0), view => view.Take(10), view => view.Filter(_ => true), view => view.Memoize(),
            view => view.AsCached(4), view => view.Recover(_ => throw new FormatException()).Skip(0),
            view => view.AsPrefetched(1, 4),
        ];

        foreach (var stage in stages)
        {
            StepsOf(stage(FailingBehindTheFirst())).ShouldBe(["1", "!", "!", "!", "end"]);
        }

        FailingBehindTheFirst().Recover(_ => -1).ShouldBe([1, -1, -1, -1]);
        FailingBehindTheFirst().AsResults().Skip(0).ToArray().Count(result => result.IsSuccess).ShouldBe(1);
    }

    [Test]
    public void A_sequence_that_fails_has_nothing_behind()
    {
        Func<SeqView<int>, SeqView<int>>[] stages =
            [view => view, view => view.Skip(0), view => view.Filter(_ => true), view => view.AsPrefetched(1, 4)];

        foreach (var stage in stages)
        {
            StepsOf(stage(Failing().AsIndexable())).ShouldBe(["1", "2", "!", "end"]);
        }

        Failing().AsIndexable().Recover(_ => -1).ShouldBe([1, 2, -1]);
        Stages.Of(() => Failing().AsIndexable()[7]).ShouldBe("AsIndexable[7]");
        Stages.Of(() => Failing().AsIndexable().Skip(1).Select(n => n)[6]).ShouldBe("Select[6] Skip[6] AsIndexable[7]");

        static IEnumerable<int> Failing()
        {
            yield return 1;
            yield return 2;
            throw new FormatException();
        }
    }

    private static SeqView<int> FailingBehindTheFirst() =>
        new[] { 1, 2, 3, 4 }.Filter(n => n == 2 ? throw new FormatException() : true);

    /// <summary>What a loop that goes on after failures gets, in no more steps than need be.</summary>
    private static List<string> StepsOf(SeqView<int> view)
    {
        List<string> steps = [];
        using var elements = ((IEnumerable<int>)view).GetEnumerator();
        while (steps.Count < 12 && steps is not [.., "end"])
        {
            try
            {
                steps.Add(elements.MoveNext() ? $"{elements.Current}" : "end");
            }
            catch (EvaluationException)
            {
                steps.Add("!");
            }
        }

        return steps;
    }

    [Test]
    public void What_was_judged_behind_a_failure_is_not_judged_again() =>
        Gen.Select(Gen.Int[0, 2].Array[1, 150], Gen.Int[0, 3].Array[1, 6]).Sample((kinds, passes) =>
        {
            var isBroken = true;
            var calls = new int[kinds.Length];
            var view = Seq.Range(0, kinds.Length).Filter(n =>
            {
                if (kinds[n] == 2 && isBroken)
                {
                    throw new FormatException();
                }

                calls[n]++;
                return kinds[n] != 1;
            });
            var expected = Expected();
            foreach (var pass in passes)
            {
                Stages.Tolerantly(view, -1).ShouldBe(expected);
                isBroken = pass > 0;
                _ = Failing(() => view.ElementAtOrDefault(pass * 10));
                isBroken = true;
                expected = Expected();
            }

            isBroken = false;
            view.ShouldBe(Enumerable.Range(0, kinds.Length).Where(n => kinds[n] != 1));
            view.Count.ShouldBe(kinds.Count(kind => kind != 1));
            calls.ShouldAllBe(call => call == 1);

            List<int> Expected() =>
            [
                .. Enumerable.Range(0, kinds.Length)
                    .Where(n => kinds[n] != 1).Select(n => kinds[n] == 2 && calls[n] == 0 ? -1 : n),
            ];
        });

    [Test]
    public void Where_errors_pass_through_they_are_the_users_own()
    {
        var thrown = new FormatException();
        var view = Seq.Range(0, 4).Filter(n => n == 2 ? throw thrown : true);
        using (SeqErrors.Use(ErrorMode.Passthrough))
        {
            view[1].ShouldBe(1);
            Should.Throw<FormatException>(() => view[2]).ShouldBeSameAs(thrown);
            Should.Throw<FormatException>(() => view.Count).ShouldBeSameAs(thrown);
            Should.Throw<FormatException>(() => view.Sum()).ShouldBeSameAs(thrown);
        }
    }

    [Test]
    public void A_predicate_or_an_element_that_reads_what_is_not_found_of_the_view_is_refused()
    {
        FilteredView<int>? byPredicate = null, byElement = null, bySibling = null;
        byPredicate = Seq.Range(0, 4).Filter(n => n < byPredicate!.Count);
        byElement = Seq.Generate(4, i => i == 0 ? 0 : byElement![i]).Filter(_ => true);
        bySibling = Seq.Range(0, 4).Filter(n => n == 0 || bySibling![n - 1] == n - 1);

        Should.Throw<EvaluationException>(() => byPredicate[0])
            .InnerException.ShouldBeOfType<InvalidOperationException>();
        Should.Throw<EvaluationException>(() => byElement[1])
            .InnerException.ShouldBeOfType<InvalidOperationException>();
        bySibling.ShouldBe([0, 1, 2, 3]);
    }

    [Test]
    public void A_ring_through_another_view_that_keeps_and_another_thread_is_refused()
    {
        using var isLooking = new ManualResetEventSlim();
        using var isEvaluating = new ManualResetEventSlim();
        SeqView<int>? kept = null;
        var view = Seq.Range(0, 2).Filter(n =>
        {
            isLooking.Set();
            isEvaluating.Wait(Patience.Limit);
            return kept![n] >= 0;
        });
        kept = Seq.Generate(2, i =>
        {
            isEvaluating.Set();
            isLooking.Wait(Patience.Limit);
            return view[i];
        }).Memoize();

        var looking = Patience.Start(() => Should.Throw<EvaluationException>(() => view[0]));
        var evaluating = Patience.Start(() => Should.Throw<EvaluationException>(() => kept[0]));

        Patience.Await(looking).InnerException.ShouldBeOfType<InvalidOperationException>();
        Patience.Await(evaluating).InnerException.ShouldBeOfType<InvalidOperationException>();
    }

    [Test]
    public void Who_reads_what_was_found_does_not_wait_for_who_looks()
    {
        using var isHeld = new ManualResetEventSlim();
        using var isReleased = new ManualResetEventSlim();
        var view = Seq.Range(0, 4).Filter(n =>
        {
            if (n == 2)
            {
                isHeld.Set();
                isReleased.Wait(Patience.Limit);
            }

            return true;
        });
        view[1].ShouldBe(1);
        var counting = Patience.Start(() => view.Count);
        isHeld.Wait(Patience.Limit).ShouldBeTrue();

        view[0].ShouldBe(0);
        view.Take(2).ShouldBe([0, 1]);
        counting.IsCompleted.ShouldBeFalse();

        isReleased.Set();
        Patience.Await(counting).ShouldBe(4);
    }

    [Test]
    public void Threads_that_read_at_once_find_the_same_and_judge_each_position_once([Range(1, 5)] int seed)
    {
        const int Length = 3000;
        var calls = new int[Length];
        var view = Seq.Range(0, Length).Filter(n =>
        {
            Interlocked.Increment(ref calls[n]);
            return SplitMix.Hash((ulong)n) % 3 == 0;
        });
        int[] expected = [.. Enumerable.Range(0, Length).Where(n => SplitMix.Hash((ulong)n) % 3 == 0)];

        Task[] readers =
        [
            Patience.Start(() => view.Count.ShouldBe(expected.Length)),
            Patience.Start(() => view.ShouldBe(expected)),
            Patience.Start(() => view.AsEnumerable().Take(500).ShouldBe(expected.AsEnumerable().Take(500))),
            .. Enumerable.Range(0, 3).Select(reader => Patience.Start(() =>
            {
                var random = new Random((seed * 10) + reader);
                for (var i = 0; i < 500; i++)
                {
                    var index = random.Next(expected.Length);
                    view[index].ShouldBe(expected[index]);
                }
            })),
        ];

        Array.ForEach(readers, Patience.Await);
        calls.ShouldAllBe(call => call == 1);
    }

    [Test]
    public void It_can_be_computed_ahead_and_filtered_again()
    {
        var view = Seq.Range(0, 100).Filter(n => n % 2 == 0).Filter(n => n % 3 == 0).Select(n => -n);
        using var prefetched = view.AsPrefetched(nworkers: 2, maxBuffered: 4);

        prefetched.ShouldBe(Enumerable.Range(0, 100).Where(n => n % 6 == 0).Select(n => -n));
    }

    [Test]
    public void An_endless_list_has_elements_that_fit() =>
        Seq.Generate(int.MaxValue, i => i).Filter(n => n % 7 == 0)[3].ShouldBe(21);

    private static int Note(List<int> notes, int n)
    {
        notes.Add(n);
        return n;
    }

    private static bool Failing(Action read)
    {
        try
        {
            read();
            return false;
        }
        catch (EvaluationException)
        {
            return true;
        }
    }
}
