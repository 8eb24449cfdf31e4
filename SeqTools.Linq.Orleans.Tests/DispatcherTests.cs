using SeqTools.Linq.Tests;

namespace SeqTools.Linq.Orleans.Tests;

/// <summary>
/// The dispatcher by itself, with silos that answer when they are told to, and a clock that goes on likewise.
/// </summary>
internal sealed class DispatcherTests
{
    private static readonly Refusal BuildFailed = new(
        RefusalKind.BuildFailed, "The recipe failed.", new([], "System.IO.IOException", "It is away.", "", null));

    private readonly ManualClock clock = new();
    private FakeSilos silos = null!;
    private Dispatcher dispatcher = null!;

    [SetUp]
    public void Start() => silos = new("a", "b", "c");

    [TearDown]
    public async Task EndAsync() => await dispatcher.DisposeAsync();

    [Test, CancelAfter(60_000)]
    public async Task Reads_go_to_the_silo_with_the_least_to_do(CancellationToken cancellationToken)
    {
        Dispatch(new() { TimeProvider = clock });

        _ = ReadAll(0, 6);
        var calls = await silos.CallsAsync(6, cancellationToken);

        calls.Select(call => call.Silo).Order().ShouldBe(["a", "a", "b", "b", "c", "c"]);
    }

    [Test, CancelAfter(60_000)]
    public async Task A_silo_gets_no_more_calls_at_a_time_than_its_workers_take(CancellationToken cancellationToken)
    {
        silos.Workers["b"] = 3;
        Dispatch(new() { TimeProvider = clock, CallsPerWorker = 1 });

        var reads = ReadAll(0, 20);
        var calls = await silos.CallsAsync(5, cancellationToken);
        calls.Count(call => call.Silo == "b").ShouldBe(3);

        calls[0].Answer();
        (await silos.CallAsync(cancellationToken)).Silo.ShouldBe(calls[0].Silo);
        reads.Count(read => read.IsCompleted).ShouldBeLessThanOrEqualTo(1);
    }

    [TestCase(int.MaxValue, 2)]
    [TestCase(1 << 30, 4)]
    [TestCase(int.MaxValue, int.MaxValue)]
    [CancelAfter(60_000)]
    public async Task As_many_calls_as_numbers_go_to_are_no_limit(
        int callsPerWorker, int workers, CancellationToken cancellationToken)
    {
        foreach (var silo in new[] { "a", "b", "c" })
        {
            silos.Workers[silo] = workers;
        }

        Dispatch(new() { TimeProvider = clock, CallsPerWorker = callsPerWorker });

        var reads = ReadAll(0, 30);
        (await silos.CallsAsync(30, cancellationToken)).ForEach(call => call.Answer());

        (await Task.WhenAll(reads)).ShouldAllBe(answer => answer.Value != null);
    }

    [Test, CancelAfter(60_000)]
    public async Task The_first_call_has_one_element_and_later_ones_as_many_as_their_cost_allows(
        CancellationToken cancellationToken)
    {
        silos.Only("a");
        Dispatch(new() { TimeProvider = clock, CallsPerWorker = 1, BatchTarget = TimeSpan.FromMilliseconds(10) });

        _ = ReadAll(0, 100);
        var first = await silos.CallAsync(cancellationToken);
        first.Indices.ShouldBe([0]);

        first.Answer(cost: TimeSpan.FromMilliseconds(2));
        var second = await silos.CallAsync(cancellationToken);
        second.Indices.ShouldBe([1, 2, 3, 4, 5]);

        second.Answer(cost: TimeSpan.FromSeconds(10));
        (await silos.CallAsync(cancellationToken)).Indices.ShouldBe([6]);
    }

