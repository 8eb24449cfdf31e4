using System.Collections;
using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Retaining;

internal sealed class AsIndexableTests
{
    [Test]
    public void Any_number_of_cursors_may_be_allowed()
    {
        var opened = 0;
        IEnumerable<int> Numbers()
        {
            opened++;
            for (var n = 0; n < 10; n++)
            {
                yield return n;
            }
        }

        using var view = Numbers().AsIndexable(10, cursors: int.MaxValue);

        Enumerable.Range(1, 10).Select(n => view[^n]).ShouldBe(Enumerable.Range(0, 10).Reverse());
        opened.ShouldBeGreaterThan(1);
    }

    [Test]
    public void It_has_the_elements_of_the_sequence(
        [Values] bool isCountGiven, [Values(0, 3)] int cacheSize, [Values(1, 3)] int cursors)
    {
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var view = new NumberStream(20).AsIndexable(isCountGiven ? 20 : null, cacheSize, cursors);

        for (var read = 0; read < 200; read++)
        {
            var index = random.Next(20);
            view[index].ShouldBe(index);
        }

        view.Count.ShouldBe(20);
        view.ShouldBe(Enumerable.Range(0, 20));
        view.ToArray().ShouldBe(Enumerable.Range(0, 20));
        view[5..8].ShouldBe([5, 6, 7]);
        Should.Throw<ArgumentOutOfRangeException>(() => view[20]).ParamName.ShouldBe("index");
        Should.Throw<ArgumentOutOfRangeException>(() => view[-1]).ParamName.ShouldBe("index");
    }

    [Test]
    public void Building_it_enumerates_nothing()
    {
        var stream = new NumberStream(10);

        stream.AsIndexable().ToString().ShouldStartWith("AsIndexable(cacheSize: 0, cursors: 1) in ");

        stream.Opened.ShouldBe(0);
        Should.NotThrow(() => new UntouchableList<int>().AsIndexable());
    }

    [Test]
    public void Reading_forward_makes_a_step_a_read([Values] bool isCountGiven)
    {
        var stream = new NumberStream(100);
        var view = stream.AsIndexable(isCountGiven ? 100 : null);

        stream.StepsOf(() => Read(view, Enumerable.Range(0, 100))).ShouldBe(100);
        stream.Opened.ShouldBe(1);
    }

    [Test]
    public void Reading_with_a_stride_passes_over_the_sequence_once()
    {
        var stream = new NumberStream(100);
        var view = stream.AsIndexable(100);

        stream.StepsOf(() => Read(view, Enumerable.Range(0, 10).Select(i => 10 * i))).ShouldBe(91);
    }

    [Test]
    public void Two_interleaved_readers_have_a_cursor_each()
    {
        var stream = new NumberStream(200);
        var view = stream.AsIndexable(200, cursors: 2);

        stream.StepsOf(() => Read(view, Enumerable.Range(0, 100).SelectMany(i => new[] { i, 100 + i })))
            .ShouldBe(201 + 100 - 1);
        stream.Opened.ShouldBe(2);
    }

    [Test]
    public void Reading_the_same_element_again_makes_no_step([Values(3, 9)] int index)
    {
        var stream = new NumberStream(10);
        var view = stream.AsIndexable(10);
        _ = view[index];

        stream.StepsOf(() => Read(view, [index, index])).ShouldBe(0);
    }

    [Test]
    public void Going_back_a_little_is_served_by_the_cache()
    {
        var stream = new NumberStream(100);
        var view = stream.AsIndexable(100, cacheSize: 4);

        stream.StepsOf(() => Read(view, Enumerable.Range(0, 96).SelectMany(i => new[] { i + 3, i, i + 1 })))
            .ShouldBe(99);
    }

    [Test]
    public void Going_back_without_a_cache_starts_over()
    {
        var stream = new NumberStream(100);
        var view = stream.AsIndexable(100);

        stream.StepsOf(() => Read(view, [9, 4])).ShouldBe(10 + 5);
    }

