using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO.MemoryMappedFiles;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace SeqTools.Linq.Processes;

/// <summary>
/// Memory that this process shares with its workers. It is unmapped once it was disposed of and nobody holds it any
/// more.
/// </summary>
/// <remarks>
/// On Linux it has no name: a worker opens it by the descriptor of this process, which takes the same user, and nothing
/// is left of it after any crash. It is no file on <c>/dev/shm</c>, which kills by SIGBUS when that is full, and is
/// small in containers. On macOS it is a file for the owner alone, and on Windows a section without a name; neither
/// was tried.
/// </remarks>
internal sealed unsafe class SharedMemory : IDisposable
{
    /// <summary>How many bytes the token takes.</summary>
    public const int TokenBytes = 16;

    private readonly IDisposable backing;
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly Func<Process, string> name;

    private SharedMemory(MemoryMappedFile file, long size, Func<Process, string> name, IDisposable backing)
    {
        (this.file, this.name, this.backing) = (file, name, backing);
        view = ViewOf(file, size);
        Start = StartOf(view);
        *(Guid*)Start = Token;
    }

    /// <summary>Where it begins.</summary>
    public byte* Start { get; }

    /// <summary>Stands at its beginning: a worker knows by it that what it has opened is this memory.</summary>
    public Guid Token { get; } = Guid.NewGuid();

    /// <summary>Makes shared memory.</summary>
    /// <returns>None where it can't be had.</returns>
    public static SharedMemory? TryMake(long size)
    {
        try
        {
            return OperatingSystem.IsLinux() ? OfDescriptor(size)
                : OperatingSystem.IsWindows() ? OfSection(size)
                : OfFile(size);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OutOfMemoryException
            or EntryPointNotFoundException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Where a worker finds it.</summary>
    public string NameFor(Process worker) => name(worker);

    /// <summary>Keeps it mapped.</summary>
    public void Hold()
    {
        var held = false;
        view.SafeMemoryMappedViewHandle.DangerousAddRef(ref held);
    }

    /// <summary>Ends what <see cref="Hold"/> has begun.</summary>
    public void LetGo() => view.SafeMemoryMappedViewHandle.DangerousRelease();

    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.SafeMemoryMappedViewHandle.Dispose();
        view.Dispose();
        file.Dispose();
        backing.Dispose();
    }

    [SupportedOSPlatform("linux")]
    private static SharedMemory OfDescriptor(long size)
    {
        var handle = Unix.CreateMemory(size);
        var path = string.Create(
            CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{handle.DangerousGetHandle()}");
        return OfHandle(handle, size, path, handle);
    }

    [UnsupportedOSPlatform("windows")]
    private static SharedMemory OfFile(long size)
    {
        var place = SharedFile.Make(size);
        return OfHandle(place.Handle, size, place.Path, place);
    }

    private static SharedMemory OfHandle(SafeFileHandle handle, long size, string path, IDisposable backing)
    {
        try
        {
            return new(Map(handle, size), size, _ => path, backing);
        }
        catch
        {
            backing.Dispose();
            throw;
        }
    }

    [SupportedOSPlatform("windows")]
    private static SharedMemory OfSection(long size)
    {
        var section = MemoryMappedFile.CreateNew(null, size, MemoryMappedFileAccess.ReadWrite);
        return new(section, size, HandOver, section);

        [SupportedOSPlatform("windows")]
        string HandOver(Process worker) => Windows.HandOver(section.SafeMemoryMappedFileHandle, worker);
    }

    private static MemoryMappedFile Map(SafeFileHandle handle, long size) => MemoryMappedFile.CreateFromFile(
        handle, null, size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);

    /// <summary>Opens, in a worker, what another process shares, for as long as the worker lives.</summary>
    /// <returns>
    /// Where it begins; nowhere where the system refuses, as it does on Linux where the program has more rights than
    /// its user, and where the name leads to something else, as it does where <c>/proc</c> is another namespace's.
    /// </returns>
    public static byte* TryOpen(string name, long size, Guid token)
    {
        try
        {
            return OperatingSystem.IsWindows() ? Windows.Map(name, size) : Unix.Map(name, size, token);
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or NotSupportedException or Win32Exception)
        {
            return null;
        }
    }

    private static MemoryMappedViewAccessor ViewOf(MemoryMappedFile file, long size) =>
        file.CreateViewAccessor(0, size, MemoryMappedFileAccess.ReadWrite);

    private static byte* StartOf(MemoryMappedViewAccessor view)
    {
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        return start + view.PointerOffset;
    }
}