    [Test, CancelAfter(60_000)]
    public async Task A_call_asks_for_no_more_elements_than_fill_an_answer(CancellationToken cancellationToken)
    {
        silos.Only("a");
        Dispatch(new() { TimeProvider = clock, CallsPerWorker = 1, MaxBatchBytes = 4096 });

        _ = ReadAll(0, 100);
        (await silos.CallAsync(cancellationToken)).Answer(size: 1024);

        (await silos.CallAsync(cancellationToken)).Indices.Length.ShouldBe(4);
    }

    [Test, CancelAfter(60_000)]
    public async Task Elements_that_a_silo_gives_back_go_to_another_one_in_front(CancellationToken cancellationToken)
    {
        silos.Only("a");
        Dispatch(new() { TimeProvider = clock, CallsPerWorker = 1 });
        var reads = ReadAll(0, 100);
        (await silos.CallAsync(cancellationToken)).Answer();
        var call = await silos.CallAsync(cancellationToken);

        call.Answer(givesBackFrom: 1);
        var next = await silos.CallAsync(cancellationToken);

        next.Indices[0].ShouldBe(call.Indices[1]);
        (await reads[call.Indices[0]]).Value.ShouldNotBeNull();
    }

    [Test, CancelAfter(60_000)]
    public async Task An_element_that_takes_longer_than_the_lease_is_asked_for_until_it_is_there(
        CancellationToken cancellationToken)
    {
        Dispatch(new() { TimeProvider = clock });
        var read = ReadAll(0, 1)[0];
        var call = await silos.CallAsync(cancellationToken);
        for (var i = 0; i < 45; i++)
        {
            call.AnswerStillAtIt();
            var next = await silos.CallAsync(cancellationToken);
            next.Ticket.ShouldBe(call.Ticket);
            next.Silo.ShouldBe(call.Silo);
            call = next;
        }

        call.Answer();

        (await read).Value.ShouldNotBeNull();
    }

    [Test, CancelAfter(60_000)]
    public async Task What_waits_for_a_worker_is_fetched_back_when_another_silo_has_one_free(
        CancellationToken cancellationToken)
    {
        silos.Only("a");
        Dispatch(new() { TimeProvider = clock });
        var reads = ReadAll(0, 2);
        var calls = await silos.CallsAsync(2, cancellationToken);

        silos.Join("b");
        await AdvanceAsync(TimeSpan.FromSeconds(1), calls: 2, cancellationToken);
        await silos.ProbedAsync("b", cancellationToken);
        calls[1].AnswerStillAtIt(hasBegun: false);
        var fetched = await silos.CallAsync(cancellationToken);
        fetched.GivesBack.ShouldBeTrue();
        fetched.GiveAllBack();

        var moved = await silos.CallAsync(cancellationToken);
        moved.Silo.ShouldBe("b");
        moved.Indices.ShouldBe(calls[1].Indices);
        reads.ShouldAllBe(read => !read.IsCompleted);
    }

    [Test, CancelAfter(60_000)]
    public async Task A_call_without_an_answer_is_lost_when_lease_and_slack_are_over_and_not_before(
        CancellationToken cancellationToken)
    {
        Dispatch(new() { TimeProvider = clock });
        var read = ReadAll(0, 1)[0];
        var call = await silos.CallAsync(cancellationToken);

        await AdvanceAsync(TimeSpan.FromSeconds(2.9), calls: 1, cancellationToken);
        silos.HasCall.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(0.1));
        var again = await silos.CallAsync(cancellationToken);

