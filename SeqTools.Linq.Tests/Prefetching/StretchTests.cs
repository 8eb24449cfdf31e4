namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>
/// Enumerations of cheap elements: which of them their reader takes or evaluates by itself, and how the window and the
/// workers come after it.
/// </summary>
public class StretchTests
{
    private const int Dear = 20_000;
    private const int Cheap = 19_000;
    private const int BelowHandOver = 0;

    /// <summary>How many elements are reserved for a reader at once.</summary>
    private const int Reserved = 64;

    [TestCase(24, 8)]
    [TestCase(60, 20)]
    [TestCase(1000, 64)]
    public void Where_elements_are_cheap_a_third_of_the_buffer_is_taken_before_the_window_moves(
        int maxBuffered, int stretch)
    {
        var session = Filled(maxBuffered, out var plan);
        for (var index = 1; index < stretch; index++)
        {
            session.Read(index).ShouldBe(SessionByHand.Value(index));
            session.Window.Head.ShouldBe(0);
        }

        plan.Counted.Delivered.ShouldBe(1, "The others are not counted yet.");
        session.Read(stretch).ShouldBe(SessionByHand.Value(stretch));

        session.Window.Head.ShouldBe(stretch);
        plan.Counted.ShouldBe((maxBuffered, stretch + 1, 0, maxBuffered - stretch - 1));
        session.Here.ShouldBe([0]);
        session.Work().ShouldBe(Enumerable.Range(maxBuffered, stretch));
    }

