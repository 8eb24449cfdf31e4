using System.Globalization;
using System.Text;

namespace SeqTools.Linq;

/// <summary>
/// A folder with a file for each index and a manifest that says what they are, which several processes may use at once.
/// </summary>
/// <remarks>
/// A file is written aside, and moved to its place when all of it is on the disk: there is never a part of one to be
/// read, whatever becomes of the process that writes it.
/// </remarks>
internal sealed class DiskFolder(string folder, string manifest, UnixFileMode fileMode)
{
    /// <summary>How many files there are in a folder, and how many of those in one above.</summary>
    private const int Fanout = 1000;

    /// <summary>After which a file that lies aside is one that a process left behind.</summary>
    private static readonly TimeSpan LongestWrite = TimeSpan.FromDays(1);

    private readonly string aside = Path.Combine(folder, "writing");
    private readonly string manifestPath = Path.Combine(folder, "manifest.txt");
    private readonly object opening = new();
    private bool isOpen;

    public string PathOf(int index) => Path.Combine(
        folder, Name(index / Fanout / Fanout), Name(index / Fanout % Fanout),
        $"{index.ToString(CultureInfo.InvariantCulture)}.entry");

    /// <summary>Has the folder bear the manifest.</summary>
    /// <exception cref="InvalidOperationException">It bears another one.</exception>
    public void Open()
    {
        if (Volatile.Read(ref isOpen))
        {
            return;
        }

        lock (opening)
        {
            if (!File.Exists(manifestPath))
            {
                WriteAside(Encoding.UTF8.GetBytes(manifest), MoveManifest);
            }

            Check();
            RemoveLeftovers();
            Volatile.Write(ref isOpen, true);
        }
    }

    /// <summary>Looks whether the folder, if there is one, bears another manifest.</summary>
    /// <exception cref="InvalidOperationException">It does.</exception>
    public void Check()
    {
        if (File.Exists(manifestPath) && File.ReadAllText(manifestPath) is var found && found != manifest)
        {
            throw new InvalidOperationException(
                $"The folder {folder} holds results of something else. Delete it or take another one."
                + $"{Environment.NewLine}It holds:{Environment.NewLine}{found}"
                + $"Asked for is:{Environment.NewLine}{manifest}");
        }
    }

    /// <returns>The file; <see langword="null"/> if there is none.</returns>
    public FileStream? OpenEntry(int index)
    {
        try
        {
            return new(
                PathOf(index), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Write(int index, byte[] content)
    {
        var path = PathOf(index);
        Make(Path.GetDirectoryName(path)!);
        WriteAside(content, written => MoveEntry(written, path));
    }

    /// <summary>Whoever may read or write a file may do so in its folder.</summary>
    private UnixFileMode FolderMode =>
        fileMode
        | UnixFileMode.UserExecute
        | (fileMode.HasFlag(UnixFileMode.GroupRead) ? UnixFileMode.GroupExecute : UnixFileMode.None)
        | (fileMode.HasFlag(UnixFileMode.OtherRead) ? UnixFileMode.OtherExecute : UnixFileMode.None);

    /// <summary>
    /// Makes a folder in this one, each on the way to it by itself: only the last one would have the mode.
    /// </summary>
    private void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        if (path != folder)
        {
            Make(Path.GetDirectoryName(path)!);
        }

        Directory.CreateDirectory(path, FolderMode);
    }

    private FileStream Create(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = fileMode;
        }

        return new(path, options);
    }

    private static string Name(int number) => number.ToString("d3", CultureInfo.InvariantCulture);

    private void WriteAside(byte[] content, Action<string> move)
    {
        Make(aside);
        var path = Path.Combine(aside, $"{Guid.NewGuid():n}");
        try
        {
            using (var file = Create(path))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            move(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The first process that comes gives the folder its manifest.</summary>
    private void MoveManifest(string written)
    {
        try
        {
            File.Move(written, manifestPath);
        }
        catch (IOException) when (File.Exists(manifestPath))
        {
            // Another process was faster; what it wrote is compared next.
        }
    }

    private static void MoveEntry(string written, string path)
    {
        try
        {
            File.Move(written, path, overwrite: true);
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException && OperatingSystem.IsWindows() && File.Exists(path))
        {
            // Windows may not replace a file that is in use, which holds the same: another process evaluated the
            // element, too.
        }
    }

    private void RemoveLeftovers()
    {
        foreach (var file in Directory.EnumerateFiles(aside))
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > LongestWrite)
            {
                File.Delete(file);
            }
        }
    }
}
