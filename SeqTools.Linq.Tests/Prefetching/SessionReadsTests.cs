namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>What a read does to the window and to the figures, and whom it calls.</summary>
public class SessionReadsTests
{
    private static readonly PrefetchOptions<int> OnWorkersOnly = new() { OnWorkerStart = _ => { } };

    [Test]
    public void Each_reader_who_waits_for_one_element_calls_no_more_workers_than_there_are_elements()
    {
        var session = new PlanByHand(1, workers: 5, maxBuffered: 10, OnWorkersOnly).ReadByIndex();

        var first = session.ReadAsync(0, default).AsTask();
        var second = session.ReadAsync(0, default).AsTask();

        session.Crew.Started.ShouldBe([0]);
        session.Work().ShouldBe([0]);
        Patience.Await(first).ShouldBe(SessionByHand.Value(0));
        Patience.Await(second).ShouldBe(SessionByHand.Value(0));
    }

    [Test]
    public void What_is_left_behind_in_evaluation_takes_a_worker_of_its_own()
    {
        var session = new PlanByHand(2, workers: 5, maxBuffered: 1, OnWorkersOnly).ReadByIndex();
        var left = session.ReadAsync(0, default).AsTask();
        session.Begin(out var at).ShouldBe(0);

        var next = session.ReadAsync(1, default).AsTask();

        session.Crew.Started.ShouldBe([0, 1, 2], "No more than there are elements, and one that is held up.");
        session.Work().ShouldBe([1]);
        session.Finish(at, 0);
        Patience.Await(next).ShouldBe(SessionByHand.Value(1));
        Patience.Await(left).ShouldBe(SessionByHand.Value(0));
    }

    [Test]
    public void An_element_that_a_worker_has_claimed_and_not_begun_calls_another_one_where_it_is_waited_for()
    {
        var session = new PlanByHand(4, workers: 3, maxBuffered: 2, OnWorkersOnly).ReadByIndex();
        var waiting = session.ReadAsync(0, default).AsTask();
        session.Window.TryClaim(2, out _, out var end).ShouldBeTrue();
        end.ShouldBe(2);
        session.Window[0].TryStart(0).ShouldBeTrue();
        session.Crew.Leave(1);
        session.Crew.Leave(2);
        session.Crew.Started.Clear();

        var second = session.ReadAsync(1, default).AsTask();

        session.Crew.Started.ShouldNotBeEmpty();
        session.Begin(out var at).ShouldBe(1);
        session.Finish(at, 1);
        session.Finish(at, 0);
        Patience.Await(waiting);
        Patience.Await(second).ShouldBe(SessionByHand.Value(1));
    }

    [Test]
    public void A_read_that_leaves_nothing_to_do_wakes_nobody([Values] bool awaited)
    {
        var session = new PlanByHand(3, workers: 1, maxBuffered: 10, OnWorkersOnly).ReadByIndex();
        var reading = awaited
            ? session.ReadAsync(1, default).AsTask()
            : Patience.StartBlocked(() => session.Read(1));
        session.Work().ShouldBe([1, 2]);
        Patience.Await(reading).ShouldBe(SessionByHand.Value(1));
        session.Crew.Park().ShouldBeFalse();
        var woken = session.Crew.Woken;

        session.Read(2).ShouldBe(SessionByHand.Value(2));
        Patience.Await(session.ReadAsync(2, default).AsTask()).ShouldBe(SessionByHand.Value(2));

        session.Crew.Woken.ShouldBe(woken);
    }

    [Test]
    public void A_read_behind_evaluates_its_element_on_the_spot_and_leaves_the_window_where_it_is()
    {
        PlanByHand plan = new(100, workers: 1, maxBuffered: 10);
        var session = plan.ReadByIndex();
        session.Read(20);
        session.Work();

        session.Read(19).ShouldBe(SessionByHand.Value(19));
        session.Read(11).ShouldBe(SessionByHand.Value(11));

        session.Window.Head.ShouldBe(20);
        session.Here.ShouldBe([20, 19, 11]);
        plan.Counted.ShouldBe((12, 3, 0, 9));
        session.Read(10);
        session.Window.Head.ShouldBe(10, "That is as far as the buffer is large.");
        plan.Counted.ShouldBe((13, 4, 9, 0));
    }