    [Test]
    public void Reading_by_index_does_not_count_and_counting_is_done_once()
    {
        var stream = new NumberStream(100);
        var view = stream.AsIndexable();
        stream.StepsOf(() => Read(view, [4])).ShouldBe(5);
        view.Explain().ShouldContain("count unknown");

        stream.StepsOf(() => view.Count.ShouldBe(100)).ShouldBe(100);
        stream.StepsOf(() => view.Count.ShouldBe(100)).ShouldBe(0);
        stream.StepsOf(() => Read(view, [5])).ShouldBe(1);
    }

    [Test]
    public void An_enumeration_is_one_pass_of_its_own_and_learns_the_count()
    {
        var stream = new NumberStream(100);
        var view = stream.AsIndexable();
        _ = view[10];

        stream.StepsOf(() => view.ShouldBe(Enumerable.Range(0, 100))).ShouldBe(100);
        stream.StepsOf(() => view.Count.ShouldBe(100)).ShouldBe(0);
        stream.StepsOf(() => Read(view, [11])).ShouldBe(1);
    }

    [Test]
    public void Batches_are_read_by_the_cursors_one_after_the_other()
    {
        var stream = new NumberStream(100);
        var view = stream.AsIndexable(100);

        stream.StepsOf(() => view.Batch(10).Select(batch => batch.Sum()).Sum().ShouldBe(4950)).ShouldBe(100);
    }

    [Test]
    public void The_count_of_a_collection_is_its_own_and_live()
    {
        var queue = new Queue<int>([1, 2]);
        var view = queue.AsIndexable();
        view.Count.ShouldBe(2);
        view[1].ShouldBe(2);

        queue.Enqueue(3);

        view.Count.ShouldBe(3);
        view[2].ShouldBe(3);
    }

    [Test]
    public void A_collection_that_cannot_be_counted_is_a_failure_with_its_cause()
    {
        var view = new Uncountable().AsIndexable();

        Should.Throw<EvaluationException>(() => view.Count).InnerException.ShouldBeOfType<TimeoutException>();
    }

    [Test]
    public void A_list_is_read_by_index()
    {
        var list = new CountingList<int>([1, 2, 3]);
        IEnumerable<int> sequence = list;
        var view = sequence.AsIndexable();

        view[2].ShouldBe(3);

        (list.Reads, list.Enumerations).ShouldBe((1, 0));
        view.ShouldBe([1, 2, 3]);
        list.Enumerations.ShouldBe(1);
    }

    [Test]
    public void Elements_that_are_missing_are_an_error_where_they_are_read()
    {
        var view = new NumberStream(3).AsIndexable(5);
        view[2].ShouldBe(2);

        IsBrokenAt(view, 4, $"The sequence of {view} ended after 3 elements.");
    }

    [Test]
    public void Elements_beyond_the_count_are_an_error_where_the_last_one_is_read([Values(0, 3)] int cacheSize)
    {
        var view = new NumberStream(5).AsIndexable(3, cacheSize);
        view[1].ShouldBe(1);

        IsBrokenAt(view, 2, $"The sequence of {view} goes on after 3 elements.");
    }

    /// <summary>
    /// However often it is read, while others can be read; and once in an enumeration, behind three elements.
    /// </summary>
    private static void IsBrokenAt(SeqView<int> view, int index, string message)
    {
        for (var read = 0; read < 2; read++)
        {
            Should.Throw<InvalidOperationException>(() => view[index]).Message.ShouldBe(message);
        }

        view[1].ShouldBe(1);
        using var elements = view.GetEnumerator();
        (elements.MoveNext(), elements.MoveNext(), elements.MoveNext()).ShouldBe((true, true, true));
        Should.Throw<InvalidOperationException>(() => elements.MoveNext());
        elements.MoveNext().ShouldBeFalse();
    }

