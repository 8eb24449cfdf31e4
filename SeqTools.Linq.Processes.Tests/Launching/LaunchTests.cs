namespace SeqTools.Linq.Processes.Tests;

/// <summary>What a worker is started with.</summary>
[Platform("Linux")]
internal sealed class LaunchTests
{
    private static readonly Launch Exec = new(LaunchWay.Exec, "/dotnet", ["exec", "/host.dll"]);
    private static readonly Launch Hook = new(LaunchWay.Hook, "/program", [], "/host.dll");

    [Test]
    public void The_library_as_a_program_is_called_by_an_argument_and_others_by_a_variable()
    {
        var exec = Exec.StartInfo(Settings([]));
        var hook = Hook.StartInfo(Settings([]));

        exec.ArgumentList[^1].ShouldBe(Launch.IsShielded);
        exec.Environment.ShouldNotContainKey(Launch.Variable);
        hook.ArgumentList[^1].ShouldBe("/program");
        hook.Environment[Launch.Variable].ShouldBe(Launch.IsShielded);
    }

    [Test]
    public void Its_hook_comes_after_those_of_the_program_and_replaces_none()
    {
        Hook.StartInfo(Settings([])).Environment[Launch.HookVariable].ShouldBe("/host.dll");
        Hook.StartInfo(Settings([(Launch.HookVariable, "/a.dll:/b.dll")])).Environment[Launch.HookVariable]
            .ShouldBe("/a.dll:/b.dll:/host.dll");
        Hook.StartInfo(Settings([(Launch.HookVariable, "")])).Environment[Launch.HookVariable].ShouldBe("/host.dll");
        Exec.StartInfo(Settings([(Launch.HookVariable, "/a.dll")])).Environment[Launch.HookVariable]
            .ShouldBe("/a.dll");
    }

    [Test]
    public void Nothing_runs_before_a_worker_where_the_library_is_the_program_and_there_is_no_hook()
    {
        var variables = new Dictionary<string, string?> { ["NAME"] = "1" };
        var withHook = new Dictionary<string, string?> { [Launch.HookVariable] = "/a.dll" };

        Exec.RunsNothingFirst(variables).ShouldBeTrue();
        Exec.RunsNothingFirst(withHook).ShouldBeFalse();
        Hook.RunsNothingFirst(variables).ShouldBeFalse();
        (Exec with { Way = LaunchWay.Self }).RunsNothingFirst(variables).ShouldBeFalse();
    }

    [TestCase("my.setting")]
    [TestCase("ConnectionStrings:Main")]
    [TestCase("a-b")]
    [TestCase("1st")]
    [TestCase("PWD")]
    [TestCase("IFS")]
    [TestCase("OPTIND")]
    public void A_shell_is_not_given_variables_that_it_would_drop_or_change(string name)
    {
        var start = Exec.StartInfo(Settings([(name, "1")]));

        start.FileName.ShouldBe("/dotnet");
        start.ArgumentList.ShouldBe(["exec", "/host.dll", Launch.IsOpen]);
        start.Environment[name].ShouldBe("1");
    }

    [TestCase("NAME_1")]
    [TestCase("_name")]
    [TestCase("BASH_FUNC_which%%")]
    public void It_is_given_others(string name) =>
        Exec.StartInfo(Settings([(name, "1")])).FileName.ShouldBe("/bin/sh");

    [Test]
    public void Variables_of_any_name_reach_a_worker()
    {
        ProcessOptions<string> options = new()
        {
            Environment = new Dictionary<string, string> { ["My.Setting"] = "1", ["ConnectionStrings:Main"] = "2" },
        };
        using var view = Recipe.Of(Variables, new[] { "My.Setting", "ConnectionStrings:Main" })
            .InProcesses(1, 1, options);

        view.ShouldBe(["1", "2"]);
    }

    private static SeqView<string> Variables(string[] names) =>
        names.Select(name => Environment.GetEnvironmentVariable(name) ?? "none");

    private static WorkerSettings Settings((string Name, string Value)[] variables) => WorkerSettings.Of(
        new ProcessOptions<int>
        {
            Environment = variables.ToDictionary(variable => variable.Name, variable => variable.Value),
        });
}
