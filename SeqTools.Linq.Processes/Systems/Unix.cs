using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace SeqTools.Linq.Processes;

/// <summary>What is asked of Linux and macOS beside what the framework asks.</summary>
internal static unsafe partial class Unix
{
    private const int DuplicateCloseOnExec = 1030;
    private const int FirstFree = 3;
    private const int ReadOnly = 0;
    private const int ReadWrite = 2;
    private const int ProtectReadWrite = 3;
    private const int MapShared = 1;
    private const int LimitOfFiles = 1;
    private const int AddSeals = 1033;
    private const int SealShrink = 2;
    private const int SealGrow = 4;
    private const int PopulateWrite = 23;
    private const uint MemoryCloseOnExec = 1;
    private const uint MemoryAllowSealing = 2;
    private const nint MapFailed = -1;
    private const int StandardInput = 0;
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const int Interrupted = 4;

    /// <summary>
    /// Makes memory that has a descriptor and no name. Its size is sealed: a process that shortened it would kill all
    /// others.
    /// </summary>
    [SupportedOSPlatform("linux")]
    public static SafeFileHandle CreateMemory(long size)
    {
        if (GetLimit(LimitOfFiles, out var limit) == 0 && (ulong)size > limit.Current)
        {
            // To ask for more ends the process.
            throw new IOException($"No file may be larger than {limit.Current} bytes.");
        }

        var descriptor = MemoryCreate("seqtools-linq", MemoryCloseOnExec | MemoryAllowSealing);
        if (descriptor < 0)
        {
            throw new IOException($"No memory without a name: error {Marshal.GetLastPInvokeError()}.");
        }

        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        RandomAccess.SetLength(handle, size);
        _ = Control(descriptor, AddSeals, SealShrink | SealGrow);
        return handle;
    }

    /// <summary>Maps a file that begins with a token, for as long as this process lives.</summary>
    /// <returns>Where it begins.</returns>
    /// <exception cref="IOException">It can't be mapped, or is another file.</exception>
    public static byte* Map(string path, long size, Guid token)
    {
        using var file = new SafeFileHandle(Open(path, ReadWrite), ownsHandle: true);
        if (!file.IsInvalid && !IsMarked(file, size, token))
        {
            throw new IOException("Shared memory can't be mapped: the name leads to another file.");
        }

        var start = file.IsInvalid
            ? MapFailed : Map(0, (nuint)size, ProtectReadWrite, MapShared, (int)file.DangerousGetHandle(), 0);
        return start != MapFailed
            ? (byte*)start
            : throw new IOException($"Shared memory can't be mapped: error {Marshal.GetLastPInvokeError()}.");
    }

    private static bool IsMarked(SafeFileHandle file, long size, Guid token)
    {
        Span<byte> found = stackalloc byte[SharedMemory.TokenBytes];
        return RandomAccess.GetLength(file) == size
            && RandomAccess.Read(file, found, 0) == found.Length
            && new Guid(found) == token;
    }

    /// <summary>
    /// Takes the standard input and output of this process for the channel, and leaves nothing of it there: what is
    /// started here inherits neither, and what prints prints to the standard error.
    /// </summary>
    public static (SafeFileHandle Input, SafeFileHandle Output) TakeStandardStreams()
    {
        var input = Duplicate(StandardInput, FileAccess.Read);
        var output = Duplicate(StandardOutput, FileAccess.Write);
        using var nothing = new SafeFileHandle(Open("/dev/null", ReadOnly), ownsHandle: true);
        _ = Replace((int)nothing.DangerousGetHandle(), StandardInput);
        _ = Replace(StandardError, StandardOutput);
        return (input, output);
    }

    /// <summary>
    /// Has all pages of a span be there, as if each had been written to. A system from before Linux 5.14 refuses, and
    /// nothing is lost.
    /// </summary>
    [SupportedOSPlatform("linux")]
    public static void Populate(Span<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            var start = (nint)first / Environment.SystemPageSize * Environment.SystemPageSize;
            _ = Advise(start, (nuint)((nint)first + bytes.Length - start), PopulateWrite);
        }
    }

    /// <summary>Waits until the other end of a pipe was closed, by whatever means its process has ended.</summary>
    public static void WaitForHangUp(SafeFileHandle pipe)
    {
        // No event is asked for: what is left is that the other end hangs up.
        var entry = new PollEntry { Descriptor = (int)pipe.DangerousGetHandle() };
        while (Poll(&entry, 1, Timeout.Infinite) < 0 && Marshal.GetLastPInvokeError() == Interrupted)
        {
            // A signal came between.
        }
    }

    /// <summary>A variable as this process was given it: what it sets itself, the framework keeps for itself.</summary>
    public static string? VariableAtStart(string name) => Marshal.PtrToStringUTF8((nint)Variable(name));

    /// <summary>Ends the process at once: no handler runs, no thread is waited for, be it in a native call.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void Leave(int code);

    /// <summary>
    /// A copy that is closed where a program is started. <c>fcntl</c> takes any number of arguments, which can't be
    /// called on macOS; there, opening the descriptor copies it.
    /// </summary>
    private static SafeFileHandle Duplicate(int descriptor, FileAccess access) =>
        OperatingSystem.IsLinux()
            ? new(Control(descriptor, DuplicateCloseOnExec, FirstFree), ownsHandle: true)
            : File.OpenHandle($"/dev/fd/{descriptor}", FileMode.Open, access, FileShare.ReadWrite);

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial byte* Variable(string name);

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MemoryCreate(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(nint start, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(nint start, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Replace(int descriptor, int other);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(PollEntry* entries, nuint count, int timeout);

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetLimit(int resource, out Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public nuint Current;
        public nuint Most;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Happened;
    }
}
