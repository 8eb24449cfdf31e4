using System.Diagnostics;
using System.Globalization;

namespace SeqTools.Linq.Processes.Tests;

[Platform("Linux")]
internal sealed class ParentTests
{
    [Test]
    public void Workers_in_a_native_call_end_with_a_parent_that_is_killed()
    {
        using var parent = Start(Program.End.Wait);
        var workers = WorkersOf(parent);

        parent.Kill();

        Children.AwaitEnd(workers);
    }

    [Test]
    public void Workers_in_a_native_call_end_with_a_parent_that_ends_by_itself(
        [Values(Program.End.Return, Program.End.Throw)] Program.End end)
    {
        using var parent = Start(end);
        var workers = WorkersOf(parent);

        parent.WaitForExit(Patience.Limit).ShouldBeTrue();

        Children.AwaitEnd(workers);
    }

    [Test]
    public void A_worker_that_does_not_come_to_its_end_is_not_left_by_a_parent_that_has_disposed_of_its_view()
    {
        using var parent = Start(Program.End.DisposeAndReturn);
        var worker = int.Parse(parent.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);

        parent.WaitForExit(Patience.Limit).ShouldBeTrue();

        parent.ExitCode.ShouldBe(0);
        Children.AwaitEnd([worker]);
    }

    [Test]
    public void Ctrl_C_on_the_terminal_while_workers_start_loses_none()
    {
        const int Rounds = 12;
        using var terminal = Terminal.Start(Program.End.StartUntilInterrupted, Rounds);
        var random = new Random(1);
        var presses = 0;
        List<string> rounds = [];
        var left = "";
        while (terminal.StandardOutput.ReadLine() is { } line)
        {
            if (line.Contains("starting", StringComparison.Ordinal))
            {
                Thread.Sleep(random.Next(0, 60));
                Terminal.PressCtrlC(terminal);
                presses++;
            }
            else if (line.Contains("round", StringComparison.Ordinal))
            {
                rounds.Add(line.Trim().TrimStart('^', 'C'));
            }
            else if (line.Contains("left", StringComparison.Ordinal))
            {
                left = line.Trim().TrimStart('^', 'C');
            }
        }

        terminal.WaitForExit(Patience.Limit).ShouldBeTrue();
        presses.ShouldBe(Rounds);
        rounds.ShouldBe(Enumerable.Repeat("round 81 0 lost", Rounds));
        left.ShouldBe("nothing is left");
    }

    private static int[] WorkersOf(Process parent)
    {
        var line = parent.StandardOutput.ReadLine();
        line.ShouldNotBeNull();
        var workers = line.Split(' ').Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToArray();
        workers.Length.ShouldBe(2);
        return workers;
    }

    private static Process Start(Program.End end) => Process.Start(
        new ProcessStartInfo(Program.Host, ["exec", typeof(Program).Assembly.Location, $"{end}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
