using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Retaining;

[TestFixtureSource(typeof(Keeping), nameof(Keeping.All))]
internal sealed class KeepingTests(Keeping keeping)
{
    [Test]
    public void It_has_the_elements_of_its_source_each_evaluated_at_its_first_read()
    {
        var source = new CountingList<string>(["a", "b", "c"]);
        var view = keeping.View(source);
        source.Reads.ShouldBe(0);

        view[2].ShouldBe("c");
        source.Reads.ShouldBe(1);

        view.ShouldBe(["a", "b", "c"]);
        view.ToArray().ShouldBe(["a", "b", "c"]);
        view[1..].ShouldBe(["b", "c"]);
        view.Reverse().ShouldBe(["c", "b", "a"]);
        source.Reads.ShouldBe(3);
    }

    [Test]
    public void Null_is_kept()
    {
        var evaluations = 0;
        var view = keeping.View(Seq.Generate<string?>(1, _ =>
        {
            evaluations++;
            return null;
        }));

        view[0].ShouldBeNull();
        view[0].ShouldBeNull();

        evaluations.ShouldBe(1);
    }

    [Test]
    public void A_failure_is_not_kept()
    {
        var evaluations = 0;
        var view = keeping.View(Seq.Generate<string?>(1, _ => ++evaluations == 1 ? throw new FormatException() : "a"));

        Should.Throw<EvaluationException>(() => view[0]);

        view[0].ShouldBe("a");
        view[0].ShouldBe("a");
        evaluations.ShouldBe(2);
    }

