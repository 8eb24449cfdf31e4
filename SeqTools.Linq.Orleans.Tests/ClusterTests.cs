using System.Collections.Concurrent;
using System.Diagnostics;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace SeqTools.Linq.Orleans.Tests;

/// <summary>Clusters that change while they are read, and silos that differ from one another.</summary>
internal sealed class ClusterTests
{
    /// <summary>Which silo evaluated which element.</summary>
    private readonly ConcurrentBag<(string Silo, int Element)> evaluated = [];

    private Cluster cluster = null!;

    [SetUp]
    public void Forget() => evaluated.Clear();

    [TearDown]
    public async Task StopAsync() => await cluster.DisposeAsync();

    [Test, CancelAfter(120_000)]
    public async Task Every_silo_gets_work()
    {
        Func<bool> allHaveBegun = () => evaluated.Select(element => element.Silo).Distinct().Count() == 3;
        await StartAsync(waitsFor: allHaveBegun);

        await ReadAllAsync(100, _ => Task.CompletedTask);

        allHaveBegun().ShouldBeTrue();
    }

    [Test, CancelAfter(120_000)]
    public async Task When_a_silo_dies_in_mid_pass_every_element_is_delivered_once_and_in_order()
    {
        await StartAsync();
        await ReadAllAsync(300, async element =>
        {
            if (element == 60)
            {
                await cluster.KillAsync(cluster.Silos[1]);
            }
        });
    }

