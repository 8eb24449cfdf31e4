using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization;
using SeqTools.Linq.Tests;

namespace SeqTools.Linq.Orleans.Tests;

/// <summary>What readers see of elements, of failures, and of silos that differ.</summary>
internal sealed class ReadingTests
{
    private const int MessageLimit = 1024 * 1024;

    private static readonly ConcurrentDictionary<string, Hang> Hangs = [];
    private static readonly ManualResetEventSlim Release = new();

    private Cluster cluster = null!;

    private IClusterClient Client => cluster.Client;

    [OneTimeSetUp]
    public async Task StartAsync() => cluster = await Cluster.StartAsync((_, silo) =>
    {
        silo.Services.Configure<SiloMessagingOptions>(messaging => messaging.MaxMessageBodySize = MessageLimit);
        silo.AddSequences(s =>
        {
            s.Workers = 2;
            s.Add("squares", (int count) => Seq.Range(0, count).Select(n => n * n));
            s.Add("parsed", (string texts) => texts.Split(' ').Select(text => int.Parse(text)));
            s.Add("plain", (int count) => (IReadOnlyList<int>)new ComputingList(
                () => count, i => i == 5 ? throw new InvalidOperationException("There is no five.") : i));
            s.Add("thrown", (string kind) => new[] { kind }.Select(Throw));
            s.Add("pixels", (int size) => Seq.Range(0, 400).Select(
                i => i % 2 == 1 ? throw new PixelException(new('x', size), i) : i));
            s.Add("long", (int stages) => Enumerable.Range(0, stages).Aggregate(
                new[] { "pixel" }.Select(Throw), (view, _) => view.Select(n => n + 1)));
            s.Add("unbuilt", (int size) => NoPixels(size));
            s.Add("arrays", (int size) => Seq.Range(0, 4).Select(i => new byte[i == 2 ? size : 10]));
            s.Add("objects", (int count) =>
                Seq.Range(0, count).Select(i => i == 1 ? new Holder(new Opaque()) : new Holder(new Point(i, i))));
            s.Add("hanging list", (int count) => Seq.Range(0, count).Select(i =>
            {
                if (i == 1)
                {
                    Release.Wait();
                }

                return i;
            }));
            s.Add("hanging awaits", (string key) => Seq.Range(0, 4).SelectAsync(async (i, cancellationToken) =>
            {
                if (i == 1)
                {
                    Hangs[key].Begun.TrySetResult();
                }

                try
                {
                    await Task.Delay(i == 1 ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellationToken);
                }
                catch (OperationCanceledException)
                {
                    Hangs[key].Ended.TrySetResult();
                    throw;
                }

                return i;
            }));
        });
    });

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        Release.Set();
        await cluster.DisposeAsync();
    }

    [Test]
    public async Task A_sequence_is_indexed_sliced_shuffled_and_batched_as_any_awaited_view()
    {
        await using var squares = await Client.OpenSequenceAsync<int>("squares", 100);

        (await squares[10..12].ToListAsync()).ShouldBe([100, 121]);
        (await squares.Shard(1, 50).ToListAsync()).ShouldBe([1, 51 * 51]);
        (await squares.Shuffle(seed: 3).ToListAsync()).Order().ShouldBe(Enumerable.Range(0, 100).Select(n => n * n));
        (await squares.Batch(40).GetAsync(2)).Length.ShouldBe(20);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await squares.GetAsync(100));
    }

    [Test]
    public async Task A_failure_has_one_trail_from_the_client_to_the_lines_of_the_recipe()
    {
        await using var numbers = await Client.OpenSequenceAsync<int>("parsed", "1 2 x7 4");
        await using var doubled = numbers.Select(n => 2 * n).AsPrefetched(nworkers: 4, maxBuffered: 4);

        (await doubled.GetAsync(0)).ShouldBe(2);
        var failure = await Should.ThrowAsync<EvaluationException>(async () => await doubled.GetAsync(2));
        failure.Trail.Select(frame => $"{frame.Origin.Operator}[{frame.Index}]")
            .ShouldBe(["AsPrefetched[2]", "Select[2]", "OpenSequenceAsync[2]", "Select[2]"]);
        failure.Trail[^1].Origin.Arguments.ShouldBe("text => int.Parse(text)");
        failure.Trail.ShouldAllBe(frame => frame.Origin.FilePath.EndsWith("ReadingTests.cs"));
        failure.InnerException.ShouldBeOfType<FormatException>().Message.ShouldContain("x7");
        failure.InnerException!.StackTrace!.ShouldContain("ReadingTests");
        (await doubled.GetAsync(3)).ShouldBe(8);
    }

    [Test]
    public async Task A_list_that_fails_without_a_trail_has_that_of_the_client()
    {
        await using var plain = await Client.OpenSequenceAsync<int>("plain", 10);

        (await plain.GetAsync(3)).ShouldBe(3);
        var failure = await Should.ThrowAsync<EvaluationException>(async () => await plain.GetAsync(5));
        failure.Trail.Select(frame => $"{frame.Origin.Operator}[{frame.Index}]").ShouldBe(["OpenSequenceAsync[5]"]);
        failure.InnerException!.Message.ShouldBe("There is no five.");
    }

    [Test]
    public async Task An_exception_arrives_as_itself_where_it_can_be_serialized()
    {
        await using var thrown = await Client.OpenSequenceAsync<int>("thrown", "pixel");

        var failure = await Should.ThrowAsync<EvaluationException>(async () => await thrown.GetAsync(0));
        var pixel = failure.InnerException.ShouldBeOfType<PixelException>();
        pixel.Message.ShouldBe("No such pixel.");
        pixel.Pixel.ShouldBe(7);
    }

    [Test]
    public async Task An_exception_that_cannot_be_serialized_tells_its_type_its_message_and_its_stack_trace()
    {
        await using var thrown = await Client.OpenSequenceAsync<int>("thrown", "opaque");

        var failure = await Should.ThrowAsync<EvaluationException>(async () => await thrown.GetAsync(0));
        var remote = failure.InnerException.ShouldBeOfType<RemoteEvaluationException>();
        remote.RemoteTypeName.ShouldBe(typeof(OpaqueException).FullName);
        remote.Message.ShouldBe("Nothing to see.");
        remote.RemoteStackTrace.ShouldStartWith($" ---> {typeof(FormatException)}: No number.");
        remote.RemoteStackTrace.ShouldContain(nameof(Throw));
    }

    [Test]
    public async Task An_element_over_the_limit_of_a_message_fails_alone_and_tells_the_limit()
    {
        await using var arrays = await Client.OpenSequenceAsync<byte[]>("arrays", MessageLimit);

        (await arrays.GetAsync(1)).Length.ShouldBe(10);
        var failure = await Should.ThrowAsync<EvaluationException>(async () => await arrays.GetAsync(2));
        failure.InnerException!.Message.ShouldContain("The element has 1,048,5");
        failure.InnerException.Message.ShouldContain("MessagingOptions.MaxMessageBodySize");
        (await arrays.GetAsync(3)).Length.ShouldBe(10);
    }

    [Test]
    public async Task An_exception_over_the_limit_of_a_message_is_told_in_short_and_harms_no_neighbour()
    {
        await using var pixels = await Client.OpenSequenceAsync<int>("pixels", 2 * MessageLimit);

        (await pixels.GetAsync(0)).ShouldBe(0);
        var failure = await Should.ThrowAsync<EvaluationException>(async () => await pixels.GetAsync(1));
        var remote = failure.InnerException.ShouldBeOfType<RemoteEvaluationException>();
        remote.RemoteTypeName.ShouldBe(typeof(PixelException).FullName);
        remote.Message.ShouldStartWith("xxx");
        remote.Message.Length.ShouldBeLessThan(MessageLimit / 10);
        remote.RemoteStackTrace.ShouldContain(nameof(ReadingTests));
        failure.Trail.Select(frame => frame.Origin.Operator).ShouldBe(["OpenSequenceAsync", "Select"]);
        (await pixels.GetAsync(2)).ShouldBe(2);
    }

    [Test]
    public async Task Exceptions_that_are_over_the_limit_of_a_message_together_come_in_several()
    {
        SequenceOptions options = new()
        {
            BatchTarget = TimeSpan.FromMinutes(1),
            MaxAttempts = 1,
            Slack = TimeSpan.FromSeconds(20),
        };
        await using var pixels = await Client.OpenSequenceAsync<int>("pixels", MessageLimit / 8, options);
        await using var results = pixels.AsResults().AsPrefetched(nworkers: 400, maxBuffered: 400);

        var all = results.ToArray();

        all.Where(result => result.IsSuccess).Select(result => result.Value)
            .ShouldBe(Enumerable.Range(0, 200).Select(i => 2 * i));
        all.Where(result => !result.IsSuccess)
            .Select(result => result.Error!.InnerException.ShouldBeOfType<PixelException>().Pixel)
            .ShouldBe(Enumerable.Range(0, 200).Select(i => (2 * i) + 1));
    }

    [Test]
    public async Task What_a_recipe_throws_is_told_in_short_where_it_is_over_the_limit_of_a_message()
    {
        var failure = await Should.ThrowAsync<EvaluationException>(async () =>
            await Client.OpenSequenceAsync<int>(
                "unbuilt", 2 * MessageLimit, new() { Timeout = TimeSpan.FromSeconds(10) }));

        var remote = failure.InnerException.ShouldBeOfType<RemoteEvaluationException>();
        remote.Message.Length.ShouldBeLessThan(MessageLimit / 10);
    }

    [Test]
    public async Task A_trail_that_is_too_long_is_told_by_its_ends()
    {
        const int stages = 2000;
        await using var chained = await Client.OpenSequenceAsync<int>("long", stages);

        var failure = await Should.ThrowAsync<EvaluationException>(async () => await chained.GetAsync(0));
        failure.Trail.Count.ShouldBeLessThan(stages / 2);
        failure.Trail[0].Origin.Operator.ShouldBe("OpenSequenceAsync");
        failure.Trail[1].Origin.Arguments.ShouldBe("n => n + 1");
        failure.Trail[^1].Origin.Arguments.ShouldBe("Throw");
    }

    [Test]
    public async Task An_element_that_holds_what_cannot_be_serialized_fails_alone_and_tells_what_to_do()
    {
        await using var objects = await Client.OpenSequenceAsync<Holder>("objects", 3);

        var failure = await Should.ThrowAsync<EvaluationException>(async () => await objects.GetAsync(1));
        failure.InnerException!.Message.ShouldContain("The element can't be sent");
        failure.InnerException.Message.ShouldContain("[GenerateSerializer]");
        (await objects.GetAsync(2)).Held.ShouldBe(new Point(2, 2));
    }

    [Test]
    public async Task An_element_of_a_list_that_hangs_fails_and_its_thread_is_replaced()
    {
        SequenceOptions options = new() { ElementTimeout = TimeSpan.FromMilliseconds(300) };
        await using var hanging = await Client.OpenSequenceAsync<int>("hanging list", 50, options);
        for (var i = 0; i < 4; i++)
        {
            var failure = await Should.ThrowAsync<EvaluationException>(async () => await hanging.GetAsync(1));
            failure.InnerException.ShouldBeOfType<TimeoutException>().Message.ShouldContain("ElementTimeout");
        }

        await using var rest = hanging[2..].AsPrefetched(nworkers: 16, maxBuffered: 48);
        rest.ToArray().ShouldBe(Enumerable.Range(2, 48));
    }

    [Test]
    public async Task An_element_of_a_list_that_hangs_has_its_thread_replaced_when_its_reader_has_given_it_up()
    {
        using ManualResetEventSlim begun = new();
        await using var single = await Cluster.StartAsync(
            s =>
            {
                s.Workers = 1;
                s.Add("hanging list", (int count) => Seq.Range(0, count).Select(i =>
                {
                    if (i == 1)
                    {
                        begun.Set();
                        Release.Wait();
                    }

                    return i;
                }));
            },
            silos: 1);
        SequenceOptions options = new()
        {
            Lease = TimeSpan.FromMilliseconds(50),
            Slack = TimeSpan.FromSeconds(20),
            ElementTimeout = TimeSpan.FromSeconds(1),
        };
        await using var hanging = await single.Client.OpenSequenceAsync<int>("hanging list", 10, options);
        using CancellationTokenSource source = new();
        var read = hanging.GetAsync(1, source.Token).AsTask();
        begun.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();

        source.Cancel();

        await Should.ThrowAsync<OperationCanceledException>(() => read);
        (await hanging.GetAsync(2).AsTask().WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(2);
    }

    [TestCase(60)]
    [TestCase(null)]
    public async Task Times_may_be_longer_than_timers_go_to(int? days)
    {
        var time = days is { } some ? TimeSpan.FromDays(some) : TimeSpan.MaxValue;
        SequenceOptions[] all =
        [
            new() { Lease = time },
            new() { Slack = time },
            new() { Lease = time, Slack = time, ElementTimeout = time, Timeout = time, BatchTarget = time },
        ];
        foreach (var options in all)
        {
            await using var squares = await Client.OpenSequenceAsync<int>("squares", 100, options);

            await using var ahead = squares.AsPrefetched(nworkers: 8, maxBuffered: 16);
            ahead.ToArray().ShouldBe(Enumerable.Range(0, 100).Select(n => n * n));
        }
    }

    [Test]
    public async Task An_awaited_element_that_hangs_fails_and_is_cancelled()
    {
        var hang = Hangs["timed out"] = new();
        SequenceOptions options = new() { ElementTimeout = TimeSpan.FromMilliseconds(300) };
        await using var hanging = await Client.OpenSequenceAsync<int>("hanging awaits", "timed out", options);

        var failure = await Should.ThrowAsync<EvaluationException>(async () => await hanging.GetAsync(1));
        failure.InnerException.ShouldBeOfType<TimeoutException>();
        await hang.Ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
        (await hanging.GetAsync(2)).ShouldBe(2);
    }

    [Test]
    public async Task Cancelling_a_read_ends_what_a_silo_awaits_for_it()
    {
        var hang = Hangs["cancelled"] = new();
        await using var hanging = await Client.OpenSequenceAsync<int>("hanging awaits", "cancelled");
        using CancellationTokenSource source = new();
        var read = hanging.GetAsync(1, source.Token);
        await hang.Begun.Task.WaitAsync(TimeSpan.FromSeconds(30));

        source.Cancel();

        await Should.ThrowAsync<OperationCanceledException>(async () => await read);
        await hang.Ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Test]
    public async Task Disposing_of_a_sequence_ends_what_silos_await_for_it()
    {
        var hang = Hangs["disposed"] = new();
        var hanging = await Client.OpenSequenceAsync<int>("hanging awaits", "disposed");
        var read = hanging.GetAsync(1).AsTask();
        await hang.Begun.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await hanging.DisposeAsync();

        var failure = await Should.ThrowAsync<EvaluationException>(() => read);
        failure.InnerException.ShouldBeOfType<ObjectDisposedException>();
        await hang.Ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Test]
    public async Task Work_of_a_client_that_has_gone_ends_by_itself()
    {
        var hang = Hangs["abandoned"] = new();
        await using var hanging = await Client.OpenSequenceAsync<int>("hanging awaits", "abandoned");
        GrainCalls calls = new(Client);
        var silo = cluster.Silos[0].SiloAddress.ToParsableString();
        var serializer = Client.ServiceProvider.GetRequiredService<Serializer>();
        SequenceTypes types = new(Client.ServiceProvider);
        var argument = serializer.SerializeToArray<object>("abandoned");
        SequenceId id = new("hanging awaits", argument, types.NameOf(typeof(int)), null, 4);
        ReadLimits limits = new(
            TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300), Timeout.InfiniteTimeSpan, 4096);

        var answer = await calls.ReadAsync(silo, 0, new(id, [1], limits), CancellationToken.None);

        answer.Ticket.ShouldNotBe(Guid.Empty);
        answer.HasBegun.ShouldBeTrue();
        await hang.Ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Test]
    public async Task Code_inside_a_silo_reads_a_sequence_as_a_client_does()
    {
        var inside = cluster.Silos[1].ServiceProvider.GetRequiredService<IClusterClient>();
        await using var squares = await inside.OpenSequenceAsync<int>("squares", 100);

        (await squares.ToListAsync()).ShouldBe(Enumerable.Range(0, 100).Select(n => n * n));
    }

    [Test]
    public async Task An_evaluation_exception_survives_grains_of_users()
    {
        var failure = await Should.ThrowAsync<EvaluationException>(() => Client.GetGrain<IReader>(0).Read("x7"));

        failure.Trail.Count.ShouldBe(1);
        failure.Trail[0].Origin.Operator.ShouldBe("Select");
        failure.Trail[0].Origin.FilePath.ShouldEndWith("Reader.cs");
        failure.InnerException.ShouldBeOfType<FormatException>().Message.ShouldContain("x7");
        failure.Message.ShouldStartWith("Element 0 could not be evaluated");

        var remote = await Should.ThrowAsync<RemoteEvaluationException>(() => Client.GetGrain<IReader>(0).Fail());
        (remote.Message, remote.RemoteTypeName).ShouldBe(("It failed.", "Some.Exception"));
    }

    [Test]
    public async Task Elements_and_calls_are_counted_by_silo_and_calls_are_spans()
    {
        ConcurrentDictionary<string, long> counted = [];
        ConcurrentBag<int[]> indices = [];
        using MeterListener meters = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "SeqTools.Linq.Orleans")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var tagged = tags.ToArray().ToDictionary(tag => tag.Key, tag => (string)tag.Value!);
            if (tagged["seqtools.orleans.sequence"] == "plain")
            {
                tagged["seqtools.orleans.silo"].ShouldNotBeEmpty();
                counted.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
            }
        });
        meters.Start();
        using ActivityListener spans = new()
        {
            ShouldListenTo = source => source.Name == "SeqTools.Linq.Orleans",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.OperationName == "read plain")
                {
                    indices.Add((int[])activity.GetTagItem("seqtools.orleans.indices")!);
                }
            },
        };
        ActivitySource.AddActivityListener(spans);

        SequenceOptions patient = new() { Slack = TimeSpan.FromMinutes(1) };
        await using var plain = await Client.OpenSequenceAsync<int>("plain", 5, patient);
        await plain.ToListAsync();

        counted["seqtools.orleans.elements"].ShouldBe(5);
        counted["seqtools.orleans.calls"].ShouldBe(5);
        counted.ContainsKey("seqtools.orleans.losses").ShouldBeFalse();
        SpinWait.SpinUntil(() => indices.Count == 5, TimeSpan.FromSeconds(30)).ShouldBeTrue();
        indices.SelectMany(some => some).Order().ShouldBe([0, 1, 2, 3, 4]);
    }

    private static IReadOnlyList<int> NoPixels(int size) => throw new PixelException(new('x', size), 0);

    private static int Throw(string kind) => kind switch
    {
        "pixel" => throw new PixelException("No such pixel.", 7),
        _ => throw new OpaqueException("Nothing to see.", new Opaque(), new FormatException("No number.")),
    };

    /// <summary>An element that is awaited without end.</summary>
    private sealed class Hang
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