    [Test]
    public void Where_only_a_worker_may_evaluate_it_it_gets_a_place_of_its_own()
    {
        PlanByHand plan = new(100, workers: 2, maxBuffered: 3, OnWorkersOnly);
        var session = plan.ReadByIndex();
        var head = session.ReadAsync(20, default).AsTask();
        session.Work().ShouldBe([20, 21, 22]);
        Patience.Await(head);

        var behind = session.ReadAsync(19, default).AsTask();
        session.HasWorkNow.ShouldBeTrue();
        session.Window.Limit.ShouldBe(23);
        var index = session.Begin(out var at);
        index.ShouldBe(19);
        at.ShouldNotBeSameAs(session.Window);
        session.Begin(out _).ShouldBe(-1);
        session.Finish(at, 19);

        Patience.Await(behind).ShouldBe(SessionByHand.Value(19));
        session.Window.Head.ShouldBe(20);
        session.HasWorkNow.ShouldBeFalse();
    }

    [Test]
    public void An_element_in_evaluation_that_is_left_behind_counts_against_the_buffer_until_it_is_done()
    {
        var session = new PlanByHand(1000, workers: 2, maxBuffered: 2).ReadByIndex();
        session.Evaluation = index =>
        {
            if (index == 0)
            {
                session.Read(500);
                session.Window.Limit.ShouldBe(501);
                session.Crew.Started.ForEach(session.Crew.Leave);
                session.Crew.Started.Clear();
            }

            return SessionByHand.Value(index);
        };

        session.Read(0).ShouldBe(SessionByHand.Value(0));

        session.Window.Limit.ShouldBe(502);
        session.Crew.Started.Count.ShouldBe(1, "There is room for one more.");
        session.Work().ShouldBe([501]);
    }

    [TestCase(3000, 2000, 2000)]
    [TestCase(1500, 2000, 1500)]
    [TestCase(100, 2000, 100)]
    [TestCase(100, 10, 10)]
    public void As_many_elements_are_computed_as_the_buffer_takes_and_the_list_has(
        int count, int maxBuffered, int reach)
    {
        var session = new PlanByHand(count, workers: 1, maxBuffered).ReadByIndex();

        session.Read(0);

        session.Work().ShouldBe(Enumerable.Range(1, reach - 1));
        session.ReachesToTheEnd.ShouldBe(reach == count);
    }

    [Test]
    public void A_reader_that_waits_for_an_element_which_is_gone_from_the_list_is_told_so()
    {
        var list = Enumerable.Range(0, 10).ToList();
        PlanByHand plan = new(ListView.Of(list), workers: 1, maxBuffered: 10, OnWorkersOnly);
        var session = plan.ReadByIndex();
        var first = session.ReadAsync(0, default).AsTask();
        session.Begin(out var at).ShouldBe(0);
        session.Finish(at, 0);
        Patience.Await(first);
        var gone = session.ReadAsync(5, default).AsTask();

        list.RemoveRange(5, 5);
        _ = session.ReadAsync(0, default).AsTask();

        Should.Throw<ArgumentOutOfRangeException>(() => Patience.Await(gone)).Message
            .ShouldContain("There is no element 5 any more in ByHand");
    }

    [Test]
    public void One_that_is_being_evaluated_is_waited_for_all_the_same()
    {
        var list = Enumerable.Range(0, 10).ToList();
        PlanByHand plan = new(ListView.Of(list), workers: 2, maxBuffered: 10, OnWorkersOnly);
        var session = plan.ReadByIndex();
        var first = session.ReadAsync(0, default).AsTask();
        session.Begin(out var at).ShouldBe(0);
        session.Begin(out _).ShouldBe(1);
        session.Finish(at, 0);
        Patience.Await(first);
        var second = session.ReadAsync(1, default).AsTask();

        list.Clear();
        list.Add(0);
        _ = session.ReadAsync(0, default).AsTask();
        second.IsCompleted.ShouldBeFalse();
        session.Finish(at, 1);

        Patience.Await(second).ShouldBe(SessionByHand.Value(1));
    }

    [Test]
    public void A_read_past_the_end_is_refused()
    {
        var session = new PlanByHand(3, workers: 1, maxBuffered: 2).ReadByIndex();

        session.Read(2).ShouldBe(SessionByHand.Value(2));
        Should.Throw<ArgumentOutOfRangeException>(() => session.Read(3));
    }

