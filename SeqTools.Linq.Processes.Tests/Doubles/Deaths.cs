namespace SeqTools.Linq.Processes.Tests;

/// <summary>Elements that are their own numbers, of which number 3 kills its worker.</summary>
internal static class Deaths
{
    public const int Deadly = 3;
    public const int Count = 12;

    public static SeqView<int> FailFast(string reason) => Elements(() => Environment.FailFast(reason));

    public static SeqView<int> Exit(int code) => Elements(() => Environment.Exit(code));

    public static SeqView<int> Abort(int unused) => Elements(Native.Abort);

    public static SeqView<int> Segfault(int unused) => Elements(() => _ = Native.Length(8));

    public static SeqView<int> Hang(int unused) => Elements(() => _ = Native.Sleep(3600));

    public static SeqView<int> KillItself(int unused) => Elements(() => _ = Native.Kill(Environment.ProcessId, 9));

    /// <summary>A worker that waits for a process that it has started, which has what the worker writes to.</summary>
    public static SeqView<int> WaitForTool(string folder) => Elements(() =>
    {
        using var tool = System.Diagnostics.Process.Start("sleep", "3600");
        File.WriteAllText(Path.Combine(folder, "tool"), $"{tool.Id}");
        tool.WaitForExit();
    });

    /// <summary>The first element keeps its worker busy until others have failed to start, or might have.</summary>
    public static SeqView<int> NotBeforeOthers(string folder) => Seq.Range(0, Count).Select(n =>
    {
        _ = n > 0 || SpinWait.SpinUntil(() => Scratch.TimesOf(folder, "started") > 5, TimeSpan.FromSeconds(2));
        return n;
    });

    /// <summary>So often, and then no more.</summary>
    public static SeqView<int> SeveralTimes((string Folder, int Times) settings) => Elements(() =>
    {
        if (Scratch.Note(settings.Folder, "died") < settings.Times)
        {
            Environment.FailFast("Not yet.");
        }
    });

    public static SeqView<int> OutOfMemory(int megabytes) => Seq.Range(0, Count).Select(n =>
    {
        if (n == Deadly)
        {
            List<byte[]> hoard = [];
            for (var i = 0; i < megabytes; i++)
            {
                hoard.Add(new byte[1 << 20]);
            }
        }

        return n;
    });

    private static SeqView<int> Elements(Action end) => Seq.Range(0, Count).Select(n =>
    {
        if (n == Deadly)
        {
            end();
        }

        return n;
    });
}