    [Test]
    public void What_the_sequence_throws_is_wrapped_and_the_next_read_starts_over([Values] bool isCountGiven)
    {
        var stream = new NumberStream(10) { Broken = 5 };
        var view = stream.AsIndexable(isCountGiven ? 10 : null).Reverse();
        if (!isCountGiven)
        {
            Should.Throw<EvaluationException>(() => view.Count).Trail.Select(frame => frame.ToString().Split('(')[0])
                .ShouldBe(["Reverse", "AsIndexable"]);
            stream.Broken = -1;
            view.Count.ShouldBe(10);
            stream.Broken = 5;
        }

        Stages.Of(() => view[2]).ShouldBe("Reverse[2] AsIndexable[7]");
        stream.Open.ShouldBe(0);
        view[5].ShouldBe(4);
        stream.Broken = -1;
        view[2].ShouldBe(7);
    }

    [Test]
    public void Where_an_enumeration_failed_is_not_taken_for_the_end([Values] bool isCountGiven)
    {
        var stream = new NumberStream(10) { Broken = 1 };
        var view = stream.AsIndexable(isCountGiven ? 10 : null);
        using var elements = view.GetEnumerator();

        elements.MoveNext().ShouldBeTrue();
        Should.Throw<EvaluationException>(() => elements.MoveNext()).Index.ShouldBe(1);
        elements.MoveNext().ShouldBeFalse();

        stream.Broken = -1;
        view.Count.ShouldBe(10);
        view[9].ShouldBe(9);
    }

    [Test]
    public void What_the_sequence_throws_on_the_way_to_an_element_is_told_with_that_element()
    {
        var view = new NumberStream(10) { Broken = 5 }.AsIndexable();

        Stages.Of(() => view[7]).ShouldBe("AsIndexable[7]");
    }

    [Test]
    public void Enumerators_are_disposed_at_the_end_at_a_restart_and_with_the_view()
    {
        var stream = new NumberStream(10);
        var view = stream.AsIndexable(10, cursors: 2);
        _ = view[9];
        stream.Open.ShouldBe(0);

        _ = (view[5], view[3]);
        stream.Open.ShouldBe(2);

        _ = (view[1], view[0]);
        stream.Open.ShouldBe(2);

        view.Dispose();
        stream.Open.ShouldBe(0);
        Should.Throw<ObjectDisposedException>(() => view[3]);
        view.Sum().ShouldBe(45);
    }

    [Test]
    public void An_enumerator_is_disposed_where_it_ends_and_where_it_goes_on_too_long()
    {
        var disposed = 0;
        var view = new Tracked(3, () => disposed++).AsIndexable();
        Should.Throw<ArgumentOutOfRangeException>(() => view[7]);
        disposed.ShouldBe(1);
        view[2].ShouldBe(2);

        var stream = new NumberStream(5);
        Should.Throw<InvalidOperationException>(() => stream.AsIndexable(3)[2]);
        stream.Open.ShouldBe(0);
    }

    [Test]
    public void What_an_enumerator_has_at_its_end_is_not_asked_for()
    {
        var view = new[] { 0, 1, 2 }.AsIndexable(5);

        Should.Throw<InvalidOperationException>(() => view[4]).Message.ShouldContain("ended after 3 elements");
        Should.Throw<InvalidOperationException>(() => view.Sum()).Message.ShouldContain("ended after 3 elements");
    }

    [Test]
    public void A_sequence_that_counts_its_own_view_is_an_error()
    {
        IndexableView<int> view = null!;
        view = Enumerable.Range(0, 3).Select(_ => view.Count).Where(_ => true).AsIndexable();

        Should.Throw<EvaluationException>(() => view[0]).InnerException.ShouldBeOfType<InvalidOperationException>();
        Should.Throw<EvaluationException>(() => view.Count).InnerException.ShouldBeOfType<InvalidOperationException>();
    }

