using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace SeqTools.Linq.Orleans.Tests.Processes;

/// <summary>Silos as processes on loopback, which die as processes do.</summary>
[Category("Long"), Platform(Exclude = "Win", Reason = "The tests send signals.")]
internal sealed class SiloProcessTests
{
    private readonly List<SiloProcess> silos = [];
    private RedisProcess? redis;
    private IHost? client;

    private IClusterClient Client => client!.Services.GetRequiredService<IClusterClient>();

    [TearDown]
    public async Task EndAsync()
    {
        if (client is not null)
        {
            // Its gateways may be dead.
            using CancellationTokenSource soon = new(TimeSpan.FromSeconds(1));
            await client.StopAsync(soon.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            client.Dispose();
            client = null;
        }

        silos.ForEach(silo => silo.Dispose());
        silos.Clear();
        redis?.Dispose();
        redis = null;
    }

    [TestCase(false)]
    [TestCase(true)]
    [CancelAfter(300_000)]
    public async Task Every_element_is_delivered_once_and_in_order_when_a_silo_is_killed(bool byRedis)
    {
        await StartAsync(byRedis, silos: 3);

        await ReadBeyondAsync(silos[1].Kill);

        silos[1].HasExited.ShouldBeTrue();
    }

    [TestCase(false)]
    [TestCase(true)]
    [CancelAfter(300_000)]
    public async Task Every_element_is_delivered_once_and_in_order_when_a_silo_stands_still(bool byRedis)
    {
        await StartAsync(byRedis, silos: 3);

        await ReadBeyondAsync(silos[1].Stop);
    }

    [TestCase(false)]
    [TestCase(true)]
    [CancelAfter(300_000)]
    public async Task Every_element_is_delivered_once_and_in_order_when_a_silo_is_shut_down(bool byRedis)
    {
        await StartAsync(byRedis, silos: 3);
        var ended = Task.CompletedTask;

        await ReadBeyondAsync(() => ended = silos[1].ShutDownAsync());

        await ended;
    }

    [TestCase(false)]
    [TestCase(true)]
    [CancelAfter(300_000)]
    public async Task A_silo_that_joins_in_mid_pass_gets_work(bool byRedis)
    {
        await StartAsync(byRedis, silos: 1);
        var joining = Task.CompletedTask;

        await ReadWhileAsync((index, owner) =>
        {
            joining = index == 50 ? JoinAsync() : joining;
            return owner == silos[0].Id;
        });

        await joining;
    }

    [Test, CancelAfter(300_000)]
    public async Task A_silo_that_stands_still_for_a_while_works_again_afterwards()
    {
        await StartAsync(byRedis: false, silos: 2);
        Stopwatch stopped = new();
        var goesOn = false;

        await ReadWhileAsync((index, owner) =>
        {
            if (index == 100)
            {
                silos[1].Stop();
                stopped.Start();
            }

            if (!goesOn && stopped.Elapsed > TimeSpan.FromSeconds(6))
            {
                silos[1].Continue();
                goesOn = true;
            }

            return !goesOn || owner != silos[1].Id;
        });
    }

    [TestCase(false)]
    [TestCase(true)]
    [CancelAfter(300_000)]
    public async Task An_element_that_ends_its_process_is_blamed_after_two_silos_and_its_neighbours_are_delivered(
        bool byRedis)
    {
        // The silo that holds the membership must not die, so it has no sequences.
        await StartAsync(byRedis, silos: 4, firstHasSequences: false);
        await using var deadly = await Client.OpenSequenceAsync<int>("deadly", 200);
        await using var prefetched = deadly.AsResults().AsPrefetched(nworkers: 16, maxBuffered: 32);

        List<ElementResult<int>> results = [];
        await foreach (var result in prefetched)
        {
            results.Add(result);
        }

        var failed = results.Index().Single(result => !result.Item.IsSuccess);
        failed.Index.ShouldBe(SiloProgram.DeadlyElement);
        failed.Item.Error!.InnerException!.Message.ShouldContain("it seems to end the process that evaluates it");
        results.Where(result => result.IsSuccess).Select(result => result.Value)
            .ShouldBe(Enumerable.Range(0, 200).Where(i => i != SiloProgram.DeadlyElement));
        silos.Count(silo => silo.HasExited).ShouldBe(2);
    }

    private async Task StartAsync(bool byRedis, int silos, bool firstHasSequences = true)
    {
        redis = byRedis ? await RedisProcess.StartAsync() : null;
        var place = PlaceOf(redis?.Port ?? SiloPlace.FreePort()) with { HasSequences = firstHasSequences };
        place = byRedis ? place : place with { SiloPort = place.Membership };
        this.silos.Add(await SiloProcess.StartAsync(place));
        this.silos.AddRange(await Task.WhenAll(
            Enumerable.Range(1, silos - 1).Select(_ => SiloProcess.StartAsync(PlaceOf(place.Membership)))));
        client = await SiloProgram.ConnectAsync(place, [.. this.silos.Select(silo => silo.Place.GatewayPort)]);
    }

    private async Task JoinAsync() =>
        silos.Add(await SiloProcess.StartAsync(PlaceOf(silos[0].Place.Membership)));

    private SiloPlace PlaceOf(int membership) =>
        new(SiloPlace.FreePort(), SiloPlace.FreePort(), membership, IsRedis: redis is not null);

    /// <summary>Does something to the second silo when an element of it arrives, and reads on without it.</summary>
    private async Task ReadBeyondAsync(Action doToIt)
    {
        var victim = silos[1].Id;
        var done = int.MaxValue;
        await ReadWhileAsync((index, owner) =>
        {
            if (done == int.MaxValue && index >= 20 && owner == victim)
            {
                doToIt();
                done = index;
            }

            var isBeyond = done < int.MaxValue && index > done + 100;
            (isBeyond && owner == victim).ShouldBeFalse();
            return !isBeyond || index < done + 300;
        });
    }

    /// <summary>Reads elements in order; the function is told which process made each, and whether to go on.</summary>
    private async Task ReadWhileAsync(Func<int, int, bool> goesOn)
    {
        await using var sequence = await Client.OpenSequenceAsync<Point>("process ids", 1_000_000);
        await using var prefetched = sequence.AsPrefetched(nworkers: 16, maxBuffered: 32);
        var next = 0;
        var longest = TimeSpan.Zero;
        var watch = Stopwatch.StartNew();
        await foreach (var (index, owner) in prefetched)
        {
            longest = watch.Elapsed > longest ? watch.Elapsed : longest;
            index.ShouldBe(next++);
            if (!goesOn(index, owner))
            {
                break;
            }

            watch.Restart();
        }

        TestContext.Out.WriteLine($"longest stall {longest.TotalSeconds:0.00} s in {next} elements");
    }
}
