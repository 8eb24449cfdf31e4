using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using SeqTools.Linq.Tests;

namespace SeqTools.Linq.Orleans.Tests;

/// <summary>What can be wrong when a sequence is opened, and what is said then.</summary>
internal sealed class OpeningTests
{
    private static readonly SequenceDefinition<int, Point> Points = new("points", version: "3");
    private static readonly ManualResetEventSlim Release = new();

    private Cluster cluster = null!;

    private IClusterClient Client => cluster.Client;

    [OneTimeSetUp]
    public async Task StartAsync() => cluster = await Cluster.StartAsync(s =>
    {
        s.Add(Points, count => Seq.Range(0, count).Select(n => new Point(n, n)));
        s.Add("held", (Holder holder) => new[] { holder.Held });
        s.Add("optional", (string? text) => new[] { text ?? "none" });
        s.Add("opaque", (int count) => Seq.Range(0, count).Select(_ => new Opaque()));
        s.Add("batches", (int count) => Seq.Range(0, count).Batch(2));
        s.Add("batches as lists", (int count) => (IReadOnlyList<IReadOnlyList<int>>)Seq.Range(0, count).Batch(2));
        s.Add("batches as arrays", (int count) => Seq.Range(0, count).Batch(2, batch => batch.ToArray()));
        s.Add("null", (int _) => (IReadOnlyList<int>)null!);
        s.Add("failing", (string folder) => FailToBuild(folder));
        s.Add("slow to build", (int count) =>
        {
            Release.Wait();
            return Seq.Range(0, count);
        });
    });

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        Release.Set();
        await cluster.DisposeAsync();
    }

    [Test]
    public async Task A_definition_opens_what_was_added_by_it()
    {
        await using var points = await Client.OpenSequenceAsync(Points, 10);

        (await points.GetAsync(4)).ShouldBe(new Point(4, 4));
    }

    [Test]
    public async Task A_name_that_nobody_added_is_refused_with_those_there_are()
    {
        var refused = await Should.ThrowAsync<ArgumentException>(async () =>
            await Client.OpenSequenceAsync<int>("pints", 10));

        refused.Message.ShouldContain("has no sequence pints");
        refused.Message.ShouldContain(
            "It has: batches, batches as arrays, batches as lists, failing, held, null, opaque, optional, points, "
            + "slow to build");
    }

    [Test]
    public async Task Another_element_type_is_refused_with_the_one_it_has()
    {
        var refused = await Should.ThrowAsync<ArgumentException>(async () =>
            await Client.OpenSequenceAsync<long>("points", 10));

        refused.Message.ShouldContain("The elements of the sequence points are");
        refused.Message.ShouldContain("Point");
        refused.Message.ShouldContain("were asked for as long");
        refused.Message.ShouldContain("SequenceDefinition");
    }

    [TestCase("ten", "String")]
    [TestCase(10L, "Int64")]
    [TestCase(null, "was given none")]
    public async Task Another_argument_type_is_refused_with_the_one_it_takes(object? argument, string told)
    {
        var refused = await Should.ThrowAsync<ArgumentException>(async () =>
            await Client.OpenSequenceAsync<Point>("points", argument));

        refused.Message.ShouldContain("takes an argument of type System.Int32");
        refused.Message.ShouldContain(told);
    }

    [Test]
    public async Task No_argument_is_null_where_the_recipe_takes_that()
    {
        await using var texts = await Client.OpenSequenceAsync<string>("optional");

        (await texts.GetAsync(0)).ShouldBe("none");
    }

    [Test]
    public async Task An_argument_that_cannot_be_serialized_is_refused_and_so_is_a_member()
    {
        object[] arguments = [new Opaque(), new Holder(new Opaque())];
        foreach (var argument in arguments)
        {
            var refused = await Should.ThrowAsync<NotSupportedException>(async () =>
                await Client.OpenSequenceAsync<object>("held", argument));

            refused.Message.ShouldContain("The argument can't be sent");
            refused.Message.ShouldContain("Opaque");
            refused.Message.ShouldContain("[GenerateSerializer]");
        }
    }

    [Test]
    public async Task An_argument_over_the_limit_of_a_message_is_refused_and_never_sent()
    {
        const int limit = 1024 * 1024;
        await using var small = await Cluster.StartAsync(
            (_, silo) =>
            {
                silo.Services.Configure<SiloMessagingOptions>(messaging => messaging.MaxMessageBodySize = limit);
                silo.AddSequences(s => s.Add("lengths", (byte[] bytes) => new[] { bytes.Length }));
            },
            silos: 1,
            client => client.Services.Configure<ClientMessagingOptions>(
                messaging => messaging.MaxMessageBodySize = limit));
        var inside = small.Silos[0].ServiceProvider.GetRequiredService<IClusterClient>();
        SequenceOptions options = new() { Timeout = TimeSpan.FromSeconds(10) };
        foreach (var client in new[] { small.Client, inside })
        {
            var refused = await Should.ThrowAsync<ArgumentException>(async () =>
                await client.OpenSequenceAsync<int>("lengths", new byte[limit], options));
            refused.Message.ShouldContain("The argument of the sequence lengths has 1,048,5");
            refused.Message.ShouldContain("give what names the data");

            await using var lengths = await client.OpenSequenceAsync<int>("lengths", new byte[limit * 9 / 10], options);
            (await lengths.GetAsync(0)).ShouldBe(limit * 9 / 10);
        }
    }

    [Test]
    public async Task Elements_that_cannot_be_serialized_are_refused_and_so_are_members()
    {
        var refused = await Should.ThrowAsync<NotSupportedException>(async () =>
            await Client.OpenSequenceAsync<Opaque>("opaque", 3));
        refused.Message.ShouldContain("The elements of the sequence opaque can't be received");
        refused.Message.ShouldContain("[GenerateSerializer]");
        refused.Message.ShouldContain("AddSerializer");

        refused = await Should.ThrowAsync<NotSupportedException>(async () =>
            await Client.OpenSequenceAsync<Wrapper>("opaque", 3));
        refused.Message.ShouldContain("Opaque");
    }

    [Test]
    public async Task Elements_that_are_views_are_refused_with_what_to_make_of_them()
    {
        Func<Task>[] openings =
        [
            async () => await Client.OpenSequenceAsync<SeqView<int>>("batches", 5),
            async () => await Client.OpenSequenceAsync<AsyncSeqView<int>>("batches", 5),
            async () => await Client.OpenSequenceAsync<IReadOnlyList<int>>("batches", 5),
        ];
        foreach (var opening in openings)
        {
            var refused = await Should.ThrowAsync<NotSupportedException>(opening);

            refused.Message.ShouldStartWith("The elements of the sequence batches can't be");
            refused.Message.ShouldContain("is a view");
            refused.Message.ShouldContain("Batch(n, batch => batch.ToArray())");
            refused.Message.ShouldContain("IReadOnlyList<…>");
        }

        await using var arrays = await Client.OpenSequenceAsync<int[]>("batches as arrays", 5);
        (await arrays.GetAsync(1)).ShouldBe([2, 3]);
        await using var lists = await Client.OpenSequenceAsync<IReadOnlyList<int>>("batches as lists", 5);
        (await lists.GetAsync(2)).ShouldBe([4]);
    }

    [Test]
    public async Task Elements_that_hold_views_are_refused()
    {
        var refused = await Should.ThrowAsync<NotSupportedException>(async () =>
            await Client.OpenSequenceAsync<SeqView<int>[]>("batches", 5));

        refused.Message.ShouldStartWith("The elements of the sequence batches can't be received.");
        refused.Message.ShouldContain("SeqView");
    }

    [Test]
    public async Task Elements_may_be_objects_of_any_type_that_can_be_serialized()
    {
        await using var objects = await Client.OpenSequenceAsync<object>("held", new Holder(new Point(1, 2)));
        (await objects.GetAsync(0)).ShouldBe(new Point(1, 2));
    }

    [Test]
    public async Task A_recipe_that_fails_tells_where()
    {
        var failure = await Should.ThrowAsync<EvaluationException>(async () =>
            await Client.OpenSequenceAsync<int>("failing", "/photos"));

        failure.InnerException.ShouldBeOfType<DirectoryNotFoundException>().Message.ShouldBe("There is no /photos.");
        failure.InnerException!.StackTrace!.ShouldContain(nameof(FailToBuild));
        failure.Index.ShouldBe(EvaluationFrame.NoIndex);
        failure.Trail[0].Origin.Operator.ShouldBe("OpenSequenceAsync");
        failure.Trail[0].Origin.FilePath.ShouldEndWith("OpeningTests.cs");
    }

    [Test]
    public async Task A_recipe_that_fails_when_it_is_built_anew_fails_the_read_and_the_next_read_builds_it_again()
    {
        var isAway = false;
        await using var single = await Cluster.StartAsync(
            s =>
            {
                s.MaxSequences = 1;
                s.Add("share", (int count) => Seq.Range(0, Seq.Range(count, 1).Select(
                    n => isAway ? throw new IOException("The share is away.") : n)[0]));
            },
            silos: 1);
        await using var numbers = await single.Client.OpenSequenceAsync<int>("share", 10);
        await using var others = await single.Client.OpenSequenceAsync<int>("share", 11);

        isAway = true;
        var failure = await Should.ThrowAsync<EvaluationException>(async () => await numbers.GetAsync(3));
        failure.InnerException.ShouldBeOfType<IOException>().Message.ShouldBe("The share is away.");
        failure.Trail.Select(frame => $"{frame.Origin.Operator}[{frame.Index}]")
            .ShouldBe(["OpenSequenceAsync[3]", "Select[0]"]);

        isAway = false;
        (await numbers.GetAsync(3)).ShouldBe(3);
    }

    [Test]
    public async Task A_recipe_that_builds_nothing_has_failed()
    {
        var failure = await Should.ThrowAsync<EvaluationException>(async () =>
            await Client.OpenSequenceAsync<int>("null", 1));

        failure.InnerException!.Message.ShouldBe("The recipe returned null.");
    }

    [Test]
    public async Task A_recipe_that_takes_longer_than_the_lease_is_waited_for_and_built_once()
    {
        var builds = 0;
        StillBuilding stillBuilding = new();
        await using var single = await Cluster.StartAsync(
            (_, silo) => silo.AddIncomingGrainCallFilter(stillBuilding).AddSequences(s => s.Add("slow", (int count) =>
            {
                Interlocked.Increment(ref builds);
                stillBuilding.Told.Wait();
                return Seq.Range(0, count);
            })),
            silos: 1);
        SequenceOptions options = new() { Lease = TimeSpan.FromMilliseconds(50), Slack = TimeSpan.FromSeconds(20) };
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            single.Client.OpenSequenceAsync<int>("slow", 7, options).AsTask()));

        opened.ShouldAllBe(sequence => sequence.Count == 7);
        builds.ShouldBe(1);
    }

    [Test]
    public async Task A_recipe_that_hangs_keeps_no_thread_from_elements_and_other_recipes()
    {
        ManualClock clock = new();
        using SemaphoreSlim begun = new(0);
        using ManualResetEventSlim release = new();
        await using var single = await Cluster.StartAsync(
            s =>
            {
                s.Workers = 2;
                s.TimeProvider = clock;
                s.Add("numbers", (int count) => Seq.Range(0, count));
                s.Add("hanging", (int count) =>
                {
                    begun.Release();
                    release.Wait();
                    return Seq.Range(0, count);
                });
            },
            silos: 1);
        SequenceOptions options = new() { Slack = TimeSpan.FromMinutes(1) };
        var hanging = Enumerable.Range(0, 2)
            .Select(i => single.Client.OpenSequenceAsync<int>("hanging", i, options).AsTask()).ToArray();
        for (var i = 0; i < hanging.Length; i++)
        {
            (await begun.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        }

        try
        {
            clock.Advance(TimeSpan.FromSeconds(10));

            var opening = single.Client.OpenSequenceAsync<int>("numbers", 5, options).AsTask();
            await using var numbers = await opening.WaitAsync(TimeSpan.FromSeconds(30));
            (await numbers.GetAsync(4).AsTask().WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(4);
        }
        finally
        {
            release.Set();
        }

        foreach (var opened in hanging)
        {
            await using var late = await opened.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    [Test]
    public async Task A_silo_that_is_shut_down_does_not_wait_for_a_recipe_that_hangs()
    {
        ManualClock clock = new();
        using SemaphoreSlim begun = new(0);
        using ManualResetEventSlim release = new();
        await using var single = await Cluster.StartAsync(
            s =>
            {
                s.TimeProvider = clock;
                s.Add("hanging", (int count) =>
                {
                    begun.Release();
                    release.Wait();
                    return Seq.Range(0, count);
                });
            },
            silos: 1);
        using CancellationTokenSource source = new();
        var opening = single.Client.OpenSequenceAsync<int>("hanging", 1, cancellationToken: source.Token);
        (await begun.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();

        try
        {
            var stopping = single.StopAsync(single.Silos[0]);
            bool HasStopped()
            {
                clock.Advance(TimeSpan.FromSeconds(10));
                return stopping.IsCompleted;
            }

            SpinWait.SpinUntil(HasStopped, TimeSpan.FromSeconds(20)).ShouldBeTrue();
        }
        finally
        {
            release.Set();
            source.Cancel();
        }

        await Should.ThrowAsync<OperationCanceledException>(async () => await opening);
    }

    [Test]
    public async Task Another_version_than_that_of_the_definition_is_refused()
    {
        SequenceDefinition<int, Point> newer = new("points", version: "4");
        var refused = await Should.ThrowAsync<InvalidOperationException>(async () =>
            await Client.OpenSequenceAsync(newer, 10));

        refused.Message.ShouldContain("has version \"3\", and was asked for in version \"4\"");
        refused.Message.ShouldContain("Deploy the same version");
    }

    [Test]
    public async Task An_opening_can_be_cancelled()
    {
        using CancellationTokenSource source = new();
        var opening = Client.OpenSequenceAsync<int>("slow to build", 8, cancellationToken: source.Token);
        source.Cancel();

        await Should.ThrowAsync<OperationCanceledException>(async () => await opening);
    }

    [Test]
    public async Task Options_out_of_their_range_are_refused()
    {
        var refused = await Should.ThrowAsync<ArgumentException>(async () =>
            await Client.OpenSequenceAsync(Points, 10, new() { MaxAttempts = 0 }));

        refused.Message.ShouldContain("SequenceOptions.MaxAttempts must be at least 1.");
    }

    [Test]
    public void A_name_is_added_once()
    {
        SequencesBuilder builder = new();
        builder.Add("one", (int count) => Seq.Range(0, count));

        Should.Throw<ArgumentException>(() => builder.Add("one", (int count) => Seq.Range(0, count)))
            .Message.ShouldContain("There is a sequence one already");
    }

    [Test]
    public async Task Where_no_silo_has_sequences_it_says_so()
    {
        await using var bare = await Cluster.StartAsync((_, _) => { }, silos: 1);

        var refused = await Should.ThrowAsync<Exception>(async () => await bare.Client.OpenSequenceAsync<int>(
            "points", 10, new() { Timeout = TimeSpan.FromSeconds(1), Slack = TimeSpan.FromSeconds(1) }));
        refused.Message.ShouldContain("AddSequences");
    }

    [Test]
    public async Task Settings_may_come_from_options()
    {
        await using var configured = await Cluster.StartAsync(
            (_, silo) =>
            {
                silo.AddSequences(s => s.Add("points", (int count) => Seq.Range(0, count)));
                silo.Services.Configure<SequencesBuilder>(s => s.Workers = 5);
            },
            silos: 1,
            client => client.Services.AddSingleton(Options.Create(new SequenceOptions { MaxBatchElements = -1 })));

        var refused = await Should.ThrowAsync<ArgumentException>(async () =>
            await configured.Client.OpenSequenceAsync<int>("points", 10));
        refused.Message.ShouldContain("MaxBatchElements");
        await using var points = await configured.Client.OpenSequenceAsync<int>("points", 10, new());
        points.Count.ShouldBe(10);
    }

    private static IReadOnlyList<int> FailToBuild(string folder) =>
        throw new DirectoryNotFoundException($"There is no {folder}.");

    /// <summary>Notices that a silo has answered that it is still building a sequence.</summary>
    private sealed class StillBuilding : IIncomingGrainCallFilter
    {
        public ManualResetEventSlim Told { get; } = new();

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            await context.Invoke();
            if (context.Result is OpenAnswer { IsReady: false, Refusal: null })
            {
                Told.Set();
            }
        }
    }
}
