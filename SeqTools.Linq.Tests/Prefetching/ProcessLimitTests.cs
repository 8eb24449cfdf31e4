using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>
/// Under <c>ulimit -u</c>, which holds for a user, so that only who may start a process as a user with no other can set
/// it: root.
/// </summary>
[Platform("Linux")]
internal sealed class ProcessLimitTests
{
    private const int MostThreads = 80;

    /// <summary>A user that has no process and owns nothing: no two runs of this test at once share one.</summary>
    private static readonly int User = 20_000 + (Environment.ProcessId % 40_000);

    private static readonly string[] AsUser = [$"--reuid={User}", $"--regid={User}", "--clear-groups"];

    [Test, CancelAfter(120_000)]
    public void Workers_for_which_there_are_threads_serve_everybody()
    {
        var start = ChildProcess.StartInfo(FewThreads.Command);
        if (!Environment.IsPrivilegedProcess || !MayRead(start.FileName, typeof(ChildProcess).Assembly.Location))
        {
            Assert.Ignore("The limit is that of another user: it takes root to be one, and a folder that it may read.");
        }

        if (Run("prlimit", "--nproc=1", "sh", "-c", "(exit) & wait && echo started").Length > 0)
        {
            Assert.Ignore("The limit does not hold here.");
        }

        var told = Run(["prlimit", $"--nproc={MostThreads}", start.FileName, .. start.ArgumentList]).Split('\n');

        told[1].ShouldBe($"{FewThreads.Count * (FewThreads.Count - 1) / 2}");
        int.Parse(told[2], CultureInfo.InvariantCulture).ShouldBeInRange(1, MostThreads);
    }

    private static bool MayRead(string host, string assembly)
    {
        try
        {
            return Run("sh", "-c", "\"$0\" --list-runtimes > /dev/null && test -r \"$1\" && echo yes", host, assembly)
                .StartsWith("yes", StringComparison.Ordinal);
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static string Run(params string[] command)
    {
        using var child = Process.Start(new ProcessStartInfo("setpriv", [.. AsUser, .. command])
        {
            RedirectStandardOutput = true,
        })!;
        var told = Patience.Await(child.StandardOutput.ReadToEndAsync());
        child.WaitForExit(Patience.Limit).ShouldBeTrue();
        return told;
    }
}
