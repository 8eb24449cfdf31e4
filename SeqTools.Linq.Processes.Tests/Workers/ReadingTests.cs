using System.Globalization;

namespace SeqTools.Linq.Processes.Tests;

[Platform("Linux")]
internal sealed class ReadingTests
{
    [TearDown]
    public void No_process_is_left() => Children.AwaitNone();

    [Test]
    public void Elements_are_those_of_the_recipe_in_their_order()
    {
        using var view = Recipe.Of(Recipes.Squares, 100).InProcesses(2, 8);

        view.ShouldBe(Seq.Range(0, 100).Select(n => n * n));
    }

    [Test]
    public void Elements_are_evaluated_in_as_many_other_processes_as_are_of_use()
    {
        using var view = Recipe.Of(Recipes.ProcessIds, 200).InProcesses(2, 8);

        var processes = view.Distinct().ToArray();

        processes.ShouldNotContain(Environment.ProcessId);
        processes.Length.ShouldBeInRange(1, 2);
        view.Statistics.Processes.WorkersStarted.ShouldBeInRange(1, 2);
    }

    [Test]
    public void Nothing_is_started_before_the_first_read_nor_by_a_look()
    {
        using var view = Recipe.Of(Recipes.Squares, 100).InProcesses(2, 8);

        view.Explain().ShouldStartWith(
            "InProcesses(Recipes.Squares, nworkers: 2, maxBuffered: 8)  count unknown in ");
        view.ToString().ShouldContain("InProcesses");
        Children.Running.ShouldBeEmpty();
        view.Statistics.Processes.WorkersStarted.ShouldBe(0);

        view.Count.ShouldBe(100);
        view.Explain().ShouldContain("  100 elements in ");
    }

    [Test]
    public async Task Elements_can_be_awaited_and_sought()
    {
        await using var view = Recipe.Of(Recipes.Squares, 1000).InProcesses(2, 8);
        foreach (var index in (int[])[500, 501, 3, 999, 0, 998, 1])
        {
            (await view.GetAsync(index)).ShouldBe(index * index);
        }

        await foreach (var square in view)
        {
            square.ShouldBe(0);
            break;
        }
    }

    [Test]
    public void Two_readers_share_the_workers()
    {
        using var view = Recipe.Of(Recipes.ProcessIds, 1000).InProcesses(2, 8);

        var processes = Enumerable.Range(0, 3).AsParallel().WithDegreeOfParallelism(3)
            .Select(_ => view.Distinct().ToArray()).ToArray();

        processes.SelectMany(ids => ids).Distinct().Count().ShouldBeInRange(1, 2);
    }

    [Test]
    public void An_index_outside_is_refused()
    {
        using var view = Recipe.Of(Recipes.Squares, 10).InProcesses(1, 2);

        Should.Throw<ArgumentOutOfRangeException>(() => view[10]).ParamName.ShouldBe("index");
        Should.Throw<ArgumentOutOfRangeException>(() => view[-1]);
    }

    [Test]
    public void Texts_are_those_of_the_culture_in_which_the_view_was_made()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in (string[])["de-DE", ""])
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                var expected = string.Create(CultureInfo.CurrentCulture, $"{0.5}");
                using var view = Recipe.Of(Recipes.Halves, 100).InProcesses(1, 1);
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");

                view[1].ShouldBe(expected);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Variables_that_tell_of_another_culture_change_no_texts(
        [Values("LANG", "LC_ALL", "LC_MESSAGES")] string variable, [Values] bool isOfProgram)
    {
        const string German = "de_DE.UTF-8";
        var before = Environment.GetEnvironmentVariable(variable);
        ProcessOptions<string> options = new();
        if (isOfProgram)
        {
            Environment.SetEnvironmentVariable(variable, German);
        }
        else
        {
            options = new() { Environment = new Dictionary<string, string> { [variable] = German } };
        }

        try
        {
            using var view = Recipe.Of(Recipes.Halves, 100).InProcesses(1, 1, options);

            view[1].ShouldBe(string.Create(CultureInfo.CurrentCulture, $"{0.5}"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }
    }

    [Test]
    public void What_a_worker_prints_disturbs_nothing()
    {
        using var view = Recipe.Of(Recipes.Printing, 20).InProcesses(2, 4);

        view.ShouldBe(Enumerable.Range(0, 20));
    }

    [Test]
    public void A_process_that_a_worker_starts_has_nothing_of_the_channel_and_is_no_worker()
    {
        using var view = Recipe.Of(Recipes.Descriptors, 1).InProcesses(1, 1);

        var (there, here) = (view[0].Split('\n'), Recipes.Descriptors(1)[0].Split('\n'));

        there.ShouldNotContain(line => line.Contains(Launch.Variable, StringComparison.Ordinal));
        there.Count(IsPipe).ShouldBe(here.Count(IsPipe), "It has the pipes of a process that is started here.");

        static bool IsPipe(string line) => line.StartsWith("pipe", StringComparison.Ordinal);
    }

    [Test]
    public void The_recipe_may_be_a_lambda_and_may_have_no_argument()
    {
        using var lambda = Recipe.Of(static (int count) => Seq.Range(5, count), 3).InProcesses(1, 1);
        using var list = Recipe.Of(() => (IReadOnlyList<int>)[1, 2, 3]).InProcesses(1, 1);

        lambda.ShouldBe([5, 6, 7]);
        list.ShouldBe([1, 2, 3]);
    }

    [Test]
    public void A_recipe_says_where_it_was_written() =>
        Recipe.Of(Recipes.Squares, 3).ToString().ShouldMatch(
            @"^Recipe\.Of\(Recipes\.Squares\) in .*ReadingTests\.cs:line \d+ \(A_recipe_says");

    [Test]
    public void In_this_process_the_elements_are_the_same()
    {
        using var view = Recipe.Of(Recipes.ProcessIds, 10).InProcesses(2, 4, new() { RunInThisProcess = true });

        view.ShouldAllBe(id => id == Environment.ProcessId);
        Recipe.Of(Recipes.Squares, 10).Build().ShouldBe(Recipes.Squares(10));
    }

    [Test]
    public void In_this_process_a_list_that_is_no_view_is_built_and_disposed_of_once()
    {
        using (var view = Recipe.Of(CountedList.Make, 100).InProcesses(4, 8, new() { RunInThisProcess = true }))
        {
            view.Sum().ShouldBe(4950);
        }

        (CountedList.Made, CountedList.Disposed).ShouldBe((1, 1));
    }
}
