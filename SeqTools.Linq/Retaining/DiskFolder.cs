using System.Globalization;
using System.Text;

namespace SeqTools.Linq;

/// <summary>
/// A folder with a file for each index and a manifest that says what they are, which several processes may use at once.
/// </summary>
/// <remarks>
/// A file is written aside, and moved to its place when all of it is on the disk: there is never a part of one to be
/// read, whatever becomes of the process that writes it. Reading makes nothing and removes nothing. What is removed is
/// what this class has written, or what bears the name of that.
/// </remarks>
internal sealed class DiskFolder(string folder, DiskManifest manifest, UnixFileMode fileMode)
{
    /// <summary>Where files are written; no one else would call it so.</summary>
    internal const string Aside = "SeqTools.Linq.writing";

    private const string PartExtension = ".part";
    private const string ManifestName = "manifest.txt";

    /// <summary>How many files there are in a folder, and how many of those in one above.</summary>
    private const int Fanout = 1000;

    /// <summary>How often a write is tried: to delete the folder once may spoil several.</summary>
    private const int MostTries = 10;

    /// <summary>After which a file that lies aside is one that a process left behind.</summary>
    private static readonly TimeSpan LongestWrite = TimeSpan.FromDays(1);

    private readonly string aside = Path.Combine(folder, Aside);
    private readonly string manifestPath = Path.Combine(folder, ManifestName);
    private int isTidy;
    private bool isOurs;

    public string PathOf(int index) => Path.Combine(
        folder, Name(index / Fanout / Fanout), Name(index / Fanout % Fanout),
        $"{index.ToString(CultureInfo.InvariantCulture)}.entry");

    /// <summary>Looks whether the folder may be used: it bears the manifest, or is empty, or is not there.</summary>
    /// <exception cref="InvalidOperationException">It holds something else, or is a file.</exception>
    public void Check()
    {
        if (Volatile.Read(ref isOurs) || IsMarked())
        {
            return;
        }

        if (FileInTheWay() is { } file)
        {
            throw new InvalidOperationException(
                $"The folder {PlainText.Of(folder)} can't be made: {PlainText.Of(file)} is no folder. "
                + "Take another one.");
        }

        // Another process may have marked the folder, and filled it, after the first look.
        if (IsInUse() && !IsMarked())
        {
            throw new InvalidOperationException(
                $"The folder {PlainText.Of(folder)} is not empty, and is no cache: it has no {ManifestName}. "
                + "Take another one.");
        }
    }

    /// <summary>
    /// Looks as <see cref="Check"/> does, ahead of the first read. What the disk refuses now, it may allow by then.
    /// </summary>
    public void CheckAhead() => TryTo(Check);

    /// <returns>The file; <see langword="null"/> if there is none.</returns>
    public FileStream? OpenEntry(int index)
    {
        try
        {
            return new(
                PathOf(index), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception e) when (IsMissing(e))
        {
            return null;
        }
    }

    /// <summary>Whether a link stands in the place of an entry, wherever it leads.</summary>
    public bool IsLink(int index) => IsLink(PathOf(index));

    /// <summary>Writes an entry. Whoever deletes the folder may do so meanwhile: it is made again then.</summary>
    public void Write(int index, byte[] content)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                WriteOnce(index, content);
                return;
            }
            catch (Exception e) when (IsMissing(e) && tries < MostTries)
            {
                // The folder or a part of it was deleted.
            }
        }
    }

    /// <summary>Whoever may read or write a file may do so in its folder.</summary>
    private UnixFileMode FolderMode =>
        fileMode
        | UnixFileMode.UserExecute
        | (fileMode.HasFlag(UnixFileMode.GroupRead) ? UnixFileMode.GroupExecute : UnixFileMode.None)
        | (fileMode.HasFlag(UnixFileMode.OtherRead) ? UnixFileMode.OtherExecute : UnixFileMode.None);

    internal static bool IsMissing(Exception error) => error is FileNotFoundException or DirectoryNotFoundException;

    private static string Name(int number) => number.ToString("d3", CultureInfo.InvariantCulture);

    private bool IsMarked()
    {
        var isMarked = manifest.IsIn(manifestPath);
        Volatile.Write(ref isOurs, isMarked || Volatile.Read(ref isOurs));
        return isMarked;
    }

    /// <summary>What stands where the folder, or one above it, would have to be made.</summary>
    private string? FileInTheWay()
    {
        var path = folder;
        while (path is not null && !Path.Exists(path))
        {
            path = Path.GetDirectoryName(path);
        }

        return File.Exists(path) ? path : null;
    }

    /// <summary>Whether more is there than a process leaves that ends before it has marked the folder.</summary>
    private bool IsInUse()
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(folder).Any(path => Path.GetFileName(path) != Aside);
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
    }

    private void WriteOnce(int index, byte[] content)
    {
        Mark();
        Tidy();
        var path = PathOf(index);
        Make(Path.GetDirectoryName(path)!);
        WriteAside(content, written => MoveEntry(written, path));
        if (!IsMarked())
        {
            // Without its manifest, the folder would be refused from now on.
            throw new FileNotFoundException($"The folder {PlainText.Of(folder)} was deleted while it was written to.");
        }
    }

    /// <summary>
    /// Has the folder bear the manifest, at each write: whoever deletes the folder may do so while it is in use.
    /// </summary>
    private void Mark()
    {
        if (IsMarked())
        {
            return;
        }

        Check();
        WriteAside(Encoding.UTF8.GetBytes(manifest.Text), MoveManifest);
        IsMarked();
    }

    /// <summary>
    /// Makes a folder in this one, each on the way to it by itself: only the last one would have the mode. None of them
    /// may lead elsewhere; this one itself may.
    /// </summary>
    private void Make(string path)
    {
        if (path == folder)
        {
            MakeOne(path);
            return;
        }

        Make(Path.GetDirectoryName(path)!);
        MakeOne(path);
        if (IsLink(path))
        {
            throw new IOException($"{PlainText.Of(path)} leads elsewhere, where nothing is to be written.");
        }
    }

    private void MakeOne(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
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

    private void WriteAside(byte[] content, Action<string> move)
    {
        Make(aside);
        var path = Path.Combine(aside, $"{Guid.NewGuid():n}{PartExtension}");
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
        SetAside(path);
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

    /// <summary>A folder in the place of an entry is not ours to delete, whatever it holds.</summary>
    private static void SetAside(string path)
    {
        if (Directory.Exists(path) && !IsLink(path))
        {
            Directory.Move(path, $"{path}.{Guid.NewGuid():n}.found");
        }
    }

    /// <summary>
    /// Removes what processes left behind that ended in mid-write, once, as far as it can be: nothing depends on it.
    /// </summary>
    private void Tidy()
    {
        if (Interlocked.Exchange(ref isTidy, 1) == 1)
        {
            return;
        }

        TryTo(() =>
        {
            if (IsLink(aside))
            {
                return;
            }

            foreach (var path in Directory.EnumerateFiles(aside, $"*{PartExtension}").Where(IsPart))
            {
                TryTo(() => DeleteIfLeft(path));
            }
        });
    }

    private static bool IsPart(string path) =>
        Guid.TryParseExact(Path.GetFileNameWithoutExtension(path), "n", out _);

    private static void DeleteIfLeft(string path)
    {
        if (!IsLink(path) && DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > LongestWrite)
        {
            File.Delete(path);
        }
    }

    private static void TryTo(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays undone until someone comes who may do it.
        }
    }

    private static bool IsLink(string path) => File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint);
}