        again.Silo.ShouldNotBe(call.Silo);
        again.Indices.ShouldBe([0]);
        call.IsCancelled.ShouldBeTrue();
        again.Answer();
        (await read).Value.ShouldNotBeNull();
    }

    [Test, CancelAfter(60_000)]
    public async Task A_silo_that_lost_a_call_gets_no_more_of_them_until_it_has_answered(
        CancellationToken cancellationToken)
    {
        silos.Only("a", "b");
        Dispatch(new() { TimeProvider = clock, CallsPerWorker = 1 });
        _ = ReadAll(0, 20);
        var calls = await silos.CallsAsync(2, cancellationToken);
        var lost = calls.Single(call => call.Silo == "a");
        silos.Silence("a");

        lost.Fail(new TimeoutException("No answer."));
        calls.Single(call => call.Silo == "b").Answer(cost: TimeSpan.FromSeconds(1));
        for (var i = 0; i < 3; i++)
        {
            var next = await silos.CallAsync(cancellationToken);
            next.Silo.ShouldBe("b");
            next.Answer(cost: TimeSpan.FromSeconds(1));
        }

        (await silos.CallAsync(cancellationToken)).Silo.ShouldBe("b");
        silos.Wake("a");
        await AdvanceAsync(TimeSpan.FromSeconds(1), calls: 1, cancellationToken);
        await silos.ProbedAsync("a", cancellationToken);
    }

    [Test, CancelAfter(60_000)]
    public async Task After_a_loss_only_routes_that_answer_are_used(CancellationToken cancellationToken)
    {
        silos.Only("a");
        silos.Shut.Add(("a", 3));
        silos.Shut.Add(("a", 4));
        Dispatch(new() { TimeProvider = clock, CallsPerWorker = 1 });

        // Routes answer one after the other, while reads go on by those that have.
        _ = ReadAll(0, 10_000);
        HashSet<int> routes = [];
        while (routes.Count < SiloKey.Routes - 2)
        {
            var call = await silos.CallAsync(cancellationToken);
            routes.Add(call.Route);
            call.Answer(cost: TimeSpan.FromSeconds(1));
        }

        routes.Order().ShouldBe(Enumerable.Range(0, SiloKey.Routes).Except([3, 4]));
    }

    [Test, CancelAfter(60_000)]
    public async Task Suspects_are_tried_one_at_a_time_over_the_whole_cluster(CancellationToken cancellationToken)
    {
        Dispatch(new() { TimeProvider = clock, CallsPerWorker = 1 });
        var reads = ReadAll(0, 3);
        var calls = await silos.CallsAsync(3, cancellationToken);
        foreach (var call in calls)
        {
            call.Fail(new TimeoutException("No answer."));
        }

        for (var i = 0; i < 3; i++)
        {
            var suspect = await silos.CallAsync(cancellationToken);
            suspect.Indices.Length.ShouldBe(1);
            silos.HasCall.ShouldBeFalse();
            suspect.Answer();
            (await reads[suspect.Indices[0]]).Value.ShouldNotBeNull();
        }
    }

    [Test, CancelAfter(60_000)]
    public async Task An_element_whose_calls_are_lost_twice_is_blamed_and_its_neighbours_are_not(
        CancellationToken cancellationToken)
    {
        silos.Only("a", "b");
        Dispatch(new() { TimeProvider = clock, CallsPerWorker = 1 });
        const int Killer = 13;
        var reads = ReadAll(0, 40);
        var lost = 0;
        while (await silos.CallOrEndAsync(Task.WhenAll(reads), cancellationToken) is { } call)
        {
            if (call.Indices.Contains(Killer))
            {
                lost++;
                call.Fail(new TimeoutException("The process ended."));
            }
            else
            {
                call.Answer();
            }
        }

        lost.ShouldBe(2);
        var blame = await Should.ThrowAsync<InvalidOperationException>(() => reads[Killer]);
        blame.Message.ShouldContain("it seems to end the process that evaluates it");
        blame.Message.ShouldContain("SeqTools.Linq.Processes");
        blame.InnerException!.Message.ShouldBe("The process ended.");
        foreach (var (read, i) in reads.Select((read, i) => (read, i)).Where(pair => pair.i != Killer))
        {
            (await read).Value.ShouldNotBeNull($"element {i}");
        }
    }

    [Test, CancelAfter(60_000)]
    public async Task MaxAttempts_says_how_many_losses_are_blamed(CancellationToken cancellationToken)
    {
        Dispatch(new() { TimeProvider = clock, MaxAttempts = 3 });
        var read = ReadAll(0, 1)[0];
        for (var i = 0; i < 3; i++)
        {
            read.IsCompleted.ShouldBeFalse();
            (await silos.CallAsync(cancellationToken)).Fail(new TimeoutException("No answer."));
        }

        (await Should.ThrowAsync<InvalidOperationException>(() => read)).Message.ShouldStartWith("3 calls");
    }

    [Test, CancelAfter(60_000)]
    public async Task A_silo_with_another_version_is_left_out(CancellationToken cancellationToken)
    {
        silos.Only("a", "b");
        Dispatch(new() { TimeProvider = clock, CallsPerWorker = 1 });
        var reads = ReadAll(0, 10);
        var calls = await silos.CallsAsync(2, cancellationToken);
        calls.Single(call => call.Silo == "a").Refuse(new(RefusalKind.OtherVersion, "It has another version."));
        calls.Single(call => call.Silo == "b").Answer();
        while (await silos.CallOrEndAsync(Task.WhenAll(reads), cancellationToken) is { } call)
        {
            call.Silo.ShouldBe("b");
            call.Answer();
        }
    }

    [Test, CancelAfter(60_000)]
    public async Task Where_all_silos_are_left_out_reads_fail_with_the_reason(CancellationToken cancellationToken)
    {
        silos.Only("a");
        Dispatch(new() { TimeProvider = clock });
        var read = ReadAll(0, 1)[0];
        (await silos.CallAsync(cancellationToken)).Refuse(new(RefusalKind.OtherCount, "It has 7 elements."));

        await AdvanceUntilAsync(read, TimeSpan.FromSeconds(1), cancellationToken);
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => read);
        failure.Message.ShouldContain("No silo is left");
        failure.Message.ShouldContain("It has 7 elements.");
    }

    [Test, CancelAfter(60_000)]
    public async Task A_silo_whose_recipe_failed_is_asked_again_and_its_element_goes_to_another_one(
        CancellationToken cancellationToken)
    {
        silos.Only("a", "b");
        Dispatch(new() { TimeProvider = clock, CallsPerWorker = 1 });
        var read = ReadAll(0, 1)[0];
        var failed = await silos.CallAsync(cancellationToken);
        failed.Refuse(BuildFailed);
        var other = await silos.CallAsync(cancellationToken);
        other.Silo.ShouldNotBe(failed.Silo);
        other.Indices.ShouldBe([0]);

        var later = ReadAll(1, 1)[0];
        silos.HasCall.ShouldBeFalse();
        await AdvanceAsync(TimeSpan.FromSeconds(1), calls: 1, cancellationToken);
        var again = await silos.CallAsync(cancellationToken);

        again.Silo.ShouldBe(failed.Silo);
        again.Indices.ShouldBe([1]);
        again.Answer();
        other.Answer();
        (await later).Value.ShouldNotBeNull();
        (await read).Value.ShouldNotBeNull();
    }

    [Test, CancelAfter(60_000)]
    public async Task Where_the_recipe_fails_on_all_silos_a_read_fails_by_what_it_threw_and_a_later_one_tries_again(
        CancellationToken cancellationToken)
    {
        Dispatch(new() { TimeProvider = clock });
        var read = ReadAll(0, 1)[0];
        var calls = new List<FakeCall>();
        while (await silos.CallOrEndAsync(read, cancellationToken) is { } call)
        {
            calls.Add(call);
            call.Refuse(BuildFailed);
        }

        calls.Select(call => call.Silo).Order().ShouldBe(["a", "b", "c"]);
        (await read).Failure.ShouldBe(BuildFailed.Failure);

        var later = ReadAll(1, 1)[0];
        await AdvanceAsync(TimeSpan.FromSeconds(1), calls: 0, cancellationToken);
        (await silos.CallAsync(cancellationToken)).Answer();
        (await later).Value.ShouldNotBeNull();
    }

    [Test, CancelAfter(60_000)]
    public async Task A_read_whose_recipe_failed_waits_for_no_silo_that_does_not_answer(
        CancellationToken cancellationToken)
    {
        silos.Only("a", "b");
        silos.Silence("b");
        Dispatch(new() { TimeProvider = clock });
        var read = ReadAll(0, 1)[0];
        (await silos.CallAsync(cancellationToken)).Refuse(BuildFailed);

        await AdvanceUntilAsync(read, TimeSpan.FromSeconds(1), cancellationToken);

        (await read).Failure.ShouldBe(BuildFailed.Failure);
    }

    [Test, CancelAfter(60_000)]
    public async Task Where_there_is_no_silo_reads_wait_for_one_as_long_as_they_shall(
        CancellationToken cancellationToken)
    {
        silos.Only();
        Dispatch(new() { TimeProvider = clock, Timeout = TimeSpan.FromSeconds(20) });
        var read = ReadAll(0, 1)[0];
        await AdvanceUntilAsync(read, TimeSpan.FromSeconds(1), cancellationToken);

        clock.GetElapsedTime(0).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(20));
        var failure = await Should.ThrowAsync<TimeoutException>(() => read);
        failure.Message.ShouldContain("No silo has answered for 00:00:20");
        failure.Message.ShouldContain("AddSequences");
    }

    [Test, CancelAfter(60_000)]
    public async Task A_silo_that_joins_gets_work_within_two_seconds(CancellationToken cancellationToken)
    {
        silos.Only("a");
        Dispatch(new() { TimeProvider = clock });
        _ = ReadAll(0, 10);
        await silos.CallsAsync(2, cancellationToken);

        silos.Join("b");
        await AdvanceAsync(TimeSpan.FromSeconds(1), calls: 2, cancellationToken);

        (await silos.CallAsync(cancellationToken)).Silo.ShouldBe("b");
    }

    [Test, CancelAfter(60_000)]
    public async Task A_silo_that_is_leaving_gets_no_more_calls_and_its_elements_go_elsewhere(
        CancellationToken cancellationToken)
    {
        silos.Only("a", "b");
        Dispatch(new() { TimeProvider = clock, CallsPerWorker = 1 });
        var reads = ReadAll(0, 10);
        var calls = await silos.CallsAsync(2, cancellationToken);
        calls.Single(call => call.Silo == "a").GiveAllBack(isLeaving: true);
        calls.Single(call => call.Silo == "b").Answer();
        while (await silos.CallOrEndAsync(Task.WhenAll(reads), cancellationToken) is { } call)
        {
            call.Silo.ShouldBe("b");
            call.Answer();
        }
    }

    [Test, CancelAfter(60_000)]
    public async Task A_call_is_cancelled_when_nobody_waits_for_any_of_its_elements(
        CancellationToken cancellationToken)
    {
        silos.Only("a");
        Dispatch(new() { TimeProvider = clock, CallsPerWorker = 1 });
        using CancellationTokenSource one = new(), other = new();
        _ = ReadAll(0, 1);
        var first = await silos.CallAsync(cancellationToken);
        var reads = new[] { dispatcher.ReadAsync(1, one.Token), dispatcher.ReadAsync(2, other.Token) };
        first.Answer();
        var call = await silos.CallAsync(cancellationToken);
        call.Indices.ShouldBe([1, 2]);

        one.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(() => reads[0]);
        call.IsCancelled.ShouldBeFalse();
        other.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(() => reads[1]);
        call.IsCancelled.ShouldBeTrue();
    }

    [Test, CancelAfter(60_000)]
    public async Task A_cancelled_read_that_waits_is_asked_of_nobody(CancellationToken cancellationToken)
    {
        silos.Only("a");
        Dispatch(new() { TimeProvider = clock, CallsPerWorker = 1 });
        _ = ReadAll(0, 1);
        var first = await silos.CallAsync(cancellationToken);
        using CancellationTokenSource source = new();
        var cancelled = dispatcher.ReadAsync(1, source.Token);
        _ = ReadAll(2, 1);

        source.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(() => cancelled);
        first.Answer();

        (await silos.CallAsync(cancellationToken)).Indices.ShouldBe([2]);
    }

    [Test, CancelAfter(60_000)]
    public async Task Disposing_ends_reads_and_cancels_calls(CancellationToken cancellationToken)
    {
        silos.Only("a");
        Dispatch(new() { TimeProvider = clock, CallsPerWorker = 1 });
        var reads = ReadAll(0, 3);
        var call = await silos.CallAsync(cancellationToken);

        await dispatcher.DisposeAsync();

        call.IsCancelled.ShouldBeTrue();
        foreach (var read in reads)
        {
            await Should.ThrowAsync<ObjectDisposedException>(() => read);
        }

        await Should.ThrowAsync<ObjectDisposedException>(() => dispatcher.ReadAsync(0, cancellationToken));
    }

    /// <summary>Silos answer, give back, lose and delay calls at random.</summary>
    [TestCase(40)]
    [TestCase(2000, Category = "Long")]
    [CancelAfter(300_000)]
    public async Task Whatever_silos_do_each_element_is_delivered_once(int rounds, CancellationToken cancellationToken)
    {
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        Random random = new(seed);
        for (var round = 0; round < rounds; round++)
        {
            silos = new("a", "b", "c", "d");
            Dispatch(new() { TimeProvider = clock, MaxAttempts = 1000, CallsPerWorker = random.Next(1, 4) });
            var count = random.Next(1, 300);
            var reads = ReadAll(0, count);
            var all = Task.WhenAll(reads);
            while (await silos.CallOrEndAsync(all, cancellationToken) is { } call)
            {
                AnswerAtRandom(call, random);
            }

            var answers = await all;
            answers.Select(answer => BitConverter.ToInt32(answer.Value!)).ShouldBe(Enumerable.Range(0, count));
            await dispatcher.DisposeAsync();
        }
    }

    private static void AnswerAtRandom(FakeCall call, Random random)
    {
        switch (random.Next(12))
        {
            case 0:
                call.Fail(new TimeoutException("Lost."));
                break;
            case 1:
                call.GiveAllBack();
                break;
            case 2:
                call.Answer(givesBackFrom: random.Next(0, call.Pending.Count + 1));
                break;
            case 3 or 4:
                call.AnswerStillAtIt(hasBegun: random.Next(2) == 0);
                break;
            default:
                call.Answer(cost: TimeSpan.FromMicroseconds(random.Next(1, 5000)));
                break;
        }
    }

    private void Dispatch(SequenceOptions options) =>
        dispatcher = new(silos, new("numbers", [], "int", "", 1000), options);

    private Task<ElementAnswer>[] ReadAll(int start, int count) =>
        [.. Enumerable.Range(start, count).Select(i => dispatcher.ReadAsync(i, CancellationToken.None))];

    /// <summary>Lets time go on once so many calls and the search for silos wait for it.</summary>
    private async Task AdvanceAsync(TimeSpan time, int calls, CancellationToken cancellationToken)
    {
        while (clock.Waiting != calls + 1)
        {
            await Task.Delay(1, cancellationToken);
        }

        clock.Advance(time);
    }

    /// <summary>Lets time go on, as soon as somebody waits for it, until a task is over.</summary>
    private async Task AdvanceUntilAsync(Task task, TimeSpan step, CancellationToken cancellationToken)
    {
        while (!task.IsCompleted)
        {
            await Task.Delay(1, cancellationToken);
            if (clock.Waiting > 0)
            {
                clock.Advance(step);
            }
        }
    }
}
