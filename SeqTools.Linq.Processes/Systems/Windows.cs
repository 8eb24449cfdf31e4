using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace SeqTools.Linq.Processes;

/// <summary>What is asked of Windows beside what the framework asks. It was not tried.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class Windows
{
    private const int StandardInput = -10;
    private const int StandardOutput = -11;
    private const int StandardError = -12;
    private const uint SameAccess = 2;
    private const uint ReadAndWrite = 6;

    /// <summary>Gives a worker a handle of its own to a section.</summary>
    /// <returns>What the handle is there.</returns>
    public static string HandOver(SafeMemoryMappedFileHandle section, Process worker)
    {
        if (!DuplicateHandle(
            CurrentProcess(), section.DangerousGetHandle(), worker.Handle, out var there, 0, false, SameAccess))
        {
            throw new Win32Exception();
        }

        return there.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Maps, in a worker, the section whose handle it was given.</summary>
    public static byte* Map(string handle, long size)
    {
        var start = MapViewOfFile(nint.Parse(handle, CultureInfo.InvariantCulture), ReadAndWrite, 0, 0, (nuint)size);
        return start != null ? start : throw new Win32Exception();
    }

    /// <summary>
    /// Takes the standard input and output of this process for the channel; what prints prints to the standard error.
    /// </summary>
    public static (SafeFileHandle Input, SafeFileHandle Output) TakeStandardStreams()
    {
        var (input, output) = (OwnCopyOf(StandardInput), OwnCopyOf(StandardOutput));
        SetStandardHandle(StandardInput, 0);
        SetStandardHandle(StandardOutput, StandardHandle(StandardError));
        return (input, output);
    }

    /// <summary>A copy that no process inherits that is started here.</summary>
    private static SafeFileHandle OwnCopyOf(int standard)
    {
        var process = CurrentProcess();
        return DuplicateHandle(process, StandardHandle(standard), process, out var copy, 0, false, SameAccess)
            ? new(copy, ownsHandle: true)
            : throw new Win32Exception();
    }

    [LibraryImport("kernel32.dll", EntryPoint = "GetCurrentProcess")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint CurrentProcess();

    [LibraryImport("kernel32.dll", EntryPoint = "GetStdHandle", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint StandardHandle(int standard);

    [LibraryImport("kernel32.dll", EntryPoint = "SetStdHandle", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetStandardHandle(int standard, nint handle);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool DuplicateHandle(
        nint sourceProcess, nint source, nint targetProcess, out nint target, uint access,
        [MarshalAs(UnmanagedType.Bool)] bool isInherited, uint options);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial byte* MapViewOfFile(nint section, uint access, uint high, uint low, nuint size);
}
