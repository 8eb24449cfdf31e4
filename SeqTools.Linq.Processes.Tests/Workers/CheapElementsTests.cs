namespace SeqTools.Linq.Processes.Tests;

/// <summary>Workers that are asked for several cheap elements at once.</summary>
[Platform("Linux")]
internal sealed class CheapElementsTests
{
    [TearDown]
    public void No_process_is_left() => Children.AwaitNone();

    [Test]
    public void One_that_kills_its_worker_blames_no_neighbour_that_was_asked_for_with_it()
    {
        // Where the machine is busy, none was asked for together: then another pass is.
        var triedAgain = 0L;
        for (var pass = 0; pass < 20 && triedAgain == 0; pass++)
        {
            using var view = Recipe.Of(CheapElements.Kill, 0).InProcesses(1, 16, new() { MaxAttempts = 1 });
            var results = view.AsResults().Take(5 * CheapElements.Every).ToArray();

            results.Select(result => !result.IsSuccess)
                .ShouldBe(Enumerable.Range(0, results.Length).Select(CheapElements.IsOther));
            triedAgain = view.Statistics.Processes.TriedAgain;
        }

        triedAgain.ShouldBeGreaterThan(0);
    }

    [Test]
    public void Ones_that_kill_their_workers_are_tried_again()
    {
        using var scratch = new Scratch();
        using var view = Recipe.Of(CheapElements.KillOnce, scratch.Folder)
            .InProcesses(2, 16, new() { MaxAttempts = 2 });

        view.Take(6 * CheapElements.Every).ShouldBe(Enumerable.Range(0, 6 * CheapElements.Every));
        view.Statistics.Processes.WorkersLost.ShouldBeGreaterThanOrEqualTo(6);
    }

    [Test]
    public void Slow_ones_among_them_change_nothing([Values(1, 2, 3)] int workers)
    {
        using var view = Recipe.Of(CheapElements.Slow, 5).InProcesses(workers, 16);

        view.ShouldBe(Enumerable.Range(0, CheapElements.Count));
        for (var index = CheapElements.Count - 1; index >= 0; index -= 77)
        {
            view[index].ShouldBe(index);
        }
    }

    [Test]
    public async Task A_slow_one_does_not_keep_others_from_their_readers()
    {
        using var scratch = new Scratch();
        using var view = Recipe.Of(CheapElements.Wait, scratch.Folder).InProcesses(2, 16);
        await foreach (var number in view.ToAsyncEnumerable())
        {
            if (number == CheapElements.Middle - 8)
            {
                Children.Await(() => Scratch.TimesOf(scratch.Folder, "begun") > 0);
                for (var index = 0; index < 500; index += 9)
                {
                    (await view.GetAsync(index)).ShouldBe(index);
                }

                Scratch.Note(scratch.Folder, "go");
            }
        }

        view.Statistics.Processes.WorkersLost.ShouldBe(0);
    }

    [Test, Category("Long")]
    public void The_time_of_one_counts_from_when_it_was_begun()
    {
        const int Milliseconds = 700;
        var options = new ProcessOptions<int> { ElementTimeout = TimeSpan.FromMilliseconds(3 * Milliseconds) };
        using var view = Recipe.Of(CheapElements.SlowAtEnd, (Milliseconds, 4)).InProcesses(1, 16, options);

        view.ShouldBe(Enumerable.Range(0, CheapElements.Count));

        view.Statistics.Processes.WorkersLost.ShouldBe(0);
    }

    [Test, Category("Long")]
    public void One_that_takes_too_long_fails_and_none_that_waits_for_it()
    {
        var options = new ProcessOptions<int> { ElementTimeout = TimeSpan.FromSeconds(2), MaxAttempts = 1 };
        using var view = Recipe.Of(CheapElements.Slow, 1_000_000).InProcesses(2, 16, options);

        var results = view.AsResults().Take(CheapElements.Every + 20).ToArray();

        results.Select(result => !result.IsSuccess)
            .ShouldBe(Enumerable.Range(0, results.Length).Select(CheapElements.IsOther));
    }
}
