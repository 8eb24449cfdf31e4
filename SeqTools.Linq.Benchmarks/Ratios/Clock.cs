using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Benchmarks.Ratios;

/// <summary>Clocks in nanoseconds.</summary>
internal static class Clock
{
    private const int ThreadCpuTime = 3;

    /// <summary>What <see cref="Thread"/> tells, for the caption of a table.</summary>
    public static string ThreadClockName => OperatingSystem.IsLinux()
        ? "The thread's CPU time"
        : "Wall time, for want of a clock of the thread's CPU time on this system";

    /// <summary>The processor's time for this thread alone: what others do on the machine does not count.</summary>
    public static double Thread()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Wall();
        }

        return GetTime(ThreadCpuTime, out var time) == 0
            ? (time.Seconds * 1e9) + time.Nanoseconds
            : throw new NotSupportedException("The system has no clock of a thread's CPU time.");
    }

    public static double Wall() => Stopwatch.GetTimestamp() * 1e9 / Stopwatch.Frequency;

    [DllImport("libc", EntryPoint = "clock_gettime"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out TimeSpec time);

    private readonly record struct TimeSpec(nint Seconds, nint Nanoseconds);
}
