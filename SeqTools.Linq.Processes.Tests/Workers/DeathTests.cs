using System.Globalization;

namespace SeqTools.Linq.Processes.Tests;

[Platform("Linux")]
internal sealed class DeathTests
{
    [TearDown]
    public void No_process_is_left() => Children.AwaitNone();

    [Test]
    public void A_worker_that_fails_fast_fails_its_element_and_no_other_with_what_it_has_said()
    {
        var death = DeathOf(Recipe.Of(Deaths.FailFast, "The decoder is confused."));

        death.Attempts.ShouldBe(3);
        death.Signal.ShouldBe("SIGABRT");
        death.ExitCode.ShouldBeNull();
        death.ProcessId.ShouldBeGreaterThan(0);
        death.LastWords.ShouldContain("The decoder is confused.");
        death.Message.ShouldContain("The decoder is confused.");
    }

    [Test]
    public void A_worker_that_exits_fails_its_element_with_the_code()
    {
        var death = DeathOf(Recipe.Of(Deaths.Exit, 17));

        death.ExitCode.ShouldBe(17);
        death.Signal.ShouldBeNull();
    }

    [Test]
    public void A_worker_that_aborts_in_native_code_fails_its_element() =>
        DeathOf(Recipe.Of(Deaths.Abort, 0)).Signal.ShouldBe("SIGABRT");

    [Test]
    public void A_worker_that_breaks_its_memory_fails_its_element() =>
        DeathOf(Recipe.Of(Deaths.Segfault, 0)).Signal.ShouldBeOneOf("SIGSEGV", "SIGABRT");

    [Test]
    public void A_worker_that_is_killed_fails_its_element() =>
        DeathOf(Recipe.Of(Deaths.KillItself, 0)).Signal.ShouldBe("SIGKILL");

    [Test]
    public void A_worker_that_takes_too_long_is_killed_and_fails_its_element()
    {
        var options = new ProcessOptions<int> { ElementTimeout = TimeSpan.FromSeconds(2), MaxAttempts = 2 };

        var death = DeathOf(Recipe.Of(Deaths.Hang, 0), options);

        death.Attempts.ShouldBe(2);
        death.InnerException.ShouldBeOfType<TimeoutException>();
        death.Message.ShouldContain("took longer than 00:00:02");
    }

    [Test]
    public void A_worker_is_not_waited_for_longer_since_a_process_that_it_has_started_goes_on()
    {
        using var scratch = new Scratch();
        var options = new ProcessOptions<int> { ElementTimeout = TimeSpan.FromSeconds(2), MaxAttempts = 1 };
        var tool = 0;
        try
        {
            DeathOf(Recipe.Of(Deaths.WaitForTool, scratch.Folder), options).InnerException
                .ShouldBeOfType<TimeoutException>();

            tool = int.Parse(File.ReadAllText(Path.Combine(scratch.Folder, "tool")), CultureInfo.InvariantCulture);
            Children.IsRunning(tool).ShouldBeTrue();
        }
        finally
        {
            _ = tool > 0 ? Native.Kill(tool, 9) : 0;
        }
    }

    [Test]
    public void Workers_that_can_not_be_started_fail_nobody_while_there_is_one()
    {
        using var scratch = new Scratch();
        var hook = Path.Combine(scratch.Folder, "hook.dll");
        CompiledFile.Write(hook, $$"""
            using System;
            using System.IO;

            internal static class StartupHook
            {
                public static void Initialize()
                {
                    for (var times = 0; ; times++)
                    {
                        try
                        {
                            new FileStream($@"{{scratch.Folder}}/started.{times}", FileMode.CreateNew).Dispose();
                            if (times > 0)
                            {
                                Environment.Exit(1);
                            }

                            return;
                        }
                        catch (IOException)
                        {
                        }
                    }
                }
            }
            """);
        using var view = Recipe.Of(Deaths.NotBeforeOthers, scratch.Folder).InProcesses(3, 6, new()
        {
            Environment = new Dictionary<string, string> { ["DOTNET_STARTUP_HOOKS"] = hook },
        });

        view.ShouldBe(Enumerable.Range(0, Deaths.Count));

        Scratch.TimesOf(scratch.Folder, "started").ShouldBeGreaterThan(1);
    }