    [Test]
    public void Where_readers_look_no_further_a_full_buffer_is_not_taken_for_the_end()
    {
        var session = OfRows(out _);

        session.Read(0);
        session.Work();

        session.ReachesToTheEnd.ShouldBeFalse();
    }

    [Test]
    public void Where_a_worker_finds_none_the_window_ends_and_a_reader_that_finds_one_opens_it_again()
    {
        var session = OfRows(out var plan);
        session.Read(0);
        session.Begin(out var at).ShouldBe(1);
        session.Begin(out _).ShouldBe(2);
        session.Begin(out _).ShouldBe(3);
        session.Finish(at, 1);
        session.Finish(at, 2, isThere: false);
        session.Finish(at, 3, isThere: false);

        session.Window.Limit.ShouldBe(2);
        session.Begin(out _).ShouldBe(-1);
        session.ReachesToTheEnd.ShouldBeFalse();
        session.Read(1);
        session.Window.Limit.ShouldBe(2, "Nobody looks again before a reader has gone past it.");
        session.ReachesToTheEnd.ShouldBeTrue();

        session.Read(2);
        session.Work().Order().ShouldBe(Enumerable.Range(3, 9));
        plan.Counted.Produced.ShouldBe(12);
    }

    [Test]
    public void An_element_that_is_waited_for_and_found_to_be_none_counts_as_one_that_was_evaluated()
    {
        var session = OfRows(out var plan, OnWorkersOnly);
        var first = session.ReadAsync(0, default).AsTask();
        session.Begin(out var at).ShouldBe(0);
        session.Begin(out _).ShouldBe(1);
        session.Finish(at, 1);
        session.Finish(at, 0, isThere: false);

        Patience.Await(first).ShouldBe(SessionByHand.Value(0));

        plan.Counted.ShouldBe((2, 1, 0, 1));
    }

    [Test]
    public void What_nobody_wants_is_no_value_where_it_is_none()
    {
        List<int> discarded = [];
        var session = OfRows(out var plan, new() { OnDiscard = discarded.Add });
        session.Read(0);
        session.Begin(out var at).ShouldBe(1);
        session.Begin(out _).ShouldBe(2);
        session.End();

        session.Finish(at, 1, isThere: false);
        discarded.ShouldBeEmpty();
        session.Finish(at, 2);

        discarded.ShouldBe([20]);
        plan.Counted.ShouldBe((2, 1, 1, 0));
    }

    [Test]
    public void Each_read_by_index_has_been_counted_when_it_returns()
    {
        PlanByHand plan = new(100, workers: 1, maxBuffered: 4);
        var session = plan.ReadByIndex();
        session.Read(0);
        session.Work();
        session.Read(0);
        session.Read(1);

        plan.Counted.ShouldBe((4, 2, 0, 2));
        plan.Counters.Snapshot().ComputedByReaders.ShouldBe(1);
        plan.Snapshot().Delivered.ShouldBe(2);
    }

    [Test]
    public void What_a_reader_has_taken_by_itself_is_counted_when_the_figures_are_asked_for()
    {
        PlanByHand plan = new(1000, workers: 1, maxBuffered: 100);
        var session = plan.Enumerate();
        session.Costs(nanoseconds: 0);
        Enumerable.Range(0, 30).ToList().ForEach(index => session.Read(index));

        plan.Snapshot().ShouldBe(new PrefetchStatistics { Produced = 30, ComputedByReaders = 30, Delivered = 30 });
        plan.Snapshot().Delivered.ShouldBe(30);
    }

    [Test]
    public void An_element_whose_reader_was_interrupted_in_it_is_left_to_whoever_comes()
    {
        PlanByHand plan = new(100, workers: 1, maxBuffered: 4);
        var session = plan.ReadByIndex();
        session.Evaluation = _ => Outcome<int>.Of(new ThreadInterruptedException());

        session.Read(0).IsInterrupt.ShouldBeTrue();

        plan.Counted.ShouldBe((1, 1, 0, 0));
        (session.Window[0][0], session.Window[0].Waiters).ShouldBe((SlotState.Empty, 0));
        session.Evaluation = SessionByHand.Value;
        session.Read(0).ShouldBe(SessionByHand.Value(0));
        session.Here.ShouldBe([0, 0]);
    }

