namespace SeqTools.Linq.Tests.Prefetching;

public class WorkersTests
{
    /// <summary>
    /// A reader that offers work after a worker has looked for the last time must see that the worker is not there to
    /// find it.
    /// </summary>
    [TestCase(200)]
    [TestCase(1000, Category = "Long")]
    [CancelAfter(120_000)]
    public void A_worker_that_leaves_does_not_count_as_at_work_once_it_has_looked_for_the_last_time(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var looks = 0;
            ThreadWorkers workers = null!;
            workers = new(
                1,
                hasWork: () =>
                {
                    Interlocked.Increment(ref looks);
                    return false;
                },
                number => workers.LeaveParked(
                    workers.Park() ? throw new AssertionException("There was no work.") : number),
                TimeSpan.FromTicks(1),
                TimeProvider.System,
                new(null, TimeProvider.System));
            workers.Call(1, most: int.MaxValue);

            var spins = 0;
            while (Volatile.Read(ref looks) < 2 && spins < int.MaxValue)
            {
                spins++;
            }

            var isComplete = false;
            for (var ask = 0; ask < 200; ask++)
            {
                isComplete |= workers.IsComplete;
            }

            isComplete.ShouldBeFalse($"round {round}");
        }
    }

    [Test]
    public void Absent_workers_are_started_in_order_as_many_as_there_are_elements()
    {
        var workers = ByHand(4);

        workers.Call(elements: 2, most: 4).ShouldBeNull();
        workers.Started.ShouldBe([0, 1]);
        workers.AreIdle.ShouldBeFalse();
        workers.IsComplete.ShouldBeFalse();
        workers.Call(elements: 5, most: 3).ShouldBeNull();
        workers.Started.ShouldBe([0, 1, 2]);
        workers.Call(elements: 5, most: 8).ShouldBeNull();
        workers.Started.ShouldBe([0, 1, 2, 3]);
        workers.IsComplete.ShouldBeTrue();
    }

    [Test]
    public void Parked_workers_are_woken_before_others_are_started()
    {
        var workers = ByHand(4);
        workers.Call(elements: 2, most: 4);
        workers.Park().ShouldBeFalse();
        workers.Park().ShouldBeFalse();

        workers.Call(elements: 1, most: 4);
        (workers.Woken, workers.Started.Count).ShouldBe((1, 2));
        workers.Call(elements: 3, most: 4);
        (workers.Woken, workers.Started.Count).ShouldBe((3, 3));
        workers.CallOne().ShouldBeNull();
        (workers.Woken, workers.Started.Count).ShouldBe((4, 3));
        workers.GoBack(isCalled: true).ShouldBeTrue();
        workers.GoBack(isCalled: true).ShouldBeTrue();
        workers.CallOne().ShouldBeNull();
        (workers.Woken, workers.Started.Count).ShouldBe((4, 4));
        workers.CallOne().ShouldBeNull();
        (workers.Woken, workers.Started.Count).ShouldBe((4, 4));
    }

    [Test]
    public void A_worker_that_parks_is_not_at_work_and_one_that_dozes_looks_all_the_same()
    {
        var workers = ByHand(1);
        (workers.AreIdle, workers.IsAttended, workers.IsDozing).ShouldBe((true, false, false));

        workers.CallOne();
        (workers.AreIdle, workers.IsAttended, workers.IsDozing).ShouldBe((false, true, false));
        workers.Doze();
        (workers.AreIdle, workers.IsAttended, workers.IsDozing).ShouldBe((true, true, true));
        workers.WakeUp();
        (workers.AreIdle, workers.IsAttended, workers.IsDozing).ShouldBe((false, true, false));
        workers.Park();
        (workers.AreIdle, workers.IsAttended, workers.IsDozing).ShouldBe((true, false, false));
    }

    [Test]
    public void A_worker_goes_back_to_work_if_it_was_called_or_there_is_work_and_leaves_otherwise()
    {
        var hasWork = false;
        var counters = Counters();
        WorkersByHand workers = new(1, () => hasWork, counters);
        workers.CallOne();
        workers.Park().ShouldBeFalse();

        workers.GoBack(isCalled: false).ShouldBeFalse();
        (counters.WorkingWorkers, counters.IdleWorkers).ShouldBe((0, 1));
        hasWork = true;
        workers.GoBack(isCalled: false).ShouldBeTrue();
        (counters.WorkingWorkers, counters.IdleWorkers).ShouldBe((1, 0));
        workers.Park().ShouldBeTrue();
        workers.Stop();
        workers.GoBack(isCalled: true).ShouldBeFalse();
    }

    [Test]
    public void Workers_are_counted_as_they_come_and_go()
    {
        var counters = Counters();
        WorkersByHand workers = new(3, () => false, counters);

        workers.Call(elements: 2, most: 3);
        (counters.WorkingWorkers, counters.IdleWorkers).ShouldBe((2, 0));
        workers.Park();
        (counters.WorkingWorkers, counters.IdleWorkers).ShouldBe((1, 1));
        workers.Leave(0);
        (counters.WorkingWorkers, counters.IdleWorkers).ShouldBe((0, 1));
        workers.LeaveParked(1).ShouldBeNull();
        (counters.WorkingWorkers, counters.IdleWorkers).ShouldBe((0, 0));
        workers.AreScarce = true;
        workers.CallOne().ShouldBeOfType<OutOfMemoryException>();
        (counters.WorkingWorkers, counters.IdleWorkers).ShouldBe((0, 0));
        workers.AreIdle.ShouldBeTrue();
    }

    [Test]
    public void One_that_leaves_its_park_though_there_is_work_is_started_anew()
    {
        var hasWork = false;
        WorkersByHand workers = new(2, () => hasWork, Counters());
        workers.Call(elements: 2, most: 2);
        workers.Park();
        workers.LeaveParked(1).ShouldBeNull();
        workers.Started.ShouldBe([0, 1]);

        workers.Park();
        hasWork = true;
        workers.LeaveParked(0).ShouldBeNull();
        workers.Started.ShouldBe([0, 1, 0]);
        workers.AreIdle.ShouldBeFalse();
    }

    [Test]
    public void Where_it_can_not_be_that_is_told_if_there_is_no_other()
    {
        WorkersByHand workers = new(2, () => true, Counters());
        workers.Call(elements: 2, most: 2);
        workers.Park();
        workers.Park();
        workers.AreScarce = true;

        workers.LeaveParked(0).ShouldBeNull("The other one is there.");
        workers.LeaveParked(1).ShouldBeOfType<OutOfMemoryException>();
    }

    [Test]
    public void Where_some_are_there_it_is_told_to_nobody_that_others_can_not_be_had([Values] bool one)
    {
        var workers = ByHand(2);
        workers.CallOne();
        workers.AreScarce = true;

        (one ? workers.CallOne() : workers.Call(elements: 2, most: 2)).ShouldBeNull();

        workers.AreScarce = false;
        (one ? workers.CallOne() : workers.Call(elements: 2, most: 2)).ShouldBeNull();
        workers.Started.ShouldBe([0], "It is not tried again.");
    }

    [Test]
    public void Workers_that_were_stopped_are_neither_woken_nor_started_and_are_gone_when_the_last_has_left()
    {
        WorkersByHand workers = new(3, () => true, Counters());
        workers.Call(elements: 2, most: 3);
        workers.Park();

        workers.Stop();
        workers.AllWoken.ShouldBe(1);
        workers.Call(elements: 3, most: 3).ShouldBeNull();
        workers.CallOne().ShouldBeNull();
        (workers.Woken, workers.Started.Count).ShouldBe((0, 2));
        workers.Leave(0);
        workers.Gone.IsCompleted.ShouldBeFalse();
        workers.LeaveParked(1).ShouldBeNull();
        workers.Gone.IsCompleted.ShouldBeTrue();
        workers.Started.Count.ShouldBe(2);
    }

    [Test]
    public void Workers_that_were_never_called_are_gone_when_they_are_stopped()
    {
        var workers = ByHand(3);
        workers.Gone.IsCompleted.ShouldBeFalse();

        workers.Stop();

        workers.Gone.IsCompleted.ShouldBeTrue();
    }

    [Test, CancelAfter(120_000)]
    public void A_worker_that_has_dozed_is_at_work_again_and_one_that_sees_work_does_not_doze([Values] bool hasWork)
    {
        var seen = new TaskCompletionSource<(bool GoesOn, bool IsDozing, bool IsAttended)>();
        var wasDozing = false;
        ThreadWorkers workers = null!;
        workers = new(
            1,
            () =>
            {
                wasDozing = workers.IsDozing;
                return hasWork;
            },
            number =>
            {
                var goesOn = workers.Doze(hasWork ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(1));
                seen.SetResult((goesOn, workers.IsDozing, workers.IsAttended));
                workers.Leave(number);
            },
            Timeout.InfiniteTimeSpan,
            TimeProvider.System,
            Counters());

        workers.CallOne();

        Patience.Await(seen.Task).ShouldBe((true, false, true));
        wasDozing.ShouldBeTrue("Who looks must see that it will be back.");
    }

    [Test, CancelAfter(120_000)]
    public void A_worker_that_a_function_has_interrupted_goes_on()
    {
        var seen = new TaskCompletionSource<bool>();
        ThreadWorkers workers = null!;
        workers = new(
            1,
            () => false,
            number =>
            {
                Thread.CurrentThread.Interrupt();
                seen.SetResult(workers.Park());
                workers.Leave(number);
            },
            Timeout.InfiniteTimeSpan,
            TimeProvider.System,
            Counters());

        workers.CallOne();

        Patience.Await(seen.Task).ShouldBeTrue();
    }

    [Test, CancelAfter(120_000)]
    public void Each_worker_waits_for_its_own_time_by_a_clock_of_the_users()
    {
        var clock = new ManualClock();
        var parked = new TaskCompletionSource<TimeSpan>[] { new(), new() };
        Gate[] gates = [new(), new()];
        ThreadWorkers workers = null!;
        workers = new(
            2,
            () => false,
            number =>
            {
                gates[number].Pass();
                var goesOn = true;
                while (goesOn)
                {
                    goesOn = workers.Park();
                }

                parked[number].SetResult(clock.GetElapsedTime(0));
                workers.LeaveParked(number);
            },
            TimeSpan.FromSeconds(30),
            clock,
            Counters());
        workers.Call(2, most: 2);

        gates[0].Open();
        Patience.Until(() => clock.Waiting == 1);
        clock.Advance(TimeSpan.FromSeconds(20));
        gates[1].Open();
        Patience.Until(() => clock.Waiting == 2);
        clock.Advance(TimeSpan.FromSeconds(10));
        Patience.Await(parked[0].Task).TotalSeconds.ShouldBe(30);
        clock.Advance(TimeSpan.FromSeconds(20));

        Patience.Await(parked[1].Task).TotalSeconds.ShouldBe(50);
    }

    private static WorkersByHand ByHand(int size) => new(size, () => false, Counters());

    private static PrefetchCounters Counters() => new(null, TimeProvider.System);
}
