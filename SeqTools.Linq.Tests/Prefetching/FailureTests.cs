namespace SeqTools.Linq.Tests.Prefetching;

public class FailureTests
{
    [Test, CancelAfter(120_000)]
    public void A_failure_waits_until_its_element_is_read([Values] bool onWorkersOnly)
    {
        var workshop = new Workshop(10) { Broken = [2, 3, 9] };
        using var view = workshop.Elements.AsPrefetched(
            2, 5, new() { OnWorkerStart = onWorkersOnly ? _ => { } : null });
        view[0].ShouldBe(0);
        Patience.Until(() => view.Statistics.Ready == 4);

        view[1].ShouldBe(10);
        Should.Throw<EvaluationException>(() => view[2]).Index.ShouldBe(2);
        Should.Throw<EvaluationException>(() => view[3]).Index.ShouldBe(3);
        view[4].ShouldBe(40);
    }

    [Test, CancelAfter(120_000)]
    public void An_enumerator_goes_on_after_a_failure_and_the_end_is_the_end([Values(1, 4)] int maxBuffered)
    {
        using var view = new Workshop(6) { Broken = [0, 3, 5] }.Elements.AsPrefetched(2, maxBuffered);
        using var elements = view.GetEnumerator();

        var seen = Enumerable.Range(0, 8).Select(_ =>
        {
            try
            {
                return elements.MoveNext() ? $"{elements.Current}" : "end";
            }
            catch (EvaluationException e)
            {
                return $"!{e.Index}";
            }
        });

        seen.ShouldBe(["!0", "10", "20", "!3", "40", "!5", "end", "end"]);
        elements.Current.ShouldBe(0);
    }

    [Test, CancelAfter(120_000)]
    public async Task An_asynchronous_enumerator_goes_on_after_a_failure_and_the_end_is_the_end()
    {
        using var view = new Workshop(4) { Broken = [0, 3] }.Elements.AsPrefetched(2, 3);
        await using var elements = view.GetAsyncEnumerator();

        (await Should.ThrowAsync<EvaluationException>(async () => await elements.MoveNextAsync())).Index.ShouldBe(0);
        (await elements.MoveNextAsync()).ShouldBeTrue();
        elements.Current.ShouldBe(10);
        (await elements.MoveNextAsync()).ShouldBeTrue();
        (await Should.ThrowAsync<EvaluationException>(async () => await elements.MoveNextAsync())).Index.ShouldBe(3);
        (await elements.MoveNextAsync()).ShouldBeFalse();
        (await elements.MoveNextAsync()).ShouldBeFalse();
    }

    [Test, CancelAfter(120_000)]
    public void Each_read_throws_a_wrapper_of_its_own_around_the_one_exception()
    {
        var workshop = new Workshop(10) { Broken = [4] };
        using var view = workshop.Elements.Reverse().AsPrefetched(2, 3);

        var first = Should.Throw<EvaluationException>(() => view[5]);
        var trail = first.Trail.ToArray();
        var second = Should.Throw<EvaluationException>(() => view[5]);

        second.ShouldNotBeSameAs(first);
        second.InnerException.ShouldBeSameAs(first.InnerException);
        first.InnerException.ShouldBeOfType<FormatException>();
        first.Trail.ShouldBe(trail);
        first.Trail.Select(frame => (frame.Origin.Operator, frame.Index)).ShouldBe(
            [("AsPrefetched", 5), ("Reverse", 5), ("Generate", 4)]);
        first.Trail[0].Origin.Arguments.ShouldBe("nworkers: 2, maxBuffered: 3");
        second.Trail.ShouldBe(trail);
    }

    [Test, CancelAfter(120_000)]
    public void A_failure_that_passes_several_prefetched_stages_names_them_all()
    {
        using var inner = new Workshop(10) { Broken = [4] }.Elements.AsPrefetched(1, 3);
        using var outer = inner.Select(x => x + 1).AsPrefetched(2, 3);

        Should.Throw<EvaluationException>(() => outer[4]).Trail.Select(frame => frame.Origin.Operator)
            .ShouldBe(["AsPrefetched", "Select", "AsPrefetched", "Generate"]);
    }

    [Test, CancelAfter(120_000)]
    public void The_mode_of_the_code_that_reads_decides_what_it_gets([Values] bool onWorkersOnly)
    {
        using var view = new Workshop(10) { Broken = [4] }.Elements.AsPrefetched(
            2, 3, new() { OnWorkerStart = onWorkersOnly ? _ => { } : null });

        using (SeqErrors.Use(ErrorMode.Passthrough))
        {
            Should.Throw<FormatException>(() => view[4]);
        }

        Should.Throw<EvaluationException>(() => view[4]);
        using (SeqErrors.Use(ErrorMode.Passthrough))
        {
            Should.Throw<FormatException>(() => Patience.Await(view.GetAsync(4).AsTask()));
            Should.Throw<FormatException>(() => view.ToList());
        }
    }

    [Test, CancelAfter(120_000)]
    public void A_cancellation_under_a_live_token_is_a_failure_like_any_other([Values] bool onWorkersOnly)
    {
        using var source = new CancellationTokenSource();
        using var view = Seq.Generate(10, i => i == 3 ? throw new OperationCanceledException(source.Token) : i)
            .AsPrefetched(1, 5, new() { OnWorkerStart = onWorkersOnly ? _ => { } : null });

        view[0].ShouldBe(0);
        Should.Throw<EvaluationException>(() => view[3]).InnerException.ShouldBeOfType<OperationCanceledException>();
        view[4].ShouldBe(4);
    }

