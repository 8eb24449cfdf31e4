using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SeqTools.Linq.Processes;

/// <summary>
/// Ends a worker with the program that it works for, by whatever means that has ended, and whatever the worker is
/// doing.
/// </summary>
/// <remarks>
/// It is no signal that the system would send at the end of the parent: that comes when the <em>thread</em> ends that
/// has started the worker.
/// </remarks>
internal static class ParentWatch
{
    private const int StackBytes = 128 * 1024;

    /// <summary>
    /// How long a worker that was told to leave may take for it, where nobody is left who would kill it.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly List<IDisposable> Registrations = [];
    private static volatile bool isStopped;

    /// <summary>Watches, from now on.</summary>
    /// <param name="requests">What the parent holds the other end of.</param>
    /// <param name="parentId">The parent.</param>
    public static void Start(SafeFileHandle requests, int parentId) => new Thread(
        () => Watch(requests, parentId), StackBytes)
    {
        IsBackground = true,
        Name = "SeqTools parent watch",
    }.Start();

    /// <summary>Leaves the worker some time to end by itself: it was told to.</summary>
    public static void Stop() => isStopped = true;

    /// <summary>Ends the worker at once.</summary>
    public static void Leave()
    {
        if (OperatingSystem.IsWindows())
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
            return;
        }

        Unix.Leave(0);
    }

    /// <summary>
    /// What a terminal sends to all its processes is meant for the parent, which ends its workers. Where a shell could
    /// start the worker, it ignores these signals from the start.
    /// </summary>
    public static void IgnoreInterrupts()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGQUIT])
        {
            Registrations.Add(PosixSignalRegistration.Create(signal, context => context.Cancel = true));
        }
    }

    private static void Watch(SafeFileHandle requests, int parentId)
    {
        if (OperatingSystem.IsWindows())
        {
            WaitForEnd(parentId);
        }
        else
        {
            Unix.WaitForHangUp(requests);
        }

        if (isStopped)
        {
            Thread.Sleep(Grace);
        }

        Leave();
    }

    private static void WaitForEnd(int parentId)
    {
        try
        {
            using var parent = Process.GetProcessById(parentId);
            parent.WaitForExit();
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }
}
