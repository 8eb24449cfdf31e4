using System.Diagnostics;
using System.Globalization;

namespace SeqTools.Linq.Processes.Tests;

/// <summary>A terminal of its own, of which this assembly, started as a process, is the foreground.</summary>
internal static class Terminal
{
    private const string Script = "/usr/bin/script";

    /// <summary>Starts it. A test for which there is none is skipped.</summary>
    /// <param name="end">What the process does.</param>
    /// <param name="times">How often.</param>
    /// <param name="environment">What the process finds in its environment, beside what this one has.</param>
    public static Process Start(Program.End end, int times, params (string Name, string Value)[] environment)
    {
        Assume.That(File.Exists(Script), "There is no program that makes a terminal.");
        // What was started in the background ignores Ctrl+C, and so would all that it starts.
        var command = string.Create(
            CultureInfo.InvariantCulture,
            $"exec env --default-signal=INT,QUIT '{Program.Host}' "
            + $"exec '{typeof(Program).Assembly.Location}' {end} {times}");
        var start = new ProcessStartInfo(Script, ["-q", "-e", "-c", command, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public static void PressCtrlC(Process terminal)
    {
        terminal.StandardInput.Write('\u0003');
        terminal.StandardInput.Flush();
    }
}
