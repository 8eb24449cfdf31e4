namespace SeqTools.Linq.Processes.Tests;

[Platform(Exclude = "Win")]
internal sealed class WorkerDeathTests
{
    [TestCase(0, 0, null)]
    [TestCase(17, 17, null)]
    [TestCase(134, null, "SIGABRT")]
    [TestCase(137, null, "SIGKILL")]
    [TestCase(139, null, "SIGSEGV")]
    [TestCase(128 + 50, null, "signal 50")]
    [TestCase(255, 255, null)]
    public void What_a_process_has_left_is_told_apart(int code, int? exitCode, string? signal)
    {
        var death = WorkerDeath.Of(1234, code, "", null);

        (death.ExitCode, death.Signal).ShouldBe((exitCode, signal));
        death.Description.ShouldContain(signal ?? $"exit code {code}");
    }
}
