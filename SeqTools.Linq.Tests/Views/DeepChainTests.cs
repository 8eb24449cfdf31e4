using System.Diagnostics;
using System.Globalization;
using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Views;

internal sealed class DeepChainTests
{
    private const int SmallStack = 512 << 10;
    private const int Many = 20_000;

    [Test]
    public void A_chain_that_is_longer_than_the_stack_is_read_in_every_way()
    {
        List<int> list = [1, 2, 3];
        var chain = Chain(list, Many, view => view.Select(x => x + 1));
        List<int> copy = [];

        OnSmallStack(() =>
        {
            copy.AddRange(chain);
            copy.AddRange(chain.ToArray());
            copy.AddRange([chain[0], chain[^1], chain.AsEnumerable().First()]);
            foreach (var element in chain)
            {
                copy.Add(element);
            }
        });

        copy.ShouldBe([.. ((int[])[1, 2, 3, 1, 2, 3, 1, 3, 1, 1, 2, 3]).Select(x => x + Many)]);
    }

    [Test]
    public void Its_failures_tell_of_every_stage()
    {
        var chain = Chain(
            Seq.Range(0, 9).Select(i => i == 5 ? throw new InvalidDataException() : i),
            Many, view => view.Select(x => x));
        EvaluationException? failure = null;

        OnSmallStack(() => failure = Should.Throw<EvaluationException>(() => chain[5]));

        failure!.InnerException.ShouldBeOfType<InvalidDataException>();
        failure.Trail.Count.ShouldBe(Many + 1);
        failure.Trail.ShouldAllBe(frame => frame.Index == 5 && frame.Origin.Operator == nameof(SeqExtensions.Select));
        failure.Input.ShouldBe(5);
    }

    [Test]
    public void Its_functions_run_in_the_context_of_the_reader()
    {
        AsyncLocal<string> local = new();
        var seen = "";
        var chain = Chain(
            Seq.Range(0, 9).Select(i =>
            {
                seen = $"{local.Value} {CultureInfo.CurrentCulture.Name} {SeqErrors.Mode}";
                return i == 5 ? throw new InvalidDataException() : i;
            }),
            Many, view => view.Select(x => x));

        OnSmallStack(() =>
        {
            local.Value = "local";
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
            using var untouched = SeqErrors.Use(ErrorMode.Passthrough);
            Should.Throw<InvalidDataException>(() => chain[5]);
        });

        seen.ShouldBe("local fr-FR Passthrough");
    }

    [Test]
    public void A_prefetching_view_that_is_read_by_its_own_worker_is_refused_there_too()
    {
        PrefetchedView<int>? prefetched = null;
        var chain = Chain(Seq.Range(0, 9).Select(i => prefetched![i + 1]), 5 * Many, view => view.Tap(_ => { }));
        using (prefetched = chain.AsPrefetched(1, 1, new() { OnWorkerStart = _ => { } }))
        {
            Should.Throw<EvaluationException>(() => prefetched[3])
                .InnerException.ShouldBeOfType<InvalidOperationException>();
        }
    }

    [Test]
    public void What_looks_at_the_stack_is_seen_by_nobody()
    {
        var chain = Chain(Seq.Range(0, 9), 200, view => view.Select(x => x));

        var lines = chain.Explain().Split(Environment.NewLine);

        lines.Length.ShouldBe(201 + 4);
        lines.Max(line => line.TakeWhile(c => !char.IsLetter(c) && c != '#').Count()).ShouldBeLessThan(3 * 41);
        lines.Count(line => line.EndsWith(", below", StringComparison.Ordinal)).ShouldBe(4);
        string.Join("", lines).ShouldNotContain("DeepView");
        chain.Profile(1).Stages.Count.ShouldBe(201);
    }

    [Test]
    public void A_length_that_follows_from_many_is_read()
    {
        List<int> list = [1, 2, 3];
        var chain = Chain(list, Many, view => view.Zip(list, (a, b) => a));
        var count = 0;

        OnSmallStack(() => count = chain.Count);

        count.ShouldBe(3);
    }

    [Test, CancelAfter(300_000), Category("Long")]
    public void The_process_survives_a_chain_of(
        [ValueSource(typeof(DeepChain), nameof(DeepChain.Names))] string stage)
    {
        var depth = DeepChain.DepthOf(stage);
        var told = Tell(stage, depth);

        told.Length.ShouldBe(10);
        foreach (var list in new[] { told[..3], told[3..6] })
        {
            var sums = list[0].Split(' ')[2..];
            sums[0].ShouldBe(sums[1]);
            sums[2..].ShouldAllBe(sum => sum == sums[2]);
            int.Parse(list[1].Split(' ')[1], CultureInfo.InvariantCulture).ShouldBeGreaterThan(depth);
        }
    }

    private static string[] Tell(string stage, int depth)
    {
        using var child = Process.Start(
            ChildProcess.StartInfo(DeepChain.Command, stage, depth.ToString(CultureInfo.InvariantCulture)))!;
        var told = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        child.ExitCode.ShouldBe(0, told);
        return told.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static SeqView<int> Chain(IReadOnlyList<int> list, int length, Func<SeqView<int>, SeqView<int>> link) =>
        Enumerable.Range(0, length).Aggregate(list.AsView(), (chain, _) => link(chain));

    private static void OnSmallStack(Action read)
    {
        Exception? failure = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    read();
                }
                catch (Exception e)
                {
                    failure = e;
                }
            },
            SmallStack);
        thread.Start();
        thread.Join();
        failure.ShouldBeNull();
    }
}