    [TestCase(23, Cheap)]
    [TestCase(60, Dear)]
    public void In_a_small_buffer_and_where_they_are_not_cheap_the_window_moves_with_each(
        int maxBuffered, int nanoseconds)
    {
        var session = Filled(maxBuffered, out _, nanoseconds);
        for (var index = 1; index < 5; index++)
        {
            session.Read(index).ShouldBe(SessionByHand.Value(index));
            session.Window.Head.ShouldBe(index);
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(10)]
    [TestCase(1000)]
    [TestCase(100_000)]
    [TestCase(int.MaxValue)]
    public void What_costs_less_than_to_hand_it_over_is_evaluated_by_its_reader(int maxBuffered)
    {
        PlanByHand plan = new(200_000, workers: 2, maxBuffered);
        var session = plan.Enumerate();
        session.Costs(BelowHandOver);
        session.Read(0);

        session.IsClosedToWorkers.ShouldBeTrue();
        session.Begin(out _).ShouldBe(-1);
        for (var index = 1; index < 640; index++)
        {
            session.Read(index).ShouldBe(SessionByHand.Value(index));
            plan.Counted.Delivered.ShouldBe((index / Reserved * Reserved) + 1, "They are counted many at a time.");
        }

        session.Window.IsRetired.ShouldBeTrue("No element has a slot.");
        session.Here.ShouldBe(Enumerable.Range(0, 640));
        session.Count();
        plan.Counted.ShouldBe((640, 640, 0, 0));
        plan.Counters.Snapshot().ComputedByReaders.ShouldBe(640);
    }

    [TestCase(40, 21)]
    [TestCase(100_000, 64)]
    public void Only_when_nothing_is_begun_ahead_of_it(int maxBuffered, int stretch)
    {
        var session = new PlanByHand(200_000, workers: 2, maxBuffered).Enumerate();
        session.Costs(Cheap);
        session.Read(0);
        session.Read(1);
        var first = session.Begin(out var at);
        first.ShouldBe(2);
        var late = session.Begin(out _);
        session.Costs(BelowHandOver);

        session.Read(stretch);
        session.Window.IsRetired.ShouldBeFalse("Two of those before it are evaluated still.");
        session.IsClosedToWorkers.ShouldBeTrue();
        session.Finish(at, first);
        session.Finish(at, late);
        session.Read(2 * stretch);

        session.Window.IsRetired.ShouldBeTrue();
        session.Here.ShouldBe([0, 1, stretch, 2 * stretch]);
    }

    [TestCase(40)]
    [TestCase(100_000)]
    public void What_a_worker_has_claimed_before_is_the_reader_s_all_the_same(int maxBuffered)
    {
        var session = Claimed(maxBuffered, out var at, out var first);
        session.Read(1);
        session.Window.IsRetired.ShouldBeTrue();

        at[first + 1].TryStart(first + 1).ShouldBeFalse("It comes too late.");
        session.Read(2).ShouldBe(SessionByHand.Value(2));

        session.Follow().ShouldBeTrue();
        at[first + 2].TryStart(first + 2).ShouldBeTrue("The reader has left it to workers.");
    }

    [TestCase(1)]
    [TestCase(10)]
    [TestCase(100_000)]
    [TestCase(int.MaxValue)]
    public void However_far_the_reader_has_come_workers_go_on_behind_it(int maxBuffered)
    {
        var session = new PlanByHand(200_000, workers: 2, maxBuffered).Enumerate();
        session.Costs(BelowHandOver);
        for (var index = 0; index < 150_000; index++)
        {
            session.Read(index).ShouldBe(SessionByHand.Value(index));
        }

        session.Follow().ShouldBe(maxBuffered > 1);

        var there = (int)Math.Min(200_000, 150_000L + maxBuffered - 1);
        session.Work().ShouldBe(Enumerable.Range(150_000, there - 150_000));
        for (var index = 150_000; index < 150_200; index++)
        {
            session.Read(index).ShouldBe(SessionByHand.Value(index));
        }

        session.Here.Count.ShouldBe(150_200 - Math.Min(200, there - 150_000));
    }

    [TestCase(40)]
    [TestCase(100_000)]
    public void Where_it_can_t_be_workers_are_given_back_what_was_kept_from_them(int maxBuffered)
    {
        var session = Claimed(maxBuffered, out var at, out _);
        at[4].TryStart(4).ShouldBeTrue();
        session.Read(1);
        session.Window.IsRetired.ShouldBeFalse();

        session.Finish(at, 4);
        session.Follow().ShouldBeTrue();

        session.Work().Take(5).ShouldBe([6, 7, 8, 9, 10]);
        Enumerable.Range(2, 20).ShouldAllBe(index => session.Read(index) == SessionByHand.Value(index));
        session.Here.ShouldBe([0, 1]);
    }

    [Test]
    public void That_goes_on_whatever_workers_have_measured_meanwhile()
    {
        var session = InPlace(maxBuffered: 10);

        session.Costs(Cheap);
        session.Read(5);

        session.IsClosedToWorkers.ShouldBeTrue();
    }

    [Test]
    public void A_second_slow_element_among_a_few_ends_it_for_longer_each_time()
    {
        const int Longest = 4096;
        var session = InPlace(maxBuffered: 10);
        var index = Reserved;
        for (var pause = 64; pause <= 4 * Longest; pause *= 2)
        {
            session.Evaluation = read => session.Slow(read, nanoseconds: 350);
            session.Read(index);
            session.IsClosedToWorkers.ShouldBeTrue("One says nothing.");
            session.Read(index + Reserved);
            session.Read(index + Reserved + 1);
            session.IsClosedToWorkers.ShouldBeFalse();

            session.Evaluation = SessionByHand.Value;
            var again = index + Reserved + Math.Min(pause, Longest);
            session.Costs(BelowHandOver);
            session.Read(again - 1);
            session.IsClosedToWorkers.ShouldBeFalse($"{pause}");
            session.Costs(BelowHandOver);
            session.Read(again);
            session.IsClosedToWorkers.ShouldBeTrue($"{pause}");

            // So many quick ones that the next slow one is the first again.
            index = again;
            for (var sample = 0; sample < 10; sample++)
            {
                index += Reserved;
                session.Read(index);
            }

            index += Reserved;
        }
    }

    [Test]
    public void From_then_on_workers_begin_nothing_that_there_was_room_for_before()
    {
        var session = new PlanByHand(1000, workers: 1, maxBuffered: 10).Enumerate();
        session.Costs(Cheap);
        session.Read(0);
        session.Window.Unclaimed.ShouldBe(9);

        session.Costs(BelowHandOver);
        session.Read(1);

        session.IsClosedToWorkers.ShouldBeTrue();
        session.Begin(out _).ShouldBe(-1);
    }

    [Test]
    public void Who_has_cancelled_already_takes_nothing()
    {
        var session = Filled(maxBuffered: 60, out _);

        Should.Throw<OperationCanceledException>(
            () => _ = Patience.Await(session.ReadAsync(1, new(canceled: true)).AsTask()));

        session.Read(1).ShouldBe(SessionByHand.Value(1));
    }

    [Test]
    public void A_reader_that_awaits_evaluates_nothing()
    {
        var session = InPlace(maxBuffered: 10);

        var reading = session.ReadAsync(1, default).AsTask();

        reading.IsCompleted.ShouldBeFalse();
        session.Here.ShouldBe([0]);
        session.IsClosedToWorkers.ShouldBeFalse();
        session.Work().ShouldContain(1);
        Patience.Await(reading).ShouldBe(SessionByHand.Value(1));
    }

    [Test]
    public void Nor_does_one_whose_workers_have_a_start_of_their_own()
    {
        PlanByHand plan = new(100, workers: 1, maxBuffered: 30, new() { OnWorkerStart = _ => { } });
        var session = plan.Enumerate();
        session.Costs(BelowHandOver);

        var first = session.ReadAsync(0, default).AsTask();
        session.Work().ShouldBe(Enumerable.Range(0, 30));
        Patience.Await(first);
        session.Costs(BelowHandOver);

        for (var index = 1; index < 20; index++)
        {
            session.Read(index).ShouldBe(SessionByHand.Value(index));
        }

        session.Here.ShouldBeEmpty();
    }

    [Test]
    public void Where_the_length_takes_evaluations_every_read_moves_the_window()
    {
        var rows = Seq.Range(0, 20).Select(row => new[] { row, row, row }).Flatten();
        var session = new PlanByHand(rows, workers: 1, maxBuffered: 30).Enumerate();
        for (var index = 0; index < 10; index++)
        {
            session.Costs(BelowHandOver);
            session.Read(index);
            session.Window.Head.ShouldBe(index);
            session.IsClosedToWorkers.ShouldBeFalse();
        }
    }

    [Test]
    public void A_worker_that_parks_sees_the_room_that_the_reader_has_made()
    {
        var session = Filled(maxBuffered: 60, out _);
        session.HasWorkNow.ShouldBeFalse();
        session.Read(1);

        session.HasWorkNow.ShouldBeFalse("The worker that was called is at work, and will look.");
        session.Crew.Park().ShouldBeTrue();
    }

    [Test]
    public void And_that_the_elements_are_kept_from_it()
    {
        var session = InPlace(maxBuffered: 10);

        session.HasWorkNow.ShouldBeTrue();
    }

    [Test]
    public void A_worker_has_the_window_follow_a_reader_that_stops()
    {
        List<int> discarded = [];
        var session = Filled(maxBuffered: 60, out _, options: new() { OnDiscard = discarded.Add });
        Enumerable.Range(1, 12).ToList().ForEach(index => session.Read(index));

        session.Follow().ShouldBeTrue();

        session.Window.Head.ShouldBe(12);
        session.Work().ShouldBe(Enumerable.Range(60, 12));
        session.Follow().ShouldBeFalse("There is nothing left to do.");
        discarded.ShouldBeEmpty();
    }

    [Test]
    public void It_drops_what_a_failure_beside_the_elements_has_made_the_reader_miss()
    {
        List<int> discarded = [];
        var session = Filled(maxBuffered: 60, out var plan, options: new() { OnDiscard = discarded.Add });
        session.Tell(new FormatException());
        session.Read(1).Error.ShouldBeOfType<FormatException>();
        session.Read(2).ShouldBe(SessionByHand.Value(2));

        session.Follow();

        discarded.ShouldBe([10]);
        plan.Counted.Discarded.ShouldBe(1);
    }

    [Test]
    public void So_it_does_where_the_reader_has_evaluated_the_elements()
    {
        var session = InPlace(maxBuffered: 10);
        session.Read(3);

        session.Follow().ShouldBeTrue();

        session.IsClosedToWorkers.ShouldBeFalse();
        session.Work().ShouldBe(Enumerable.Range(4, 9));
        session.Read(4);
        session.Here.ShouldBe([0, 3]);
    }

    [Test]
    public void Nobody_follows_readers_that_come_by_index_nor_one_whose_enumeration_is_over()
    {
        var shared = new PlanByHand(100, workers: 1, maxBuffered: 10).ReadByIndex();
        shared.Read(5);
        shared.Follow().ShouldBeFalse();
        shared.Window.Head.ShouldBe(5);

        var over = InPlace(maxBuffered: 10);
        over.End();
        over.Follow().ShouldBeFalse();
        over.Begin(out _).ShouldBe(-1);
    }

    [Test]
    public void Whether_the_reader_goes_on_is_seen_once_for_each_element()
    {
        var session = InPlace(maxBuffered: 10);
        var reader = -1;

        session.HasGoneOn(ref reader).ShouldBeTrue();
        session.HasGoneOn(ref reader).ShouldBeFalse();
        session.Read(1);
        session.HasGoneOn(ref reader).ShouldBeTrue();
        reader.ShouldBe(1);
    }

    [Test]
    public void Where_elements_are_reserved_the_reader_calls_one_whenever_it_reserves_more()
    {
        var session = InPlace(maxBuffered: 60, workers: 3);
        session.Crew.Started.Clear();

        session.Read(1);
        session.Crew.Started.ShouldBeEmpty();
        session.Read(Reserved);
        session.Crew.Started.Count.ShouldBe(1);
        session.Crew.Doze();
        session.Read(2 * Reserved);
        (session.Crew.Started.Count, session.Crew.Woken).ShouldBe((1, 0));
    }

    [Test]
    public void Whatever_workers_have_measured_last()
    {
        var session = InPlace(maxBuffered: 60, workers: 3);
        session.Crew.Started.Clear();
        session.Costs(Dear);

        session.Read(Reserved);

        session.IsClosedToWorkers.ShouldBeTrue();
        session.Crew.Started.Count.ShouldBe(1);
    }

    [Test]
    public void Where_nobody_is_at_work_the_reader_calls_one_to_look_after_it()
    {
        var session = Filled(maxBuffered: 60, out _, workers: 3);
        session.Crew.Started.Clear();

        session.Read(1);
        session.Crew.Started.Count.ShouldBe(1);
        session.Read(2);
        session.Crew.Started.Count.ShouldBe(1, "That one is at work.");

        session.Crew.Doze();
        session.Read(3);
        (session.Crew.Started.Count, session.Crew.Woken).ShouldBe((1, 0), "It will look in a moment.");

        session.Crew.WakeUp();
        session.Crew.Park();
        session.Read(4);
        (session.Crew.Started.Count, session.Crew.Woken).ShouldBe((1, 1));
    }

    [Test]
    public void A_reader_that_goes_slowly_has_its_next_element_timed()
    {
        var session = InPlace(maxBuffered: 10);
        var reader = 0;
        Enumerable.Range(1, 15).ToList().ForEach(index => session.Read(index));
        session.HasGoneOn(ref reader).ShouldBeTrue();
        session.Evaluation = read => session.Slow(read, nanoseconds: 350);

        session.Read(16);
        session.Read(17);
        session.IsClosedToWorkers.ShouldBeTrue("One says nothing.");
        session.HasGoneOn(ref reader).ShouldBeTrue();
        session.Read(18);
        session.Read(19);

        session.IsClosedToWorkers.ShouldBeFalse();
    }

    [Test]
    public void One_that_goes_fast_has_not()
    {
        var session = InPlace(maxBuffered: 10);
        var reader = 0;
        Enumerable.Range(1, 16).ToList().ForEach(index => session.Read(index));

        session.HasGoneOn(ref reader).ShouldBeTrue();
        session.Read(17);

        session.Count();
        session.Window.IsRetired.ShouldBeTrue();
        session.Timed.ShouldBe(1);
    }

    [Test]
    public void Workers_are_called_one_at_a_time_until_half_of_the_buffer_is_to_be_filled()
    {
        var session = new PlanByHand(2000, workers: 4, maxBuffered: 10).Enumerate();
        session.Read(0);
        session.Crew.Started.Count.ShouldBe(4, "What they cost is not known.");
        session.Work();
        Array.ForEach([0, 1, 2, 3], number => session.Crew.Leave(number));
        session.Crew.Started.Clear();
        session.Costs(Cheap);

        session.Read(1);
        session.Crew.Started.Count.ShouldBe(1);
        session.Read(2);
        session.Read(3);
        session.Read(4);
        session.Window.Unclaimed.ShouldBe(4);
        session.Crew.Started.Count.ShouldBe(1, "Less than half is to be filled, and one is at it.");
        session.Read(5);
        session.Crew.Started.Count.ShouldBe(4, "One alone can't keep up.");

        Array.ForEach(session.Crew.Started.ToArray(), number => session.Crew.Leave(number));
        session.Crew.Started.Clear();
        session.Read(6);
        session.Crew.Started.Count.ShouldBe(1, "Nobody is at work: one may be enough.");
    }

    [Test]
    public void Readers_by_index_call_as_many_as_there_are_elements_whatever_these_cost()
    {
        var session = new PlanByHand(100, workers: 3, maxBuffered: 10).ReadByIndex();
        session.Costs(BelowHandOver);

        session.Read(0);

        session.Crew.Started.ShouldBe([0, 1, 2]);
        session.IsClosedToWorkers.ShouldBeFalse();
    }

    [Test]
    public void A_failure_beside_the_elements_is_told_by_the_next_of_them([Values] bool inPlace)
    {
        var session = inPlace ? InPlace(maxBuffered: 60) : Filled(maxBuffered: 60, out _);
        session.Read(1);
        var failure = new FormatException();
        session.Tell(failure);

        session.Read(2).Error.ShouldBeSameAs(failure);
        session.Read(2).ShouldBe(SessionByHand.Value(2));
        session.Read(3).ShouldBe(SessionByHand.Value(3));
    }

    [Test]
    public void So_is_that_a_worker_could_not_start()
    {
        PlanByHand plan = new(100, workers: 1, maxBuffered: 60, new() { OnWorkerStart = _ => { } });
        var session = plan.Enumerate();
        var first = session.ReadAsync(0, default).AsTask();
        session.Work();
        Patience.Await(first);
        session.Costs(Cheap);
        session.Read(1);
        session.Read(2);
        session.FailToBegin(0, new FormatException());

        session.Read(3).Error.ShouldBeOfType<EvaluationException>().InnerException.ShouldBeOfType<FormatException>();
        session.Read(3).ShouldBe(SessionByHand.Value(3));
    }

    [Test]
    public void A_list_that_has_grown_is_filled_to_its_new_end_when_the_reader_stops([Values] bool inPlace)
    {
        var list = Enumerable.Range(0, 100).ToList();
        var view = list.Select(index => 10 * index);
        var session = new PlanByHand(view, workers: 1, maxBuffered: 40).Enumerate();
        session.Costs(Dear);
        session.Read(0);
        for (var index = 1; index < 99; index++)
        {
            session.Costs(inPlace ? BelowHandOver : Cheap);
            _ = inPlace ? [] : session.Work();
            session.Read(index);
        }

        session.IsClosedToWorkers.ShouldBe(inPlace);
        list.AddRange(Enumerable.Range(100, 50));

        session.Follow().ShouldBeTrue();

        session.Work().ShouldBe(inPlace ? Enumerable.Range(99, 39) : Enumerable.Range(100, 38));
    }

    [Test]
    public void Where_nobody_can_tell_it_is_filled_to_the_end_that_it_had([Values] bool fails)
    {
        var list = new LiveList();
        list.Resize(100);
        var session = new PlanByHand(list.Select(index => 10 * index), workers: 1, maxBuffered: 40).Enumerate();
        session.Costs(Dear);
        session.Read(0);
        session.Costs(BelowHandOver);
        Enumerable.Range(1, 90).ToList().ForEach(index => session.Read(index));
        list.CountFails = fails;
        list.Resize(fails ? 150 : 95);

        session.Follow().ShouldBeTrue();
        list.CountFails = false;

        session.Work().ShouldBe(Enumerable.Range(91, 9));
    }

    [Test]
    public void What_is_evaluated_while_the_enumeration_ends_is_counted([Values] bool inPlace)
    {
        PlanByHand plan = new(100_000, workers: 1, maxBuffered: 60);
        var session = plan.Enumerate();
        session.Costs(inPlace ? BelowHandOver : Cheap);
        session.Read(0);
        session.IsClosedToWorkers.ShouldBe(inPlace);
        session.Evaluation = index =>
        {
            session.End();
            return SessionByHand.Value(index);
        };

        session.Read(1).ShouldBe(SessionByHand.Value(1));

        plan.Counted.ShouldBe((2, 2, 0, 0));
    }

    [Test]
    public void What_was_reserved_is_refused_when_the_enumeration_is_over()
    {
        var session = InPlace(maxBuffered: 60, out var plan);
        session.Read(1);

        session.End();

        Should.Throw<ObjectDisposedException>(() => session.Read(2));
        session.Here.ShouldBe([0, 1]);
        plan.Counted.ShouldBe((2, 2, 0, 0));
    }

    [Test]
    public void A_reader_that_awaits_from_then_on_leaves_the_rest_of_it_to_workers()
    {
        var session = InPlace(maxBuffered: 10);
        session.Read(1);

        var reading = session.ReadAsync(2, default).AsTask();

        session.Work().ShouldBe(Enumerable.Range(2, 10));
        Patience.Await(reading).ShouldBe(SessionByHand.Value(2));
        session.Read(3).ShouldBe(SessionByHand.Value(3));
        session.Here.ShouldBe([0, 1]);
    }

    [Test]
    public void What_was_taken_is_counted_when_the_enumeration_ends()
    {
        List<int> discarded = [];
        var session = Filled(maxBuffered: 60, out var plan, options: new() { OnDiscard = discarded.Add });
        session.Read(1);
        session.Read(2);

        session.End();

        discarded.Order().ShouldBe(Enumerable.Range(3, 57).Select(index => 10 * index));
        plan.Counted.ShouldBe((60, 3, 57, 0));
    }

    /// <summary>
    /// A session of which a worker has claimed five elements and begun none, and whose elements turn out to be cheaper
    /// than a hand-over. Element 0 was read.
    /// </summary>
    private static SessionByHand Claimed(int maxBuffered, out Window<int> at, out int first)
    {
        var session = new PlanByHand(200_000, workers: 2, maxBuffered).Enumerate();
        session.Costs(Dear);
        session.Read(0);
        at = session.Window;
        at.TryClaim(5, out first, out _).ShouldBeTrue();
        session.Costs(BelowHandOver);
        return session;
    }

    /// <summary>A session whose buffer is full, and whose elements are cheap. Element 0 was read.</summary>
    private static SessionByHand Filled(
        int maxBuffered, out PlanByHand plan, int nanoseconds = Cheap, int workers = 1,
        PrefetchOptions<int>? options = null)
    {
        plan = new(100_000, workers, maxBuffered, options);
        var session = plan.Enumerate();
        session.Costs(nanoseconds);
        session.Read(0);
        session.Costs(nanoseconds);
        session.Work().ShouldBe(Enumerable.Range(1, maxBuffered - 1));
        session.Crew.Started.ForEach(session.Crew.Leave);
        return session;
    }

    /// <summary>A session whose reader evaluates the elements; the first was read.</summary>
    private static SessionByHand InPlace(int maxBuffered, int workers = 1) => InPlace(maxBuffered, out _, workers);

    private static SessionByHand InPlace(int maxBuffered, out PlanByHand plan, int workers = 1)
    {
        plan = new(100_000, workers, maxBuffered);
        var session = plan.Enumerate();
        session.Costs(BelowHandOver);
        session.Read(0);
        session.IsClosedToWorkers.ShouldBeTrue();
        session.Crew.Started.ForEach(session.Crew.Leave);
        return session;
    }
}