    [Test]
    public void A_view_that_was_disposed_of_counts_nothing_and_tells_of_no_element()
    {
        var stream = new NumberStream(3);
        var view = stream.AsIndexable();
        view.Dispose();

        Should.Throw<ObjectDisposedException>(() => view.Count);
        Should.Throw<ObjectDisposedException>(() => view.Length.Holds(0));
        stream.Opened.ShouldBe(0);
    }

    [Test]
    public void A_sequence_that_reads_its_own_view_is_an_error()
    {
        IndexableView<int> view = null!;
        view = Numbers().AsIndexable(3);

        Should.Throw<EvaluationException>(() => view[2]).InnerException.ShouldBeOfType<InvalidOperationException>();

        IEnumerable<int> Numbers()
        {
            yield return 1;
            yield return view[0] + 1;
            yield return 3;
        }
    }

    [Test]
    public void Values_that_are_stepped_over_are_discarded_and_those_that_are_read_are_not()
    {
        List<int> discarded = [];
        var stream = new NumberStream(10);
        var view = stream.AsIndexable(10, options: new() { OnDiscard = discarded.Add });

        view[3].ShouldBe(3);
        view[4].ShouldBe(4);
        view[6].ShouldBe(6);

        discarded.ShouldBe([0, 1, 2, 5]);
        view.Dispose();
        discarded.ShouldBe([0, 1, 2, 5]);
    }

    [Test]
    public void A_value_is_discarded_when_it_leaves_the_cache_without_having_been_read()
    {
        List<int> discarded = [];
        var view = new NumberStream(10).AsIndexable(10, cacheSize: 2, options: new() { OnDiscard = discarded.Add });

        view[3].ShouldBe(3);
        discarded.ShouldBe([0]);
        view[2].ShouldBe(2);
        view[5].ShouldBe(5);
        discarded.ShouldBe([0]);

        view.Dispose();
        view.Dispose();
        discarded.ShouldBe([0, 1, 4]);
    }

    [Test]
    public void A_value_that_was_read_is_its_readers_alone_and_reading_it_again_goes_there_again()
    {
        var stream = new NumberStream(10);
        var view = stream.AsIndexable(10, cacheSize: 2, options: new() { OnDiscard = _ => { } });
        _ = view[3];

        stream.StepsOf(() => Read(view, [3])).ShouldBe(4);
        stream.StepsOf(() => Read(view, [2])).ShouldBe(0);
        stream.StepsOf(() => Read(view, [2])).ShouldBe(3);
    }

    [Test]
    public void Whether_there_is_an_element_is_found_out_without_taking_it()
    {
        List<int> discarded = [];
        var stream = new NumberStream(3);
        using var view = stream.AsIndexable(options: new() { OnDiscard = discarded.Add });
        List<int> read = [];

        stream.StepsOf(() =>
        {
            for (var i = 0; i < 3; i++)
            {
                read.Add(view[i]);
            }
        }).ShouldBe(3);

        Should.Throw<ArgumentOutOfRangeException>(() => view[3]);
        read.ShouldBe([0, 1, 2]);
        discarded.ShouldBeEmpty();
    }

    [Test]
    public void A_read_beyond_the_end_takes_no_element()
    {
        List<int> discarded = [];
        var view = new NumberStream(3).AsIndexable(options: new() { OnDiscard = discarded.Add });

        Should.Throw<ArgumentOutOfRangeException>(() => view[7]);
        view.Dispose();

        discarded.ShouldBe([0, 1, 2]);
    }

    [Test]
    public void Values_that_are_counted_are_discarded()
    {
        List<int> discarded = [];

        new NumberStream(3).AsIndexable(options: new() { OnDiscard = discarded.Add }).Count.ShouldBe(3);

        discarded.ShouldBe([0, 1, 2]);
    }