    [Test]
    public void An_element_that_needs_more_memory_than_there_may_be_fails_and_no_other()
    {
        const int Limit = 64;
        using var view = Recipe.Of(Deaths.OutOfMemory, 2 * Limit)
            .InProcesses(2, 4, new() { MemoryLimitBytes = Limit << 20, MaxAttempts = 1 });

        var failure = AllButTheDeadly(view);

        (failure.InnerException is OutOfMemoryException or WorkerDiedException).ShouldBeTrue($"{failure}");
    }

    [Test]
    public void An_element_whose_worker_dies_is_tried_again([Values(1, 2)] int deaths)
    {
        using var scratch = new Scratch();
        using var view = Recipe.Of(Deaths.SeveralTimes, (scratch.Folder, deaths)).InProcesses(2, 4);

        view.ShouldBe(Enumerable.Range(0, Deaths.Count));

        view.Statistics.Processes.WorkersLost.ShouldBe(deaths);
        view.Statistics.Processes.TriedAgain.ShouldBe(deaths);
    }

    [Test]
    public void No_element_is_tried_more_often_than_it_may([Values(1, 4)] int attempts)
    {
        using var scratch = new Scratch();
        using var view = Recipe.Of(Deaths.SeveralTimes, (scratch.Folder, int.MaxValue))
            .InProcesses(1, 1, new() { MaxAttempts = attempts });

        var failure = Should.Throw<EvaluationException>(() => view[Deaths.Deadly]);

        failure.InnerException.ShouldBeOfType<WorkerDiedException>().Attempts.ShouldBe(attempts);
        Scratch.TimesOf(scratch.Folder, "died").ShouldBe(attempts);
    }

    [Test]
    public void A_worker_that_dies_with_nothing_to_do_blames_no_element()
    {
        using var view = Recipe.Of(Recipes.Squares, 100).InProcesses(1, 1, new() { MaxAttempts = 1 });
        for (var i = 0; i < 5; i++)
        {
            view[i].ShouldBe(i * i);
            var workers = Children.Running;
            workers.ShouldNotBeEmpty();
            Array.ForEach(workers, worker => _ = Native.Kill(worker, 9));
            Children.AwaitEnd(workers);
        }

        Children.Await(() => view.Statistics.Processes.WorkersLost == 5);
    }

    [Test]
    public void Three_failed_starts_are_told_and_the_next_read_tries_anew()
    {
        using var scratch = new Scratch();
        var environment = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0x10000" };
        using var view = Recipe.Of(Recipes.Squares, 100).InProcesses(1, 1, new() { Environment = environment });

        for (var read = 0; read < 2; read++)
        {
            var failure = Should.Throw<EvaluationException>(() => view.Count);

            var death = failure.InnerException.ShouldBeOfType<WorkerDiedException>();
            death.Attempts.ShouldBe(3);
            death.LastWords.ShouldContain("heap");
        }

        view.Statistics.Processes.WorkersStarted.ShouldBe(0);
    }

    private static WorkerDiedException DeathOf(Recipe<int> recipe, ProcessOptions<int>? options = null)
    {
        using var view = recipe.InProcesses(2, 4, options);

        return AllButTheDeadly(view).InnerException.ShouldBeOfType<WorkerDiedException>();
    }

    private static EvaluationException AllButTheDeadly(PrefetchedView<int> view)
    {
        EvaluationException? failure = null;
        using var pass = view.GetEnumerator();
        for (var index = 0; index < Deaths.Count; index++)
        {
            if (index == Deaths.Deadly)
            {
                failure = Should.Throw<EvaluationException>(() => pass.MoveNext());
                continue;
            }

            pass.MoveNext().ShouldBeTrue();
            pass.Current.ShouldBe(index);
        }

        pass.MoveNext().ShouldBeFalse();
        failure!.Index.ShouldBe(Deaths.Deadly);
        failure.Trail[0].Origin.Operator.ShouldBe("InProcesses");
        return failure;
    }
}
