namespace SeqTools.Linq.Processes.Tests;

/// <summary>
/// Elements that are their own numbers and cost next to nothing, so that workers are asked for several at once; but for
/// a few.
/// </summary>
internal static class CheapElements
{
    public const int Count = 2000;

    public const int Middle = Count / 2;

    /// <summary>One in so many is not cheap.</summary>
    public const int Every = 103;

    public static bool IsOther(int n) => n % Every == Every - 1;

    /// <summary>The others kill their worker, each once.</summary>
    public static SeqView<int> KillOnce(string folder) => Elements(n =>
    {
        if (Scratch.Note(folder, $"{n}") == 0)
        {
            _ = Native.Kill(Environment.ProcessId, 9);
        }
    });

    /// <summary>The others kill their worker.</summary>
    public static SeqView<int> Kill(int unused) => Elements(n => _ = Native.Kill(Environment.ProcessId, 9));

    /// <summary>The others take a while.</summary>
    public static SeqView<int> Slow(int milliseconds) => Elements(_ => Thread.Sleep(milliseconds));

    /// <summary>The last ones take a while each.</summary>
    public static SeqView<int> SlowAtEnd((int Milliseconds, int Last) settings) => Seq.Range(0, Count).Select(n =>
    {
        if (n >= Count - settings.Last)
        {
            Thread.Sleep(settings.Milliseconds);
        }

        return n;
    });

    /// <summary>One waits until it is told to go on.</summary>
    public static SeqView<int> Wait(string folder) => Seq.Range(0, Count).Select(n =>
    {
        if (n == Middle)
        {
            Scratch.Note(folder, "begun");
            while (Scratch.TimesOf(folder, "go") == 0)
            {
                Thread.Sleep(1);
            }
        }

        return n;
    });

    private static SeqView<int> Elements(Action<int> other) => Seq.Range(0, Count).Select(n =>
    {
        if (IsOther(n))
        {
            other(n);
        }

        return n;
    });
}