    [Test, CancelAfter(120_000)]
    public async Task When_a_silo_leaves_in_order_no_call_is_lost()
    {
        await StartAsync();
        Task leaving = Task.CompletedTask;
        var leaver = cluster.Silos[2];
        // A silo that is slow because the machine is must not look like one that died.
        SequenceOptions patient = new() { Slack = TimeSpan.FromMinutes(1) };
        await using var numbers = await cluster.Client.OpenSequenceAsync<int>("numbers", 300, patient);
        await ReadAllAsync(numbers, element =>
        {
            if (element == 60)
            {
                leaving = cluster.StopAsync(leaver);
            }

            return Task.CompletedTask;
        });
        await leaving;

        evaluated.GroupBy(element => element.Element).ShouldAllBe(times => times.Count() == 1);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_silo_that_joins_in_mid_pass_gets_work()
    {
        InProcessSiloHandle? joined = null;
        Func<bool> joinedHasBegun = () => joined is null || evaluated.Any(element => element.Silo == joined.Name);
        await StartAsync(silos: 1, joinedHasBegun);

        await ReadAllAsync(200, async element =>
        {
            if (element == 20)
            {
                joined = await cluster.JoinAsync();
            }
        });

        joined.ShouldNotBeNull();
        joinedHasBegun().ShouldBeTrue();
    }

    [Test, CancelAfter(120_000)]
    public async Task Silos_without_sequences_are_coped_with()
    {
        cluster = await Cluster.StartAsync((name, silo) =>
        {
            if (!IsFirst(name))
            {
                silo.AddSequences(s => Add(s, name, "", 0));
            }
        });

        await ReadAllAsync(100, _ => Task.CompletedTask);

        evaluated.Select(element => element.Silo).ShouldAllBe(name => !IsFirst(name));
    }

    [Test, CancelAfter(120_000)]
    public async Task A_silo_with_another_version_is_left_out()
    {
        cluster = await Cluster.StartAsync((name, silo) =>
            silo.AddSequences(s => Add(s, name, IsFirst(name) ? "1" : "2", 0)));
        SequenceDefinition<int, int> second = new("numbers", version: "2");
        await using var numbers = await cluster.Client.OpenSequenceAsync(second, 100);

        await ReadAllAsync(numbers, _ => Task.CompletedTask);

        evaluated.Select(element => element.Silo).Distinct().ShouldAllBe(name => !IsFirst(name));
    }

    [Test, CancelAfter(120_000)]
    public async Task A_silo_whose_recipe_builds_another_length_is_left_out_and_never_mixed_in()
    {
        cluster = await Cluster.StartAsync((name, silo) =>
            silo.AddSequences(s => Add(s, name, "", IsFirst(name) ? 5 : 0)));
        await using var numbers = await cluster.Client.OpenSequenceAsync<int>("numbers", 100);

        await ReadAllAsync(numbers, _ => Task.CompletedTask);

        evaluated.Select(element => IsFirst(element.Silo)).Distinct().Count().ShouldBe(1);
    }

    [Test, CancelAfter(120_000)]
    public async Task Where_the_only_silo_left_has_another_length_reads_say_so()
    {
        cluster = await Cluster.StartAsync(
            (name, silo) => silo.AddSequences(s => Add(s, name, "", IsFirst(name) ? 0 : 5)), silos: 2);
        await using var numbers = await cluster.Client.OpenSequenceAsync<int>("numbers", 100);
        var opener = cluster.Silos[numbers.Count == 100 ? 0 : 1];
        await cluster.KillAsync(opener);

        var failure = await Should.ThrowAsync<EvaluationException>(async () => await numbers.GetAsync(7));

        failure.InnerException!.Message.ShouldContain("No silo is left that can serve the sequence numbers");
        failure.InnerException.Message.ShouldContain("A recipe must build the same list on every silo");
    }

    [Test, CancelAfter(120_000)]
    public async Task Where_no_silo_is_left_reads_fail_when_the_time_is_over()
    {
        await StartAsync(silos: 1);
        SequenceOptions options = new()
        {
            Timeout = TimeSpan.FromSeconds(2),
            Slack = TimeSpan.FromSeconds(1),
            MaxAttempts = 100,
        };
        await using var numbers = await cluster.Client.OpenSequenceAsync<int>("numbers", 100, options);
        (await numbers.GetAsync(1)).ShouldBe(1);
        await cluster.KillAsync(cluster.Silos[0]);

        var failure = await Should.ThrowAsync<EvaluationException>(async () => await numbers.GetAsync(7));

        failure.InnerException.ShouldBeOfType<TimeoutException>()
            .Message.ShouldContain("No silo has answered for 00:00:02");
    }

    [Test, CancelAfter(120_000)]
    public async Task A_slow_silo_costs_no_more_than_its_share()
    {
        // The slow silo takes as long for one element as the others do for ten.
        int DoneByOthers() => evaluated.Count(element => !IsFirst(element.Silo));
        cluster = await Cluster.StartAsync((name, silo) => silo.AddSequences(s =>
        {
            s.Workers = 1;
            s.Add("numbers", (int count) => Seq.Range(0, count).Select(i =>
            {
                var end = Math.Min(DoneByOthers() + 10, 150);
                Thread.Sleep(1);
                SpinUntil(() => !IsFirst(name) || DoneByOthers() >= end);
                evaluated.Add((name, i));
                return i;
            }));
        }));

        await ReadAllAsync(200, _ => Task.CompletedTask);

        evaluated.Count(element => IsFirst(element.Silo)).ShouldBeLessThan(50);
    }

    private static bool IsFirst(string silo) => silo.EndsWith('0');

    /// <summary>Waits without using the processor, but not for ever.</summary>
    private static void SpinUntil(Func<bool> condition)
    {
        for (var i = 0; i < 12_000 && !condition(); i++)
        {
            Thread.Sleep(5);
        }
    }

    private async Task StartAsync(int silos = 3, Func<bool>? waitsFor = null) => cluster = await Cluster.StartAsync(
        (name, silo) => silo.AddSequences(s => Add(s, name, "", 0, waitsFor)), silos);

    /// <summary>Adds a sequence whose elements wait for something once they have been noted.</summary>
    private void Add(SequencesBuilder builder, string silo, string version, int more, Func<bool>? waitsFor = null)
    {
        builder.Workers = 1;
        builder.Add(
            "numbers",
            (int count) => Seq.Range(0, count + more).Select(i =>
            {
                Thread.Sleep(2);
                evaluated.Add((silo, i));
                SpinUntil(waitsFor ?? (() => true));
                return i;
            }),
            version);
    }

    private async Task ReadAllAsync(int count, Func<int, Task> onElement)
    {
        await using var numbers = await cluster.Client.OpenSequenceAsync<int>("numbers", count);
        await ReadAllAsync(numbers, onElement);
    }

    private static async Task ReadAllAsync(SequenceView<int> numbers, Func<int, Task> onElement)
    {
        await using var prefetched = numbers.AsPrefetched(nworkers: 32, maxBuffered: 64);
        var next = 0;
        var longest = TimeSpan.Zero;
        var watch = Stopwatch.StartNew();
        await foreach (var number in prefetched)
        {
            longest = watch.Elapsed > longest ? watch.Elapsed : longest;
            number.ShouldBe(next++);
            await onElement(number);
            watch.Restart();
        }

        next.ShouldBe(numbers.Count);
        TestContext.Out.WriteLine($"longest stall {longest.TotalSeconds:0.00} s");
    }
}
