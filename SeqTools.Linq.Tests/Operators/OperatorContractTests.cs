using System.Collections;

namespace SeqTools.Linq.Tests;

/// <summary>What every operator promises.</summary>
internal sealed class OperatorContractTests
{
    private static IEnumerable<TestCaseData<Operator>> Operators() =>
        new[] { 0, 2, 9 }.SelectMany(Operator.With)
            .DistinctBy(op => op.Text)
            .Select(op => new TestCaseData<Operator>(op).SetArgDisplayNames(op.Text));

    [TestCaseSource(nameof(Operators))]
    public void Building_a_view_touches_no_source(Operator op) =>
        Should.NotThrow(() => op.View(new UntouchableList<Cell>()));

    [TestCaseSource(nameof(Operators))]
    public void It_has_the_elements_that_linq_gives(Operator op)
    {
        var source = Cell.Source(5);
        Cell[] expected = [.. op.Model(source)];

        var view = op.View(source);

        view.Count.ShouldBe(expected.Length);
        Enumerable.Range(0, expected.Length).Select(i => view[i]).ShouldBe(expected);
        view.ShouldBe(expected);
        ((IEnumerable)view).Cast<Cell>().ShouldBe(expected);
        view.ToArray().ShouldBe(expected);
        view.ToList().ShouldBe(expected);
    }

    [TestCaseSource(nameof(Operators))]
    public void Over_nothing_it_is_what_linq_gives(Operator op) => op.View([]).ShouldBe(op.Model([]));

    [TestCaseSource(nameof(Operators))]
    public void Reading_an_element_evaluates_what_it_is_made_of_and_nothing_else(Operator op)
    {
        var source = new CountingList<Cell>(Cell.Source(5));
        var view = op.View(source);
        for (var i = 0; i < view.Count; i++)
        {
            var before = source.Reads;

            var element = view[i];

            (source.Reads - before).ShouldBe(element.Reads);
        }
    }

    [TestCaseSource(nameof(Operators))]
    public void Nothing_is_kept_from_one_read_to_the_next(Operator op)
    {
        var source = new CountingList<Cell>(Cell.Source(5));
        var view = op.View(source);

        foreach (var element in view.Take(1).Concat(view.Take(1)))
        {
            source.Reads.ShouldBeGreaterThanOrEqualTo(element.Reads);
        }

        source.Reads.ShouldBe(2 * view.Take(1).Sum(element => element.Reads));
    }

    [TestCaseSource(nameof(Operators))]
    public void Counting_evaluates_nothing(Operator op)
    {
        var source = new CountingList<Cell>(Cell.Source(5));

        _ = op.View(source).Count;

        (source.Reads, source.Enumerations).ShouldBe((0, 0));
    }

    [TestCaseSource(nameof(Operators))]
    public void It_follows_its_source_as_that_grows_and_shrinks(Operator op)
    {
        var source = new CountingList<Cell>(Cell.Source(3));
        var view = op.View(source);
        ShouldBeAsNow();

        source.Add(Cell.Source(8));
        ShouldBeAsNow();

        source.RemoveLast(9);
        ShouldBeAsNow();

        source.RemoveLast(2);
        ShouldBeAsNow();

        void ShouldBeAsNow()
        {
            Cell[] expected = [.. op.Model(source)];
            view.Count.ShouldBe(expected.Length);
            Enumerable.Range(0, expected.Length).Select(i => view[i]).ShouldBe(expected);
            view.ShouldBe(expected);
            view.ToArray().ShouldBe(expected);
        }
    }

    [TestCaseSource(nameof(Operators))]
    public void It_can_be_indexed_and_sliced_from_the_end(Operator op)
    {
        var source = Cell.Source(5);
        Cell[] expected = [.. op.Model(source)];
        var view = op.View(source);
        for (var i = 0; i <= expected.Length; i++)
        {
            view[i..].ShouldBe(expected[i..]);
            view[..^i].ShouldBe(expected[..^i]);
            view[^i..].ToArray().ShouldBe(expected[^i..]);
            view.Slice(i, expected.Length - i).ShouldBe(expected[i..]);
            if (i > 0)
            {
                view[^i].ShouldBe(expected[^i]);
            }
        }
    }

    [TestCaseSource(nameof(Operators))]
    public void It_matches_list_patterns(Operator op)
    {
        Cell[] expected = [.. op.Model(Cell.Source(5))];

        var ends =
            op.View(Cell.Source(5)) is [var first, .. var middle, var last] ? [first, .. middle, last] : expected;

        ends.ShouldBe(expected);
    }

    [TestCaseSource(nameof(Operators))]
    public void An_index_outside_is_refused_with_the_index_the_count_and_the_place(Operator op)
    {
        var view = op.View(Cell.Source(5));
        foreach (var index in new[] { -1, view.Count, int.MaxValue, int.MinValue })
        {
            var refusal = Should.Throw<ArgumentOutOfRangeException>(() => view[index]);

            refusal.ParamName.ShouldBe("index");
            refusal.ActualValue.ShouldBe(index);
            refusal.Message.ShouldStartWith($"There is no element {index} among the {view.Count} of {view}.");
        }
    }