    [Test]
    public void Values_that_were_not_to_be_there_are_discarded([Values(0, 3)] int cacheSize)
    {
        List<int> discarded = [];
        var view = new NumberStream(5).AsIndexable(3, cacheSize, options: new() { OnDiscard = discarded.Add });

        Should.Throw<InvalidOperationException>(() => view[2]);
        view.Dispose();
        discarded.Order().ShouldBe([0, 1, 2, 3]);

        discarded.Clear();
        Should.Throw<InvalidOperationException>(() => view.Sum());
        discarded.ShouldBe([3]);
    }

    [Test]
    public void What_a_callback_throws_stops_no_cursor_and_is_thrown_by_the_read_in_the_end()
    {
        var stream = new NumberStream(10);
        var refusals = 0;
        var view = stream.AsIndexable(
            10, options: new() { OnDiscard = n => throw new IOException($"{n}, {++refusals}") });

        var failure = Should.Throw<EvaluationException>(() => view.Reverse()[6]);

        failure.InnerException.ShouldBeOfType<AggregateException>()
            .InnerExceptions.Select(inner => inner.Message)
            .ShouldBe(["0, 1", "1, 2", "2, 3"]);
        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Index)).ShouldBe(
            [("Reverse", 6), ("AsIndexable", 3)]);
        stream.StepsOf(() => Read(view, [3])).ShouldBe(0);
        Should.Throw<EvaluationException>(() => view[5])
            .InnerException.ShouldBeOfType<IOException>()
            .Message.ShouldBe("4, 4");
        Should.Throw<IOException>(view.Dispose).Message.ShouldBe("5, 5");
    }

    [Test]
    public void All_enumerators_are_disposed_of_though_some_fail([Values(1, 2)] int failing)
    {
        var disposed = 0;
        var view = Numbers().AsIndexable(10, cursors: 3);
        _ = (view[7], view[5], view[3]);

        var failure = Should.Throw<Exception>(view.Dispose);

        disposed.ShouldBe(3);
        (failure is AggregateException several ? several.InnerExceptions.Count : 1).ShouldBe(failing);
        Should.NotThrow(view.Dispose);

        IEnumerable<int> Numbers()
        {
            try
            {
                for (var i = 0; i < 10; i++)
                {
                    yield return i;
                }
            }
            finally
            {
                if (++disposed <= failing)
                {
                    throw new IOException();
                }
            }
        }
    }

    [Test]
    public void A_sequence_of_a_single_pass_is_never_started_over()
    {
        var stream = new NumberStream(10);
        var view = stream.AsIndexable(10, cacheSize: 2, options: new() { SinglePass = true });
        Read(view, [4, 3, 2, 4, 7, 7, 6]);

        var failure = Should.Throw<InvalidOperationException>(() => view[4]);

        failure.Message.ShouldBe(
            $"Element 4 of {view} can't be reached any more: its sequence is enumerated once, "
            + "and that has come to element 7.");
        Read(view, [8, 9, 9, 8, 7]);
        (stream.Opened, stream.Open).ShouldBe((1, 0));
    }

    [Test]
    public void A_single_pass_that_has_failed_is_over()
    {
        var stream = new NumberStream(10) { Broken = 5 };
        var view = stream.AsIndexable(10, options: new() { SinglePass = true });

        Should.Throw<EvaluationException>(() => view[7]).InnerException.ShouldBeOfType<FormatException>();

        Should.Throw<InvalidOperationException>(() => view[7]).Message.ShouldEndWith("has come to element 4.");
        stream.Opened.ShouldBe(1);
    }

    [Test]
    public void A_foreach_over_a_single_pass_goes_on_with_the_cursor([Values] bool isCountGiven)
    {
        var stream = new NumberStream(5);
        var view = stream.AsIndexable(isCountGiven ? 5 : null, options: new() { SinglePass = true });
        List<int> read = [view[0]];

        foreach (var number in view)
        {
            read.Add(number);
        }

        read.ShouldBe([0, 0, 1, 2, 3, 4]);
        stream.Opened.ShouldBe(1);
        Should.Throw<InvalidOperationException>(() => view.First());
        view.Count.ShouldBe(5);
    }

    [Test]
    public void The_elements_of_a_single_pass_are_not_counted_before_it_has_ended()
    {
        var view = new NumberStream(5).AsIndexable(options: new() { SinglePass = true });

        Should.Throw<InvalidOperationException>(() => view.Count).Message.ShouldContain("enumerated once");
        Read(view, [4]);
        Should.Throw<ArgumentOutOfRangeException>(() => view[5]);
        view.Count.ShouldBe(5);
    }

    [Test]
    public void A_single_pass_has_one_cursor() =>
        Should.Throw<ArgumentException>(
            () => new NumberStream(1).AsIndexable(1, cursors: 2, options: new() { SinglePass = true }))
            .ParamName.ShouldBe("cursors");

    [Test, CancelAfter(120_000)]
    public void Whatever_is_read_each_value_is_handed_out_or_discarded_once([Values] bool isCountGiven)
    {
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        for (var round = 0; round < 100; round++)
        {
            var random = new Random(seed + round);
            var (count, made) = (random.Next(1, 30), 0);
            List<object> discarded = [], read = [];
            using (var view = Objects(count).AsIndexable(
                isCountGiven ? count : null, random.Next(4), random.Next(1, 4), new() { OnDiscard = discarded.Add }))
            {
                for (var i = 0; i < 60; i++)
                {
                    read.Add(view[random.Next(count)]);
                }

                read.AddRange(view);
                read.AddRange(view[(count / 2)..]);
            }

            read.Concat(discarded).Distinct(ReferenceEqualityComparer.Instance).Count().ShouldBe(
                made, $"seed {seed + round}");
            (read.Count + discarded.Count).ShouldBe(made, $"seed {seed + round}");

            IEnumerable<object> Objects(int number)
            {
                for (var i = 0; i < number; i++)
                {
                    made++;
                    yield return new object();
                }
            }
        }
    }

    [Test]
    public void An_element_whose_hash_code_fails_is_one_all_the_same([Values] bool isCountGiven)
    {
        Key[] keys = [new("a"), new(null), new("c")];
        using var view = keys.Where(_ => true).AsIndexable(isCountGiven ? 3 : null);

        view[0].Name.ShouldBe("a");
        view[1].Name.ShouldBeNull();
        view[2].Name.ShouldBe("c");
        view[0].ShouldBeSameAs(keys[0]);
        view.Select(key => key.Name).ShouldBe(["a", null, "c"]);
    }

    [Test]
    public void An_element_that_was_written_to_is_the_same_one()
    {
        Item[] items = [new() { Price = 1 }, new() { Price = 2 }, new() { Price = 3 }];
        using var view = items.Where(_ => true).AsIndexable();

        view[0].Price++;
        view[2].Price.ShouldBe(3);

        view[0].Price.ShouldBe(2);
    }

    [Test]
    public void An_index_behind_a_failure_tells_the_failure_through_whatever_stages()
    {
        static IEnumerable<int> Failing()
        {
            yield return 1;
            throw new FormatException("no more");
        }

        using var failing = Failing().AsIndexable();
        SeqView<int>[] views = [failing.Zip(Seq.Range(0, 9), (n, _) => n), Seq.Range(0, 9).Zip(failing, (n, _) => n)];

        foreach (var view in views)
        {
            var failure = Should.Throw<EvaluationException>(() => view[5]);
            failure.InnerException.ShouldBeOfType<FormatException>();
            failure.Index.ShouldBe(5);
        }
    }

    [Test]
    public void What_fails_behind_the_last_element_is_no_failure_of_that_element()
    {
        using var view = FailingAtTheEnd().AsIndexable(count: 3);

        view[2].ShouldBe(2);
        view[0].ShouldBe(0);
        view[2].ShouldBe(2);

        static IEnumerable<int> FailingAtTheEnd()
        {
            yield return 0;
            yield return 1;
            yield return 2;
            throw new IOException("The connection was lost.");
        }
    }

    [Test]
    public void Bad_arguments_are_refused_where_the_view_is_built()
    {
        var stream = new NumberStream(1);

        Should.Throw<ArgumentOutOfRangeException>(() => stream.AsIndexable(-1)).ParamName.ShouldBe("count");
        Should.Throw<ArgumentOutOfRangeException>(() => stream.AsIndexable(cacheSize: -1))
            .ParamName.ShouldBe("cacheSize");
        Should.Throw<ArgumentOutOfRangeException>(() => stream.AsIndexable(cursors: 0)).ParamName.ShouldBe("cursors");
    }

    [Test, CancelAfter(120_000)]
    public void Any_threads_may_read([Values] bool isCountGiven)
    {
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        for (var round = 0; round < 20; round++)
        {
            var random = new Random(seed + round);
            var count = random.Next(1, 50);
            var stream = new NumberStream(count);
            var view = stream.AsIndexable(isCountGiven ? count : null, random.Next(4), random.Next(1, 4));
            var readers = Enumerable.Range(0, 4).Select(reader => Patience.Start(() =>
            {
                var choice = new Random(seed + (31 * reader));
                Read(view, Enumerable.Range(0, 100).Select(_ => choice.Next(count)));
                view.ShouldBe(Enumerable.Range(0, count));
            })).ToArray();

            Patience.Await(Task.WhenAll(readers));
            view.Dispose();
            stream.Open.ShouldBe(0, $"seed {seed + round}");
        }
    }

    [Test, CancelAfter(60_000)]
    public void Under_prefetching_a_cache_as_large_as_the_buffer_makes_one_pass_of_many()
    {
        var stream = new NumberStream(500);
        using var prefetched = stream.AsIndexable(500, cacheSize: 8).AsPrefetched(3, 8);

        stream.StepsOf(() => prefetched.ShouldBe(Enumerable.Range(0, 500))).ShouldBe(500);
    }

    [Test, CancelAfter(120_000)]
    public void Who_looks_beyond_the_end_while_another_reader_comes_to_it_starts_no_pass_of_its_own()
    {
        var gate = new Gate();
        var opened = 0;
        var view = Numbers().AsIndexable();
        var first = Patience.Start(() => view.ElementAtOrDefault(10));
        gate.AwaitArrival();
        var second = Patience.StartBlocked(() => view.ElementAtOrDefault(12));

        gate.Open();

        (Patience.Await(first), Patience.Await(second)).ShouldBe((0, 0));
        opened.ShouldBe(1);

        IEnumerable<int> Numbers()
        {
            opened++;
            for (var i = 1; i <= 10; i++)
            {
                yield return i;
            }

            gate.Pass();
        }
    }

    private static void Read(SeqView<int> view, IEnumerable<int> indices)
    {
        foreach (var index in indices)
        {
            view[index].ShouldBe(index);
        }
    }

    private sealed class Uncountable : IEnumerable<int>, ICollection
    {
        public int Count => throw new TimeoutException();

        public bool IsSynchronized => false;

        public object SyncRoot => this;

        public void CopyTo(Array array, int index) => throw new TimeoutException();

        public IEnumerator<int> GetEnumerator() => Enumerable.Empty<int>().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>The numbers from 0 on, by an enumerator that tells when it is disposed of.</summary>
    private sealed class Tracked(int count, Action onDispose) : IEnumerable<int>
    {
        public IEnumerator<int> GetEnumerator() => new Enumerator(count, onDispose);

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private sealed class Enumerator(int count, Action onDispose) : IEnumerator<int>
        {
            public int Current { get; private set; } = -1;

            object IEnumerator.Current => Current;

            public bool MoveNext() => ++Current < count;

            public void Reset() => throw new NotSupportedException();

            public void Dispose() => onDispose();
        }
    }

    private sealed class Key(string? name)
    {
        public string? Name => name;

        public override int GetHashCode() => name!.Length;
    }

    private sealed record Item
    {
        public int Price { get; set; }
    }
}