    [Test, CancelAfter(120_000)]
    public void A_cancellation_under_a_cancelled_token_passes_and_the_others_elements_are_read_on(
        [Values] bool onWorkersOnly)
    {
        var cancelled = new CancellationToken(canceled: true);
        using var view = Seq.Generate(10, i => i == 3 ? throw new OperationCanceledException(cancelled) : i)
            .AsPrefetched(1, 5, new() { OnWorkerStart = onWorkersOnly ? _ => { } : null });

        view[0].ShouldBe(0);
        Should.Throw<OperationCanceledException>(() => view[3]).CancellationToken.ShouldBe(cancelled);
        view[4].ShouldBe(4);
    }

    [Test, CancelAfter(120_000)]
    public void A_count_that_fails_on_a_worker_is_a_failure_of_the_element()
    {
        var list = new LiveList { CountFailsOnWorkers = true };
        list.Resize(10);
        using var view = list.AsPrefetched(2, 4, new() { OnWorkerStart = _ => { } });

        Should.Throw<EvaluationException>(() => view[3]).InnerException.ShouldBeOfType<TimeoutException>();
        list.CountFailsOnWorkers = false;
        view[8].ShouldBe(8);
    }

    [Test, CancelAfter(120_000)]
    public void A_count_that_fails_where_it_is_read_is_thrown_there()
    {
        var list = new LiveList();
        list.Resize(10);
        using var view = list.AsPrefetched(2, 4);
        using var elements = view.GetEnumerator();
        elements.MoveNext().ShouldBeTrue();
        view[0].ShouldBe(0);

        list.CountFails = true;
        Should.Throw<EvaluationException>(() => view.Count).InnerException.ShouldBeOfType<TimeoutException>();
        Should.Throw<EvaluationException>(() => view[1]).InnerException.ShouldBeOfType<TimeoutException>();
        Should.Throw<EvaluationException>(() => elements.MoveNext()).InnerException.ShouldBeOfType<TimeoutException>();

        list.CountFails = false;
        view[1].ShouldBe(1);
    }

    [Test, CancelAfter(120_000)]
    public void A_list_that_grows_while_it_is_enumerated_is_enumerated_to_its_new_end()
    {
        var list = new LiveList();
        list.Resize(5);
        using var view = list.AsPrefetched(2, 8);
        var seen = new List<int>();

        foreach (var element in view)
        {
            seen.Add(element);
            if (element == 4)
            {
                list.Resize(12);
            }
        }

        seen.ShouldBe(Enumerable.Range(0, 12));
    }

    [Test, CancelAfter(120_000)]
    public void A_list_that_shrinks_while_workers_run_ends_where_it_ends_now_and_may_grow_again(
        [Values] bool onWorkersOnly)
    {
        var list = new LiveList();
        list.Resize(20);
        using var view = list
            .Select(x => x)
            .AsPrefetched(2, 8, new() { OnWorkerStart = onWorkersOnly ? _ => { } : null });
        using var elements = view.GetEnumerator();
        elements.MoveNext().ShouldBeTrue();
        elements.MoveNext().ShouldBeTrue();

        list.Resize(2);
        elements.MoveNext().ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => view[5]);
        list.Resize(20);
        elements.MoveNext().ShouldBeFalse();
        view.ToArray().ShouldBe(Enumerable.Range(0, 20));
        Enumerable.Range(0, 20).Select(i => view[i]).ShouldBe(Enumerable.Range(0, 20));
    }

    [Test, CancelAfter(240_000)]
    public async Task A_list_that_keeps_growing_and_shrinking_leaves_no_reader_waiting_and_the_figures_right(
        [Values] bool onWorkersOnly, [Values] bool asynchronously)
    {
        var list = new LiveList();
        list.Resize(100);
        var view = list.AsPrefetched(3, 7, new() { OnWorkerStart = onWorkersOnly ? _ => { } : null });
        var readers = Enumerable.Range(0, 2).Select(reader => Patience.Start(() =>
        {
            var random = new Random(reader);
            for (var read = 0; read < 4000; read++)
            {
                var index = random.Next(5) == 0 ? random.Next(100) : read % 100;
                try
                {
                    (asynchronously ? Patience.Await(view.GetAsync(index).AsTask()) : view[index]).ShouldBe(index);
                }
                catch (Exception e) when ((e as EvaluationException)?.InnerException is ArgumentOutOfRangeException
                    || e is ArgumentOutOfRangeException)
                {
                    index.ShouldBeGreaterThanOrEqualTo(20);
                }
            }
        })).ToArray();

        var sizes = new Random(1);
        while (!Array.TrueForAll(readers, reader => reader.IsCompleted))
        {
            list.Resize(sizes.Next(20, 101));
            Thread.SpinWait(500);
        }

        await Task.WhenAll(readers);
        await view.DisposeAsync();
        view.Statistics.Produced.ShouldBe(view.Statistics.Delivered + view.Statistics.Discarded);
    }
}
