using System.Diagnostics;

namespace SeqTools.Linq.Tests.Prefetching;

public class ProcessExitTests
{
    [Test, CancelAfter(120_000)]
    public void A_process_whose_main_method_returns_ends_though_workers_are_inside_long_calls()
    {
        using var child = Start(ChildProcess.End.Return);

        ExitCode(child).ShouldBe(0);
    }

    [Test, CancelAfter(120_000)]
    public void A_process_whose_main_method_throws_ends_though_workers_are_inside_long_calls()
    {
        using var child = Start(ChildProcess.End.Throw);

        ExitCode(child).ShouldNotBe(0);
    }

    [Test, CancelAfter(120_000), Platform(Exclude = "Win")]
    public void A_process_that_is_told_to_stop_ends_though_workers_are_inside_long_calls(
        [Values("INT", "TERM")] string signal)
    {
        Assume.That(
            IsIgnored(signal), Is.False,
            "A process that was started in the background of a shell inherits that it ignores SIGINT.");
        using var child = Start(ChildProcess.End.WaitForSignal);

        using (var kill = Process.Start("kill", ["-s", signal, $"{child.Id}"]))
        {
            kill.WaitForExit(Patience.Limit).ShouldBeTrue();
        }

        ExitCode(child).ShouldNotBe(0);
    }

    private static Process Start(ChildProcess.End end)
    {
        var start = ChildProcess.StartInfo($"{end}");
        start.RedirectStandardError = true;
        var child = Process.Start(start)!;
        while (child.StandardOutput.ReadLine() != ChildProcess.Ready)
        {
            child.StandardOutput.EndOfStream.ShouldBeFalse();
        }

        return child;
    }

    private static int ExitCode(Process child)
    {
        try
        {
            child.WaitForExit(Patience.Limit).ShouldBeTrue("The workers hold the process up.");
            return child.ExitCode;
        }
        finally
        {
            child.Kill();
        }
    }

    /// <summary>Whether this process ignores a signal, and so do those that it starts.</summary>
    private static bool IsIgnored(string signal)
    {
        const string Field = "SigIgn:";
        const string Status = "/proc/self/status";
        var bit = signal == "INT" ? 1 : 14;
        return File.Exists(Status)
            && File.ReadLines(Status).First(line => line.StartsWith(Field, StringComparison.Ordinal)) is var line
            && ((Convert.ToInt64(line[Field.Length..].Trim(), 16) >> bit) & 1) != 0;
    }
}
