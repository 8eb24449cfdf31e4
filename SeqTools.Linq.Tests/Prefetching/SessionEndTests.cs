using System.Runtime.CompilerServices;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>What the end of a session does, and what is told of failures beside the elements.</summary>
public class SessionEndTests
{
    [Test]
    public void A_session_whose_last_worker_has_left_is_forgotten()
    {
        PlanByHand plan = new(100, workers: 2, maxBuffered: 4);
        var session = plan.ReadByIndex();
        session.Read(0);
        session.Crew.Started.ShouldBe([0, 1]);

        session.End();
        session.Crew.Leave(0);
        session.Gone.IsCompleted.ShouldBeFalse();
        session.Crew.Leave(1);

        Patience.Await(session.Gone);
        Patience.Until(() => plan.End() is []);
    }

    [Test]
    public void Nothing_is_opened_after_the_end()
    {
        PlanByHand plan = new(100, workers: 2, maxBuffered: 4);
        var session = plan.Enumerate();

        plan.End().ShouldBe([session]);

        Should.Throw<ObjectDisposedException>(plan.Enumerate);
    }

    [Test]
    public void A_session_ends_once()
    {
        List<int> discarded = [];
        PlanByHand plan = new(100, workers: 1, maxBuffered: 4, new() { OnDiscard = discarded.Add });
        var session = plan.ReadByIndex();
        session.Read(0);
        session.Work();

        session.End();
        session.End();

        discarded.ShouldBe([10, 20, 30]);
        session.Crew.AllWoken.ShouldBe(1);
        plan.Counted.ShouldBe((4, 1, 3, 0));
    }

    [Test, Repeat(50)]
    public void Who_waits_when_it_ends_is_refused_what_is_computed_just_after()
    {
        List<int> discarded = [];
        PlanByHand plan = new(
            100, workers: 1, maxBuffered: 1, new() { OnWorkerStart = static _ => { }, OnDiscard = discarded.Add });
        var session = plan.ReadByIndex();
        var reading = session.ReadAsync(0, default).AsTask();
        session.Begin(out var at).ShouldBe(0);

        session.End();
        session.Finish(at, 0);

        Should.Throw<ObjectDisposedException>(reading);
        discarded.ShouldBe([0]);
        plan.Counted.ShouldBe((1, 0, 1, 0));
    }

    [Test]
    public void A_token_that_ends_it_is_the_one_that_is_told()
    {
        using CancellationTokenSource source = new();
        PlanByHand plan = new(100, workers: 1, maxBuffered: 4);
        var session = (SessionByHand)plan.Open(hasOneReader: true, source.Token);
        session.Read(0);

        source.Cancel();
        session.End();

        Should.Throw<OperationCanceledException>(() => session.Read(1)).CancellationToken.ShouldBe(source.Token);
    }

    [Test, CancelAfter(120_000)]
    public void A_session_that_is_over_when_it_begins_is_held_by_no_token()
    {
        using CancellationTokenSource lasting = new();

        var session = BeginOver(lasting.Token);

        Patience.Until(() =>
        {
            GC.Collect();
            return !session.IsAlive;
        });
    }

    [Test]
    public void Several_failures_beside_the_elements_are_told_together_and_once()
    {
        var session = new PlanByHand(100, workers: 1, maxBuffered: 4).ReadByIndex();
        session.Read(0);
        Exception[] failures = [new FormatException(), new TimeoutException()];
        Array.ForEach(failures, session.Tell);

        session.Read(0).Error.ShouldBeOfType<AggregateException>().InnerExceptions.ShouldBe(failures);
        session.Read(0).ShouldBe(SessionByHand.Value(0));
        session.Here.ShouldBe([0]);
    }

    [Test]
    public void A_worker_that_could_not_start_is_told_first()
    {
        PlanByHand plan = new(100, workers: 1, maxBuffered: 4, new() { OnWorkerStart = _ => { } });
        var session = plan.ReadByIndex();
        var first = session.ReadAsync(0, default).AsTask();
        session.Work();
        Patience.Await(first);
        var failure = new FormatException();
        session.Tell(failure);
        session.FailToBegin(0, new TimeoutException());

        session.Read(0).Error!.InnerException.ShouldBeOfType<TimeoutException>();
        session.Read(0).Error.ShouldBeSameAs(failure);
    }

    [Test]
    public void A_failure_that_no_read_has_thrown_is_told_at_the_end_and_once()
    {
        using UnobservedFailures seen = new();
        var (beside, start, late) = ($"{Guid.NewGuid()}", $"{Guid.NewGuid()}", $"{Guid.NewGuid()}");

        Patience.Await(Patience.Start(() =>
        {
            PlanByHand plan = new(100, workers: 1, maxBuffered: 4, new() { OnWorkerStart = _ => { } });
            var session = plan.ReadByIndex();
            session.Tell(new FormatException(beside));
            session.Crew.CallOne();
            session.FailToBegin(0, new FormatException(start));
            session.End();
            session.Tell(new FormatException(late));
        }));

        seen.Await(beside);
        seen.Await(start);
        seen.Await(late);
    }

    [Test]
    public void Where_no_worker_can_be_had_who_needs_one_is_told_why([Values] bool isBehind)
    {
        PlanByHand plan = new(1000, workers: 1, maxBuffered: 4, new() { OnWorkerStart = _ => { } });
        var session = plan.ReadByIndex();
        var head = session.ReadAsync(10, default).AsTask();
        session.Work().ShouldBe([10, 11, 12, 13]);
        Patience.Await(head);
        session.Crew.Leave(0);
        session.Crew.AreScarce = true;

        var reading = session.ReadAsync(isBehind ? 9 : 500, default).AsTask();

        Should.Throw<OutOfMemoryException>(() => throw Patience.Await(reading).Error!.InnerException!);
    }

    [Test]
    public void Who_evaluates_by_himself_is_not()
    {
        var session = new PlanByHand(1000, workers: 1, maxBuffered: 4).ReadByIndex();
        session.Crew.AreScarce = true;

        for (var index = 0; index < 10; index++)
        {
            session.Read(index).ShouldBe(SessionByHand.Value(index));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference BeginOver(CancellationToken lasting)
    {
        PlanByHand plan = new(100, workers: 1, maxBuffered: 4, new() { CancellationToken = lasting });
        return new(plan.Open(hasOneReader: true, new(canceled: true)));
    }
}