    [TestCaseSource(nameof(Operators))]
    public void Enumerating_is_never_ahead_of_its_reader(Operator op)
    {
        var source = new CountingList<Cell>(Cell.Source(5));
        var needed = 0;
        using var elements = op.View(source).GetEnumerator();
        source.Reads.ShouldBe(0);

        while (elements.MoveNext())
        {
            needed += elements.Current.Reads;
            source.Reads.ShouldBe(needed);
        }

        source.Reads.ShouldBe(needed);
    }

    [TestCaseSource(nameof(Operators))]
    public void After_the_end_an_enumerator_stays_there_with_a_default_current(Operator op)
    {
        var source = new CountingList<Cell>(Cell.Source(5));
        using var elements = op.View(source).GetEnumerator();
        while (elements.MoveNext())
        {
            elements.Current.ShouldNotBe(default);
        }

        elements.Current.ShouldBe(default);
        source.Add(Cell.Source(5));
        elements.MoveNext().ShouldBeFalse();
        elements.Current.ShouldBe(default);
    }

    [TestCaseSource(nameof(Operators))]
    public void Two_enumerators_do_not_disturb_each_other(Operator op)
    {
        var view = op.View(Cell.Source(5));
        using var one = view.GetEnumerator();
        using var other = view.GetEnumerator();
        foreach (var expected in op.Model(Cell.Source(5)))
        {
            one.MoveNext().ShouldBeTrue();
            other.MoveNext().ShouldBeTrue();
            (one.Current, other.Current).ShouldBe((expected, expected));
        }

        one.MoveNext().ShouldBeFalse();
        other.MoveNext().ShouldBeFalse();
    }

    [TestCaseSource(nameof(Operators))]
    public void An_enumerator_disposes_those_of_its_sources(Operator op)
    {
        var source = new CountingList<Cell>(Cell.Source(5));
        for (var most = 0; most < 8; most++)
        {
            using (var elements = op.View(source).GetEnumerator())
            {
                for (var i = 0; i < most && elements.MoveNext(); i++)
                {
                    // On to the next one.
                }
            }

            source.OpenEnumerators.ShouldBe(0);
        }
    }

    [TestCaseSource(nameof(Operators))]
    public void No_frame_of_the_library_is_in_a_stack_trace(Operator op)
    {
        var failing = op.View(new FailingList<Cell>(Cell.Source(6), 0, 1, 2, 3, 4, 5));
        var uncountable = op.View(new UncountableList<Cell>(Cell.Source(6)));

        foreach (var read in new Action[]
        {
            () => _ = failing[^1],
            () => _ = failing.ToArray(),
            () => _ = failing.Sum(cell => cell.Value),
            () => _ = uncountable.Count,
            () => _ = uncountable[0],
            () => _ = uncountable.ToList(),
        })
        {
            try
            {
                read();
            }
            catch (EvaluationException e)
            {
                StackTraceTests.FramesOfTheLibrary(e).ShouldBeEmpty();
                StackTraceTests.FramesOfTheLibrary(e.InnerException!).ShouldBeEmpty();
            }
            catch (ArgumentOutOfRangeException)
            {
                // It has no elements.
            }
        }
    }

    [TestCaseSource(nameof(Operators))]
    public void Where_errors_pass_through_they_are_the_users_own(Operator op)
    {
        var view = op.View(new FailingList<Cell>(Cell.Source(6), 1, 4));
        for (var i = 0; i < view.Count; i++)
        {
            var wrapped = Failure(() => view[i]);
            using (SeqErrors.Use(ErrorMode.Passthrough))
            {
                (Failure(() => view[i])?.Message).ShouldBe(wrapped?.InnerException!.Message);
            }
        }
    }

    [TestCaseSource(nameof(Operators))]
    public void An_enumerator_cannot_be_reset(Operator op)
    {
        using var elements = op.View(Cell.Source(5)).GetEnumerator();

        Should.Throw<NotSupportedException>(elements.Reset);
    }

    [TestCaseSource(nameof(Operators))]
    public void Elements_that_fail_do_so_whichever_way_they_are_read_and_the_others_do_not(Operator op)
    {
        var view = op.View(new FailingList<Cell>(Cell.Source(6), 1, 4));
        string[] read = [.. Enumerable.Range(0, view.Count).Select(i => Outcome(() => view[i]))];

        List<string> enumerated = [];
        using var elements = view.GetEnumerator();
        while (enumerated.Count < read.Length)
        {
            enumerated.Add(
                Outcome(
                    () => elements.MoveNext() ? elements.Current : throw new AssertionException("It ended early.")));
        }

        enumerated.ShouldBe(read);
        elements.MoveNext().ShouldBeFalse();
        var copied = new Cell[view.Count];
        for (var i = 0; i < read.Length; i++)
        {
            Outcome(() => { view.CopyTo(i, copied.AsSpan(i, 1)); return copied[i]; }).ShouldBe(read[i]);
        }
    }

