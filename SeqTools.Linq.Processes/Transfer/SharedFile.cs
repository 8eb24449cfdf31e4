using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace SeqTools.Linq.Processes;

/// <summary>
/// A file to be mapped, where memory without a name can't be shared: in a folder of its owner's. Those that a process
/// has left, since it was killed, are deleted when another makes one.
/// </summary>
internal sealed class SharedFile : IDisposable
{
    private const string Extension = ".memory";
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    private SharedFile(string path, SafeFileHandle handle) => (Path, Handle) = (path, handle);

    public string Path { get; }

    public SafeFileHandle Handle { get; }

    [UnsupportedOSPlatform("windows")]
    public static SharedFile Make(long size)
    {
        var folder = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"seqtools-linq-{Environment.UserName}");
        return MakeIn(Directory.CreateDirectory(folder, OwnerFolder).FullName, size);
    }

    [UnsupportedOSPlatform("windows")]
    public static SharedFile MakeIn(string folder, long size)
    {
        if (File.GetUnixFileMode(folder) != OwnerFolder)
        {
            throw new UnauthorizedAccessException($"Others may look into {folder}.");
        }

        Tidy(folder);
        var path = System.IO.Path.Combine(
            folder,
            string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}.{Guid.NewGuid():N}{Extension}"));
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            UnixCreateMode = OwnerFile,
        };
        using (new FileStream(path, options))
        {
            // The mode can only be given to a stream.
        }

        var handle = File.OpenHandle(
            path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.SetLength(handle, size);
        return new(path, handle);
    }

    public void Dispose()
    {
        Handle.Dispose();
        File.Delete(Path);
    }

    private static void Tidy(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, $"*{Extension}"))
        {
            var name = System.IO.Path.GetFileName(path.AsSpan());
            var end = name.IndexOf('.');
            if (int.TryParse(name[..end], CultureInfo.InvariantCulture, out var processId) && !IsRunning(processId))
            {
                File.Delete(path);
            }
        }
    }

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
