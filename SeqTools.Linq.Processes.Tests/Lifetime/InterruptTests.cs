namespace SeqTools.Linq.Processes.Tests;

/// <summary>Ctrl+C on a terminal, while workers start.</summary>
[Platform("Linux"), Category("Long")]
internal sealed class InterruptTests
{
    private const int Presses = 12;
    private const int Seed = 7;

    [Test]
    public void Where_it_ends_the_program_no_process_and_no_file_is_left()
    {
        using var scratch = new Scratch();
        var mark = $"{Guid.NewGuid()}";
        var random = new Random(Seed);
        for (var press = 0; press < Presses; press++)
        {
            // The files of the runtime's diagnostics are the program's own, and stay where it is killed.
            using var terminal = Terminal.Start(
                Program.End.ReadUntilInterrupted, 1,
                ("SEQTOOLS_TEST", mark), ("TMPDIR", scratch.Folder), ("DOTNET_EnableDiagnostics", "0"));
            AwaitStart(terminal.StandardOutput);
            Thread.Sleep(random.Next(0, 100));
            Terminal.PressCtrlC(terminal);

            terminal.WaitForExit(Patience.Limit).ShouldBeTrue();
            terminal.ExitCode.ShouldBe(130);
        }

        Patience.Until(() => !Children.IsAnyMarkedBy(mark));
        Directory.GetFileSystemEntries(scratch.Folder).ShouldBeEmpty();
    }

    private static void AwaitStart(StreamReader output)
    {
        while (output.ReadLine() is { } line)
        {
            if (line.Contains("starting", StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail("The program has ended before it was interrupted.");
    }
}