    [Test]
    public void A_failure_has_the_stages_on_both_sides_in_its_trail()
    {
        var view = keeping.View(Seq.Generate<string?>(3, _ => throw new FormatException())).Reverse();

        var failure = Should.Throw<EvaluationException>(() => view[0]);

        failure.InnerException.ShouldBeOfType<FormatException>();
        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Index)).ShouldBe(
            [("Reverse", 0), (((IView)view).Sources.OfType<IView>().Single().Origin.Operator, 2), ("Generate", 2)]);
    }

    [Test]
    public void In_passthrough_mode_the_exception_of_the_user_comes_through()
    {
        var view = keeping.View(Seq.Generate<string?>(1, _ => throw new FormatException()));

        using (SeqErrors.Use(ErrorMode.Passthrough))
        {
            Should.Throw<FormatException>(() => view[0]);
        }

        Should.Throw<EvaluationException>(() => view[0]);
    }

    [Test, CancelAfter(60_000)]
    public void Readers_of_one_element_evaluate_it_once_and_readers_of_others_do_not_wait()
    {
        var gate = new Gate();
        var evaluations = 0;
        var view = keeping.View(Seq.Generate<string?>(2, i =>
        {
            if (i == 0)
            {
                Interlocked.Increment(ref evaluations);
                gate.Pass();
            }

            return $"{i}";
        }));
        var first = Patience.Start(() => view[0]);
        gate.AwaitArrival();
        var second = Patience.StartBlocked(() => view[0]);

        view[1].ShouldBe("1");
        second.IsCompleted.ShouldBeFalse();
        gate.Open();

        Patience.Await(first).ShouldBe("0");
        Patience.Await(second).ShouldBe("0");
        evaluations.ShouldBe(1);
    }

    [Test, CancelAfter(60_000)]
    public void Readers_who_share_a_failure_get_an_exception_each_with_a_trail_of_their_own()
    {
        var gate = new Gate();
        var view = keeping.View(Seq.Generate<string?>(2, _ =>
        {
            gate.Pass();
            throw new FormatException();
        }));
        var (one, other) = (view.Reverse(), view.Skip(1));
        var first = Patience.Start(() => Should.Throw<EvaluationException>(() => one[0]));
        gate.AwaitArrival();
        var second = Patience.StartBlocked(() => Should.Throw<EvaluationException>(() => other[0]));
        gate.Open();

        EvaluationException[] failures = [Patience.Await(first), Patience.Await(second)];

        failures[0].ShouldNotBeSameAs(failures[1]);
        failures[0].InnerException.ShouldBeSameAs(failures[1].InnerException);
        failures.Select(failure => failure.Trail[0].Origin.Operator).ShouldBe(["Reverse", "Skip"]);
        failures.Select(failure => failure.Trail.Count).ShouldBe([3, 3]);
    }

    [Test, CancelAfter(60_000)]
    public void An_element_that_reads_itself_is_an_error()
    {
        SeqView<string?> view = null!;
        view = keeping.View(Seq.Generate(2, i => view[1 - i]));

        var failure = Should.Throw<EvaluationException>(() => view[0]);

        failure.InnerException.ShouldBeOfType<InvalidOperationException>()
            .Message.ShouldStartWith($"Element 0 of {view} depends on itself");
    }

    [Test, CancelAfter(60_000)]
    public void Elements_that_read_each_other_on_two_threads_are_an_error()
    {
        Gate[] gates = [new(), new()];
        SeqView<string?> view = null!;
        view = keeping.View(Seq.Generate(2, i =>
        {
            gates[i].Pass();
            return view[1 - i];
        }));
        var reads = Enumerable.Range(0, 2)
            .Select(i => Patience.Start(() => Should.Throw<EvaluationException>(() => view[i])))
            .ToArray();
        Array.ForEach(gates, gate => gate.AwaitArrival());
        Array.ForEach(gates, gate => gate.Open());

        foreach (var read in reads)
        {
            Patience.Await(read).InnerException.ShouldBeOfType<InvalidOperationException>()
                .Message.ShouldContain("depends on itself");
        }
    }

    [Test, CancelAfter(60_000)]
    public void Rings_through_several_views_and_threads_are_an_error()
    {
        const int Views = 3;
        Gate[] gates = [.. Enumerable.Range(0, Views).Select(_ => new Gate())];
        var views = new SeqView<string?>[Views];
        for (var v = 0; v < Views; v++)
        {
            var number = v;
            views[v] = keeping.View(Seq.Generate(1, _ =>
            {
                gates[number].Pass();
                return views[(number + 1) % Views][0];
            }));
        }

        var reads = views
            .Select(view => Patience.Start(() => Should.Throw<EvaluationException>(() => view[0])))
            .ToArray();
        Array.ForEach(gates, gate => gate.AwaitArrival());
        Array.ForEach(gates, gate => gate.Open());

        foreach (var read in reads)
        {
            Patience.Await(read).InnerException.ShouldBeOfType<InvalidOperationException>();
        }
    }

    [Test]
    public void An_element_may_read_others()
    {
        SeqView<string?> view = null!;
        view = keeping.View(
            Seq.Generate(20, i => i < 2 ? "1" : $"{int.Parse(view[i - 1]!) + int.Parse(view[i - 2]!)}"));

        view[19].ShouldBe("6765");
    }

    [Test]
    public void Its_length_is_live_and_an_index_that_is_gone_is_refused_though_it_is_kept()
    {
        var source = new CountingList<string>(["a", "b"]);
        var view = keeping.View(source);
        view.ShouldBe(["a", "b"]);

        source.Add("c");
        view[2].ShouldBe("c");
        source.RemoveLast(2);

        view.Count.ShouldBe(1);
        Should.Throw<ArgumentOutOfRangeException>(() => view[1]).ParamName.ShouldBe("index");
        view.ShouldBe(["a"]);
    }

    [Test]
    public void Building_it_touches_no_source() => Should.NotThrow(() => keeping.View(new UntouchableList<string>()));

    [Test, CancelAfter(120_000)]
    public void Whoever_reads_whatever_each_element_is_evaluated_once_and_failures_until_they_succeed()
    {
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        for (var round = 0; round < 30; round++)
        {
            var random = new Random(seed + round);
            var count = random.Next(1, 40);
            int[] failures = [.. Enumerable.Range(0, count).Select(_ => random.Next(5) == 0 ? random.Next(1, 3) : 0)];
            var evaluations = new int[count];
            var view = keeping.View(Seq.Generate<string?>(count, i =>
                Interlocked.Increment(ref evaluations[i]) <= failures[i] ? throw new FormatException() : $"{i}"));
            var readers = Enumerable.Range(0, 4)
                .Select(reader => Patience.Start(() => Read(view, new(seed + (31 * reader)))))
                .ToArray();

            Patience.Await(Task.WhenAll(readers));
            for (var i = 0; i < count; i++)
            {
                TryRead(view, i);
                evaluations[i].ShouldBeLessThanOrEqualTo(failures[i] + 1, $"seed {seed + round}, element {i}");
            }
        }
    }

    private static void Read(SeqView<string?> view, Random random)
    {
        for (var read = 0; read < 100; read++)
        {
            TryRead(view, random.Next(view.Count));
        }
    }

    private static void TryRead(SeqView<string?> view, int index)
    {
        try
        {
            view[index].ShouldBe($"{index}");
        }
        catch (EvaluationException e) when (e.InnerException is FormatException)
        {
            e.Index.ShouldBe(index);
            e.Trail.Count.ShouldBe(2);
        }
    }
}
