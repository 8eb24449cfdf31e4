namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>A buffer without a bound takes memory as it fills.</summary>
internal sealed class UnboundedTests
{
    [Test, CancelAfter(120_000)]
    public void All_of_a_list_is_computed_ahead_and_each_element_once([Values] bool isAwaited)
    {
        const int Count = 100_000;
        var calls = 0;
        var elements = Seq.Generate(Count, n =>
        {
            Interlocked.Increment(ref calls);
            return 2 * n;
        });
        using var view = isAwaited
            ? elements.SelectAsync((n, _) => ValueTask.FromResult(n)).AsPrefetched(2, int.MaxValue)
            : elements.AsPrefetched(2, int.MaxValue);

        view[0].ShouldBe(0);
        Patience.Until(() => view.Statistics.Ready == Count - 1);
        for (var index = 0; index < Count; index++)
        {
            if (view[index] != 2 * index)
            {
                Assert.Fail($"[{index}] is {view[index]}");
            }
        }

        calls.ShouldBe(Count);
    }

    [Test, CancelAfter(120_000)]
    public void A_list_of_any_length_is_read_without_memory_for_it(
        [Values(100_000_000, int.MaxValue)] int count, [Values] bool isAwaited,
        [Values(int.MaxValue, 1 << 30)] int most)
    {
        var elements = count == int.MaxValue ? Seq.Repeat(7) : Seq.Repeat(7, count);
        var slow = elements.Select((n, i) =>
        {
            if (i % 100 == 50)
            {
                // Workers would fill memory until this test is done.
                Thread.Sleep(1);
            }

            return n;
        });
        var view = isAwaited
            ? slow.SelectAsync((n, _) => ValueTask.FromResult(n)).AsPrefetched(2, most)
            : slow.AsPrefetched(2, most);

        Allocated.By(() =>
        {
            view[0].ShouldBe(7);
            view[count - 1].ShouldBe(7);
            view[count / 2].ShouldBe(7);
        }).ShouldBeLessThan(2_000_000);
        view.Take(3).ShouldBe([7, 7, 7]);

        Patience.Await(view.DisposeAsync().AsTask());
        var figures = view.Statistics;
        figures.Produced.ShouldBe(figures.Delivered + figures.Discarded);
    }

    [Test, CancelAfter(120_000)]
    public void An_enumeration_of_an_endless_list_goes_on_as_long_as_it_is_read()
    {
        using var view = Seq.Repeat(1).Select((n, i) => n + i).AsPrefetched(2, int.MaxValue);

        var index = 0;
        foreach (var element in view)
        {
            if (element != ++index)
            {
                Assert.Fail($"{element} came at {index - 1}");
            }

            if (index == 100_000)
            {
                break;
            }
        }
    }

    [Test, CancelAfter(240_000)]
    public void Readers_who_jump_about_get_their_elements_and_the_figures_add_up([Values] bool onWorkersOnly)
    {
        const int Count = 400_000;
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        var view = Seq.Generate(Count, n => 3 * n).AsPrefetched(
            2, 300_000, new() { OnWorkerStart = onWorkersOnly ? _ => { } : null });

        var readers = Enumerable.Range(0, 2)
            .Select(reader => Patience.Start(() =>
            {
                var random = new Random(seed + reader);
                var at = 0;
                for (var read = 0; read < 600; read++)
                {
                    at = random.Next(60) switch
                    {
                        0 => random.Next(Count),
                        1 => Math.Max(0, at - random.Next(100_000)),
                        2 => Math.Min(Count - 1, at + random.Next(5000)),
                        _ => Math.Min(Count - 1, at + random.Next(3)),
                    };
                    view[at].ShouldBe(3 * at);
                }
            }))
            .ToArray();
        Patience.Await(Task.WhenAll(readers));
        Patience.Await(view.DisposeAsync().AsTask());

        var figures = view.Statistics;
        figures.Ready.ShouldBe(0);
        figures.Produced.ShouldBe(figures.Delivered + figures.Discarded);
    }
}