    [Test]
    public void And_to_a_worker_where_others_wait_for_it()
    {
        PlanByHand plan = new(100, workers: 1, maxBuffered: 1);
        var session = plan.ReadByIndex();
        Task<Outcome<int>> other = null!;
        session.Evaluation = index =>
        {
            other = session.ReadAsync(index, default).AsTask();
            return Outcome<int>.Of(new ThreadInterruptedException());
        };

        session.Read(0).IsInterrupt.ShouldBeTrue();

        session.Crew.Started.ShouldBe([0]);
        other.IsCompleted.ShouldBeFalse();
        session.Work().ShouldBe([0]);
        Patience.Await(other).ShouldBe(SessionByHand.Value(0));
        session.HasWorkNow.ShouldBeFalse();
    }

    [Test]
    public void For_which_one_is_woken_that_has_found_nothing_to_do_meanwhile()
    {
        var session = new PlanByHand(100, workers: 1, maxBuffered: 1).ReadByIndex();
        Task<Outcome<int>> other = null!;
        session.Evaluation = index =>
        {
            other = session.ReadAsync(index, default).AsTask();
            session.Work().ShouldBeEmpty();
            session.Crew.Park().ShouldBeFalse();
            return Outcome<int>.Of(new ThreadInterruptedException());
        };

        session.Read(0).IsInterrupt.ShouldBeTrue();

        session.Crew.Woken.ShouldBe(1);
        session.Work().ShouldBe([0]);
        Patience.Await(other).ShouldBe(SessionByHand.Value(0));
    }

    [Test, CancelAfter(120_000)]
    public void A_reader_on_the_thread_pool_that_is_interrupted_waits_for_nothing_any_more()
    {
        var session = new PlanByHand(100, workers: 1, maxBuffered: 4, OnWorkersOnly).ReadByIndex();
        Thread? reader = null;
        var reading = Task.Run(() =>
        {
            Volatile.Write(ref reader, Thread.CurrentThread);
            return session.Read(0);
        });
        Patience.Until(() => session.Window is { } window
            && window[0].Waiters == 1
            && Volatile.Read(ref reader)!.ThreadState.HasFlag(ThreadState.WaitSleepJoin));

        reader!.Interrupt();

        Should.Throw<ThreadInterruptedException>(() => Patience.Await(reading));
        session.Window[0].Waiters.ShouldBe(0);
    }

    [Test]
    public void Nor_does_one_whose_wait_would_close_a_ring([Values] bool awaited)
    {
        var session = new PlanByHand(100, workers: 1, maxBuffered: 4, OnWorkersOnly).ReadByIndex();
        var first = session.ReadAsync(0, default).AsTask();
        session.Begin(out var at).ShouldBe(0);
        session.Finish(at, 0);
        Patience.Await(first);

        using (Evaluating.Enter(new(at.NodeOf(1))))
        {
            Should.Throw<InvalidOperationException>(
                () => _ = awaited ? Patience.Await(session.ReadAsync(1, default).AsTask()) : session.Read(1));
        }

        at[1].Waiters.ShouldBe(0);
    }

    [Test]
    public void Whoever_holds_up_a_worker_may_wait_for_an_element_that_is_begun_already()
    {
        var session = new PlanByHand(100, workers: 1, maxBuffered: 4, OnWorkersOnly).ReadByIndex();
        var first = session.ReadAsync(0, default).AsTask();
        session.Begin(out var at).ShouldBe(0);
        session.Begin(out _).ShouldBe(1);
        Node elsewhere = new(new(), 0);
        Task<Outcome<int>> second;

        using (WaitForGraph.Announce([session.Begun(at, 1)], elsewhere, ViewOrigin.None))
        using (Evaluating.Enter(new(elsewhere)))
        {
            second = session.ReadAsync(0, default).AsTask();
        }

        session.Finish(at, 0);
        Patience.Await(first).ShouldBe(SessionByHand.Value(0));
        Patience.Await(second).ShouldBe(SessionByHand.Value(0));
    }