    [TestCaseSource(nameof(Operators))]
    public void A_copy_that_fails_names_an_element_that_fails_alone(Operator op)
    {
        var view = op.View(new FailingList<Cell>(Cell.Source(6), 1, 4));
        string[] read = [.. Enumerable.Range(0, view.Count).Select(i => Outcome(() => view[i]))];
        string[] failures = [.. read.Where(text => text.StartsWith("Element", StringComparison.Ordinal))];

        foreach (var copy in new Func<IList<Cell>>[] { view.ToArray, view.ToList })
        {
            var outcome = Outcome(() => Cell.Constant(copy().Count));

            (failures is [] ? [$"{read.Length}"] : failures).ShouldContain(outcome);
        }
    }

    [TestCaseSource(nameof(Operators))]
    public void Linqs_shortcuts_read_by_index(Operator op)
    {
        var source = new UnenumerableList<Cell>(Cell.Source(5));
        Cell[] expected = [.. op.Model(Cell.Source(5))];
        var view = op.View(source);

        view.Count().ShouldBe(expected.Length);
        view.TryGetNonEnumeratedCount(out var count).ShouldBeTrue();
        count.ShouldBe(expected.Length);
        view.ToArray().ShouldBe(expected);
        view.ToList().ShouldBe(expected);
        if (expected is not [])
        {
            view.First().ShouldBe(expected[0]);
            view.Last().ShouldBe(expected[^1]);
            view.ElementAt(^1).ShouldBe(expected[^1]);
            view.ElementAt(expected.Length - 1).ShouldBe(expected[^1]);
        }
    }

    [TestCaseSource(nameof(Operators))]
    public void Linqs_searches_stop_at_what_they_look_for(Operator op)
    {
        var source = new CountingList<Cell>(Cell.Source(5));
        if (op.Model(Cell.Source(5)).FirstOrDefault() is { Value: > 0 } first)
        {
            op.View(source).Contains(first).ShouldBeTrue();
            ((IList<Cell>)op.View(source)).IndexOf(first).ShouldBe(0);
            source.Reads.ShouldBe(2 * first.Reads);
        }

        op.View(source).Contains(new Cell(-1, -1)).ShouldBeFalse();
        ((IList<Cell>)op.View(source)).IndexOf(new Cell(-1, -1)).ShouldBe(-1);
    }

    [TestCaseSource(nameof(Operators))]
    public void Both_copies_fill_their_place_and_nothing_else(Operator op)
    {
        Cell[] expected = [.. op.Model(Cell.Source(5))];
        var view = op.View(Cell.Source(5));

        var array = new Cell[expected.Length + 3];
        view.CopyTo(array, 2);
        array.ShouldBe([default, default, .. expected, default]);

        for (var start = 0; start <= expected.Length; start++)
        {
            var part = new Cell[expected.Length - start];
            view.CopyTo(start, part);
            part.ShouldBe(expected[start..]);
        }
    }

    [TestCaseSource(nameof(Operators))]
    public void Both_copies_refuse_what_does_not_fit(Operator op)
    {
        var view = op.View(Cell.Source(5));
        var count = view.Count;

        Should.Throw<ArgumentNullException>(() => view.CopyTo(null!, 0)).ParamName.ShouldBe("array");
        Should.Throw<ArgumentOutOfRangeException>(() => view.CopyTo(new Cell[count], -1))
            .ParamName.ShouldBe("arrayIndex");
        Should.Throw<ArgumentException>(() => view.CopyTo(new Cell[count], 1)).ParamName.ShouldBe("array");
        Should.Throw<ArgumentException>(() => view.CopyTo(new Cell[count], count + 1)).ParamName.ShouldBe("array");
        Should.Throw<ArgumentOutOfRangeException>(() => view.CopyTo(-1, new Cell[count])).ParamName.ShouldBe("start");
        Should.Throw<ArgumentOutOfRangeException>(() => view.CopyTo(count + 1, Span<Cell>.Empty))
            .ParamName.ShouldBe("start");
        Should.Throw<ArgumentOutOfRangeException>(() => view.CopyTo(0, new Cell[count + 1]))
            .ParamName.ShouldBe("destination");
    }

    [TestCaseSource(nameof(Operators))]
    public void It_cannot_be_written_to(Operator op)
    {
        IList<Cell> view = op.View(Cell.Source(5));

        view.IsReadOnly.ShouldBeTrue();
        Should.Throw<NotSupportedException>(() => view[0] = default);
        Should.Throw<NotSupportedException>(() => view.Add(default));
        Should.Throw<NotSupportedException>(() => view.Insert(0, default));
        Should.Throw<NotSupportedException>(() => view.Remove(default));
        Should.Throw<NotSupportedException>(() => view.RemoveAt(0));
        Should.Throw<NotSupportedException>(view.Clear);
    }

    private static Exception? Failure(Func<Cell> read)
    {
        try
        {
            _ = read();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>The element, or the message of its failure up to its trail.</summary>
    private static string Outcome(Func<Cell> read)
    {
        try
        {
            return $"{read()}";
        }
        catch (EvaluationException e)
        {
            return e.Message.ReplaceLineEndings("\n").Split('\n')[0];
        }
    }
}