    [Test]
    public void What_several_have_waited_for_and_was_left_behind_makes_room_for_one_element()
    {
        var session = new PlanByHand(1000, workers: 2, maxBuffered: 4, OnWorkersOnly).ReadByIndex();
        var left = Enumerable.Range(0, 2).Select(_ => session.ReadAsync(0, default).AsTask()).ToArray();
        session.Begin(out var at).ShouldBe(0);
        _ = session.ReadAsync(500, default).AsTask();
        session.Window.Limit.ShouldBe(503, "One place is taken by what was left behind.");

        session.Finish(at, 0);
        Array.ForEach(left, reader => Patience.Await(reader).ShouldBe(SessionByHand.Value(0)));

        session.Window.Limit.ShouldBe(504);
    }

    [Test]
    public void Who_evaluates_what_nobody_wants_any_more_is_told_when_that_is_so()
    {
        var session = new PlanByHand(100, workers: 1, maxBuffered: 4).ReadByIndex();
        session.Read(0);
        session.Begin(out _).ShouldBe(1);
        session.ToldOfAbandoned.ShouldBe(0);

        session.Read(50);

        session.ToldOfAbandoned.ShouldBe(1);
    }

    [Test]
    public void A_wait_that_is_given_up_leaves_the_element_to_be_dropped()
    {
        PlanByHand plan = new(100, workers: 1, maxBuffered: 1, OnWorkersOnly);
        var session = plan.ReadByIndex();
        using CancellationTokenSource source = new();
        var given = session.ReadAsync(0, source.Token).AsTask();
        session.Begin(out var at).ShouldBe(0);

        source.Cancel();
        Should.Throw<OperationCanceledException>(() => Patience.Await(given));
        var next = session.ReadAsync(50, default).AsTask();
        session.Finish(at, 0);

        session.Work().ShouldBe([50]);
        Patience.Await(next).ShouldBe(SessionByHand.Value(50));
        plan.Counted.ShouldBe((2, 1, 1, 0));
    }

    [Test]
    public void Where_values_are_their_readers_own_who_waits_second_has_the_element_evaluated_again()
    {
        List<int> discarded = [];
        PrefetchOptions<int> options = new() { OnDiscard = discarded.Add, OnWorkerStart = _ => { } };
        PlanByHand plan = new(100, workers: 2, maxBuffered: 4, options);
        var session = plan.ReadByIndex();
        var first = session.ReadAsync(0, default).AsTask();
        session.Begin(out var at).ShouldBe(0);

        var second = session.ReadAsync(0, default).AsTask();
        session.Begin(out var beside).ShouldBe(0);
        beside.ShouldNotBeSameAs(at);
        session.Finish(beside, 0);
        Patience.Await(second).ShouldBe(SessionByHand.Value(0));
        first.IsCompleted.ShouldBeFalse();
        session.Finish(at, 0);

        Patience.Await(first).ShouldBe(SessionByHand.Value(0));
        discarded.ShouldBeEmpty();
        plan.Counted.ShouldBe((2, 2, 0, 0));
    }

    [Test]
    public void Else_both_have_the_one_value()
    {
        PlanByHand plan = new(100, workers: 2, maxBuffered: 4, OnWorkersOnly);
        var session = plan.ReadByIndex();
        var readers = Enumerable.Range(0, 3).Select(_ => session.ReadAsync(0, default).AsTask()).ToArray();

        session.Begin(out var at).ShouldBe(0);
        session.Finish(at, 0);

        Array.ForEach(readers, reader => Patience.Await(reader).ShouldBe(SessionByHand.Value(0)));
        plan.Counted.ShouldBe((1, 1, 0, 0));
    }

    [Test]
    public void Who_reads_from_inside_an_element_is_refused([Values] bool awaited)
    {
        PlanByHand plan = new(100, workers: 1, maxBuffered: 4) { ReadsFromInside = true };
        var session = plan.ReadByIndex();

        Should.Throw<InvalidOperationException>(
                () => _ = awaited ? Patience.Await(session.ReadAsync(0, default).AsTask()) : session.Read(0))
            .Message.ShouldContain("reads the very view that it belongs to, which would wait for itself");
    }

    /// <summary>A list whose length takes evaluations.</summary>
    private static SessionByHand OfRows(out PlanByHand plan, PrefetchOptions<int>? options = null)
    {
        var rows = Seq.Range(0, 100).Select(row => new[] { row }).Flatten();
        plan = new(rows, workers: 1, maxBuffered: 10, options);
        return plan.ReadByIndex();
    }
}
